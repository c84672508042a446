using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Scoring;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Plans;

/// <summary>Turns plans into what lists and pages show.</summary>
internal sealed class PlanReading(PlanTotals totals, Calendars calendars)
{
    public async Task<IReadOnlyList<PlanView>> ToViews(IQueryable<RemediationPlan> plans, CancellationToken cancellationToken)
    {
        var rows = await plans.AsNoTracking().ToListAsync(cancellationToken);
        var agency = await calendars.AgencyNameAsync(cancellationToken);
        List<PlanView> views = [];
        foreach (var plan in rows)
        {
            var cells = await totals.CellsByUnit(plan.Id, cancellationToken);
            views.Add(new PlanView(
                plan.Id.Value,
                plan.Version,
                plan.AnalysisId.Value,
                agency,
                plan.BaseYear,
                plan.TargetYear,
                plan.State,
                plan.TargetScore,
                plan.PublishedAt,
                cells.Aggregate(FourCells.None, (sum, unit) => sum + unit.Cells),
                await totals.ScoreOf(plan, cancellationToken))
            { FieldTargets = plan.FieldTargets });
        }

        return views;
    }
}
