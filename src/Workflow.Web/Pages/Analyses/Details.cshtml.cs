using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Plans;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Web.Components;
using Workflow.Web.Refusals;

namespace Workflow.Web.Pages.Analyses;

/// <summary>The source beside what was read in it, row by row: nothing enters a plan unseen.</summary>
public sealed class DetailsModel(IMediator mediator, Visitor visitor, IStringLocalizer<Interface> text) : PageModel, IShowAgain
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    /// <summary>The row that is corrected.</summary>
    [BindProperty]
    public int Ordinal { get; set; }

    [BindProperty]
    public decimal? Points { get; set; }

    [BindProperty]
    public string? Criterion { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? UnitNames { get; set; }

    [BindProperty]
    public int TargetYear { get; set; }

    [BindProperty]
    public decimal? TargetScore { get; set; }

    public AnalysisView View { get; private set; } = null!;

    public bool MayDecide { get; private set; }

    public bool Correctable => MayDecide && View.State is AnalysisState.Read;

    public IEnumerable<SourceMark> Marks =>
        View.Deductions.Select(row => new SourceMark(row.Source, $"source-{row.Ordinal}", $"row-{row.Ordinal}", text["analysis.mark.row", row.Ordinal]))
            .Concat(View.Discrepancies.SelectMany((found, at) => new[]
            {
                new SourceMark(found.Source, $"conflict-{at + 1}", $"discrepancy-{at + 1}", text["analysis.mark.conflict", at + 1]),
                new SourceMark(found.OtherSource ?? default, $"conflict-{at + 1}-other", $"discrepancy-{at + 1}", text["analysis.mark.conflict", at + 1]),
            }));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        TargetYear = View.TargetYear;
        return Page();
    }

    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var units = (UnitNames ?? "").Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await mediator.Send(
            new CorrectDeduction.Command(new AnalysisId(Id), Ordinal, new Correction(Points, Criterion ?? "", Reason, units), Version), cancellationToken);
        TempData["Done"] = text["done.corrected", Ordinal].Value;
        return RedirectToPage(null, null, new { Id }, $"row-{Ordinal}");
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ConfirmAnalysis.Command(new AnalysisId(Id), Version), cancellationToken);
        TempData["Done"] = text["done.confirmed"].Value;
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostPlanAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAgainAsync(cancellationToken);
        }

        var plan = await mediator.Send(new DraftPlan.Command(new AnalysisId(Id), TargetYear, TargetScore), cancellationToken);
        TempData["Done"] = text["done.drafted"].Value;
        return RedirectToPage("/Plans/Details", new { id = plan });
    }

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        TargetYear = TargetYear == 0 ? View.TargetYear : TargetYear;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new AnalysisDetails.Query(new AnalysisId(Id)), cancellationToken);
        MayDecide = (await visitor.LookAsync(cancellationToken)).IsAny(Role.Coordinator);
    }
}
