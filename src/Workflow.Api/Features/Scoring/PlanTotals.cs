using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>Counts and sums of a plan, each by one query that the database answers.</summary>
internal sealed class PlanTotals(WorkflowDbContext db, TaskReading tasks, Calendars calendars, TimeProvider clock)
{
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
        return Ordered(rows.Select(row => new UnitCells(
            NameOf(row.Unit, names), new FourCells(row.Completed - row.Late, row.Late, row.All - row.Completed - row.Overdue, row.Overdue), row.Points)));
    }

    /// <summary>The same from tasks that have been read already.</summary>
    public static IReadOnlyList<UnitCells> CellsByUnit(PlanFacts facts, DateOnly today) => Ordered(facts.Tasks
        .Where(task => task.State is not RemediationTaskState.Cancelled)
        .GroupBy(task => task.LeadUnitId)
        .Select(tasks => new UnitCells(
            NameOf(tasks.Key, facts.Units),
            tasks.Aggregate(FourCells.None, (cells, task) => cells + FourCells.Of(task, today)),
            Points.AtStake(tasks))));

    private static UnitRef NameOf(UnitId? unit, IReadOnlyDictionary<UnitId, string> names) => TaskReading.Ref(unit, names) ?? new UnitRef(Guid.Empty, "");

    private static IReadOnlyList<UnitCells> Ordered(IEnumerable<UnitCells> units) =>
        [.. units.OrderByDescending(unit => unit.Cells.OpenOverdue).ThenByDescending(unit => unit.Points)];
}
