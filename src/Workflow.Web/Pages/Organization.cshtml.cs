using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Organization;
using Workflow.Domain.Organization;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>The agency's units and people: everybody looks, the administrator adds.</summary>
public sealed class OrganizationModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty]
    public string? UnitName { get; set; }

    [BindProperty]
    public UnitKind Kind { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? OtherNames { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Position { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<UnitList.Item> Units { get; private set; } = [];

    public IReadOnlyList<PeopleList.Item> People { get; private set; } = [];

    public bool MayKeep { get; private set; }

    /// <summary>The form that was refused, so that it stands open.</summary>
    public string? Posted { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostUnitAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(UnitName), UnitName));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var others = (OtherNames ?? "").Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await mediator.Send(new AddUnit.Command(UnitName!, Kind, others), cancellationToken);
        TempData["Done"] = text["done.unitAdded", UnitName!.Trim()].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPersonAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(FullName), FullName), (nameof(Role), Role?.ToString()), (nameof(Email), Email), (nameof(Password), Password));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        UnitId? unit = UnitId is { } id ? new UnitId(id) : null;
        await mediator.Send(new AddPerson.Command(FullName!, Position ?? "", Email!.Trim(), unit, Role!.Value, Password!), cancellationToken);
        TempData["Done"] = text["done.personAdded", FullName!.Trim()].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Units = await mediator.Send(new UnitList.Query(), cancellationToken);
        People = await mediator.Send(new PeopleList.Query(), cancellationToken);
        MayKeep = (await visitor.LookAsync(cancellationToken)).IsAny(Domain.Organization.Role.Administrator);
        Posted = Request.Query["handler"].ToString().ToLowerInvariant();
        return Page();
    }
}
