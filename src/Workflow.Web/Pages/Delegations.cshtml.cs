using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Organization;
using Workflow.Domain.Organization;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages;

/// <summary>A head lets officers stand in for some days; an officer sees in whose place to act.</summary>
public sealed class DelegationsModel(IMediator mediator, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty]
    public Guid? OfficerId { get; set; }

    [BindProperty]
    public DateOnly? FirstDay { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public Guid DelegationId { get; set; }

    public DelegationList.View View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAgainAsync(cancellationToken);

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellationToken)
    {
        this.AskFor(text, (nameof(OfficerId), OfficerId?.ToString()), (nameof(FirstDay), Figures(FirstDay)), (nameof(LastDay), Figures(LastDay)));
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new GiveDelegation.Command(new PersonId(OfficerId!.Value), FirstDay, LastDay), cancellationToken);
        TempData["Done"] = text["done.delegated"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeDelegation.Command(new DelegationId(DelegationId)), cancellationToken);
        TempData["Done"] = text["done.delegationRevoked"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new DelegationList.Query(), cancellationToken);
        return Page();
    }

    private static string Figures(DateOnly? day) => Components.Figures.DayInput(day);
}
