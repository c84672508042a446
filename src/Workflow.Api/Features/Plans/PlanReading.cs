using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>Counts and sums of plans, each by one query that the database answers.</summary>
internal sealed class PlanReading(WorkflowDbContext db, TaskReading tasks, Calendars calendars, TimeProvider clock)
{
    public async Task<IReadOnlyList<PlanView>> ToViews(IQueryable<RemediationPlan> plans, CancellationToken cancellationToken)
    {
        var rows = await plans.AsNoTracking().ToListAsync(cancellationToken);
        var agency = await calendars.AgencyNameAsync(cancellationToken);
        List<PlanView> views = [];
        foreach (var plan in rows)
        {
            var cells = await CellsByUnit(plan.Id, cancellationToken);
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
                await ScoreOf(plan, cancellationToken)));
        }

        return views;
    }

    public async Task<Score> ScoreOf(RemediationPlan plan, CancellationToken cancellationToken)
    {
        var won = await db.Projections
            .Where(row => row.PlanId == plan.Id)
            .GroupBy(_ => 1)
            .Select(rows => new { Secured = rows.Sum(row => row.Secured), Expected = rows.Sum(row => row.Expected), Ceiling = rows.Sum(row => row.Ceiling) })
            .SingleOrDefaultAsync(cancellationToken);
        return new Score(
            plan.BaseScore, plan.BaseScore + (won?.Secured ?? 0), plan.BaseScore + (won?.Expected ?? 0), plan.BaseScore + (won?.Ceiling ?? 0));
    }

    /// <summary>The four cells of every lead unit; tasks nobody leads yet stand under a unit without a name.</summary>
    public async Task<IReadOnlyList<UnitCells>> CellsByUnit(PlanId planId, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var today = calendar.DayOf(clock.GetUtcNow());
        var rows = await db.Tasks
            .Where(task => task.PlanId == planId && task.State != RemediationTaskState.Cancelled)
            .GroupBy(task => task.LeadUnitId)
            .Select(tasks => new
            {
                Unit = tasks.Key,
                Points = tasks.Sum(task => task.Points),
                Late = tasks.Count(task => task.State == RemediationTaskState.Completed && task.SubmittedOn > task.LastGoodDay),
                Completed = tasks.Count(task => task.State == RemediationTaskState.Completed),
                Overdue = tasks.Count(task => task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Suspended && task.LastGoodDay < (task.SubmittedOn ?? today)),
                All = tasks.Count(),
            })
            .ToListAsync(cancellationToken);
        var names = await tasks.UnitNames(cancellationToken);
        return
        [
            .. rows
                .Select(row => new UnitCells(
                    TaskReading.Ref(row.Unit, names) ?? new UnitRef(Guid.Empty, ""),
                    new FourCells(row.Completed - row.Late, row.Late, row.All - row.Completed - row.Overdue, row.Overdue),
                    row.Points))
                .OrderByDescending(unit => unit.Cells.OpenOverdue)
                .ThenByDescending(unit => unit.Points),
        ];
    }
}
