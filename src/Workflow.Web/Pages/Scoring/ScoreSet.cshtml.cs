using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Scoring;

/// <summary>The criteria of a year as a tree, with the rule of each; the coordinator says what a rule really is.</summary>
public sealed class ScoreSetModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty]
    public ScoringRuleKind Rule { get; set; }

    public ScoreSetDetails.View View { get; private set; } = null!;

    public bool MayCorrect { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostRuleAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new SayCriterionRule.Command(new ScoreSetId(Id), Code, Rule, Version), cancellationToken);
        TempData["Done"] = text["done.ruleSaid", Code].Value;
        return RedirectToPage(null, null, new { Id }, $"criterion-{Code}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new ScoreSetDetails.Query(new ScoreSetId(Id)), cancellationToken);
        MayCorrect = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
