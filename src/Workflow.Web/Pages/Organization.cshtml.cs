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

    /// <summary>Empty sends no weekly summary.</summary>
    [BindProperty]
    public DayOfWeek? WeeklyOn { get; set; }

    /// <summary>Empty sends no monthly figures.</summary>
    [BindProperty]
    public int? MeetingDay { get; set; }

    /// <summary>As a week is written: Monday first.</summary>
    public IReadOnlyList<DayOfWeek> Weekdays { get; } = [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7))];

    public SummarySettings.View Summaries { get; private set; } = null!;

    public bool MaySetSummaries { get; private set; }

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

    public async Task<IActionResult> OnPostSummariesAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new SetSummaries.Command(WeeklyOn, MeetingDay), cancellationToken);
        TempData["Done"] = text["done.summariesSet"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        Units = await mediator.Send(new UnitList.Query(), cancellationToken);
        People = await mediator.Send(new PeopleList.Query(), cancellationToken);
        Summaries = await mediator.Send(new SummarySettings.Query(), cancellationToken);
        MaySetSummaries = (await visitor.LookAsync(cancellationToken)).IsAny(Domain.Organization.Role.Administrator, Domain.Organization.Role.Coordinator);
        MayKeep = (await visitor.LookAsync(cancellationToken)).IsAny(Domain.Organization.Role.Administrator);
        Posted = Request.Query["handler"].ToString().ToLowerInvariant();
        if (Posted != "summaries")
        {
            (WeeklyOn, MeetingDay) = (Summaries.WeeklyOn, Summaries.MeetingDay);
        }

        return Page();
    }
}
