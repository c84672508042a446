using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Organization;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Scoring;

/// <summary>How likely tasks bring back their points; another table is tried on the plans before it is saved.</summary>
public sealed class LikelihoodModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty]
    public LikelihoodInput Table { get; set; } = new();

    /// <summary>The edition that was shown.</summary>
    [BindProperty]
    public int Edition { get; set; }

    public LikelihoodDetails.View View { get; private set; } = null!;

    public IReadOnlyList<TryLikelihood.Effect>? Effects { get; private set; }

    public bool MayCorrect { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        (Table, Edition) = (LikelihoodInput.Of(View.Table), View.Edition);
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            Effects = await mediator.Send(new TryLikelihood.Query(Table.ToTable()), cancellationToken);
        }

        return await ShowAgainAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new SayLikelihood.Command(Table.ToTable(), Edition), cancellationToken);
        TempData["Done"] = text["done.likelihoodSaid"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new LikelihoodDetails.Query(), cancellationToken);
        MayCorrect = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
