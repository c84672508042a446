using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Scoring;

/// <summary>How one criterion is scored, its parameters beside a worked example.</summary>
public sealed class CriterionRuleModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public RuleInput Rule { get; set; } = new();

    [BindProperty]
    public ExampleInput Example { get; set; } = new();

    public ScoreSetDetails.View Set { get; private set; } = null!;

    public ScoreSetDetails.CriterionView Criterion { get; private set; } = null!;

    public TryCriterionRule.View? Tried { get; private set; }

    public bool MayCorrect { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        Rule = RuleInput.Of(Criterion.Terms, Criterion.Rule!.Value, Criterion.Max);
        return Page();
    }

    /// <summary>Another kind has other parameters: the form is shown with them.</summary>
    public async Task<IActionResult> OnPostKindAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        var kind = Rule.Kind;
        ModelState.Clear();
        Rule = RuleInput.Of(Criterion.Terms?.Kind == kind ? Criterion.Terms : null, kind, Criterion.Max);
        return Page();
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            Tried = await mediator.Send(new TryCriterionRule.Query(new ScoreSetId(Id), Code, Rule.ToTerms(), Example.ToObservation()), cancellationToken);
        }

        return await ShowAgainAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        await mediator.Send(new SayCriterionRule.Command(new ScoreSetId(Id), Code, Rule.ToTerms(), Version), cancellationToken);
        TempData["Done"] = text["done.ruleSaid", Code].Value;
        return RedirectToPage("/Scoring/ScoreSet", null, new { id = Id }, $"criterion-{Code}");
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        Rule.WithSpareRows();
        return Page();
    }

    /// <summary>Whether the set has such a criterion with a rule of its own.</summary>
    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        Set = await mediator.Send(new ScoreSetDetails.Query(new ScoreSetId(Id)), cancellationToken);
        Criterion = Set.Criteria.FirstOrDefault(criterion => criterion.Code == Code && criterion.Rule is not null)!;
        MayCorrect = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
        return Criterion is not null;
    }
}
