using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>Turns tasks into what lists and pages show, with a fixed number of queries however many tasks there are.</summary>
internal sealed class TaskReading(WorkflowDbContext db, GroundsReading reading, Calendars calendars, Policies policies, TimeProvider clock)
{
    private IReadOnlyDictionary<UnitId, string>? unitNames;

    public async Task<IReadOnlyList<TaskItem>> ToItems(IQueryable<RemediationTask> tasks, CancellationToken cancellationToken)
    {
        var rows = await tasks.AsNoTracking().ToListAsync(cancellationToken);
        return await ToItems(rows, cancellationToken);
    }

    public async Task<IReadOnlyList<TaskItem>> ToItems(IReadOnlyCollection<RemediationTask> tasks, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        var today = calendar.DayOf(clock.GetUtcNow());
        var units = await UnitNames(cancellationToken);
        var ids = tasks.SelectMany(task => task.Deductions).Select(share => share.DeductionId).Distinct().ToList();
        var deductions = await db.Deductions
            .Where(deduction => ids.Contains(deduction.Id))
            .Select(deduction => new { deduction.Id, deduction.Ordinal, deduction.Criterion, deduction.Field })
            .ToDictionaryAsync(deduction => deduction.Id, deduction => new DeductionPlace(deduction.Ordinal, deduction.Criterion, deduction.Field), cancellationToken);

        var grounds = await GroundsOf(tasks, cancellationToken);
        return [.. tasks.Select(task => Item(task, units, deductions, calendar, today, inForce.For(task), Likelihood.Derive(task, grounds[task.PlanId]).Value))];
    }

    /// <summary>What the likelihoods of tasks are derived from: two queries, and one for each plan they are of.</summary>
    private async Task<IReadOnlyDictionary<PlanId, Grounds>> GroundsOf(IReadOnlyCollection<RemediationTask> tasks, CancellationToken cancellationToken)
    {
        var plans = tasks.GroupBy(task => task.PlanId).ToList();
        var days = plans.Count == 0 ? new Dictionary<PlanId, PlanDay>() : await reading.DaysAsync([.. plans.Select(plan => plan.Key)], cancellationToken);
        Dictionary<PlanId, Grounds> grounds = [];
        foreach (var plan in plans)
        {
            grounds[plan.Key] = await reading.Of(days[plan.Key], [], [.. plan], cancellationToken);
        }

        return grounds;
    }

    /// <summary>A task from what has been read already.</summary>
    public static TaskItem Item(
        RemediationTask task, IReadOnlyDictionary<UnitId, string> units, IReadOnlyDictionary<DeductionId, DeductionPlace> deductions, WorkCalendar calendar, DateOnly today,
        DeadlinePolicy policy, decimal likelihood) => new(
        task.Id.Value,
        task.Version,
        task.PlanId.Value,
        task.Number,
        task.Title,
        task.Kind,
        task.State,
        Timelinesses.Of(task.State, task.LastGoodDay, task.SubmittedOn, today, calendar, policy),
        task is { LastGoodDay: { } last, Ended: false, SubmittedOn: null, State: not RemediationTaskState.Suspended } ? calendar.Left(today, last) : null,
        Ref(task.LeadUnitId, units),
        [.. task.CoordinatingUnits.Select(unit => Ref(unit.UnitId, units)!).OrderBy(unit => unit.Name, StringComparer.CurrentCulture)],
        task.DueOn,
        task.DueKind,
        task.OriginalDueOn,
        task.Percent,
        task.Numerator,
        task.Denominator,
        task.Target,
        task.Points,
        likelihood,
        [
            .. task.Deductions
                .Select(share => (share.Points, Of: deductions[share.DeductionId]))
                .OrderBy(share => share.Of.Ordinal)
                .Select(share => new DeductionRef(share.Of.Ordinal, share.Of.Criterion, share.Of.Field, share.Points)),
        ],
        task.Figure,
        task.BaseFigure,
        task.IncidentCount);

    /// <summary>Asked once a scope.</summary>
    public async Task<IReadOnlyDictionary<UnitId, string>> UnitNames(CancellationToken cancellationToken) =>
        unitNames ??= await db.Units.ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellationToken);

    public static UnitRef? Ref(UnitId? unit, IReadOnlyDictionary<UnitId, string> names) =>
        unit is { } id ? new UnitRef(id.Value, names[id]) : null;
}

/// <summary>Where a deduction stands in its report.</summary>
internal readonly record struct DeductionPlace(int Ordinal, string? Criterion, int Field);
