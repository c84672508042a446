using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>What one task has at stake in one deduction.</summary>
internal sealed record TaskStake(RemediationTaskId TaskId, DeductionId DeductionId, TaskKind Kind, Stake Stake, decimal? Target = null, (decimal Part, decimal Whole)? LostAt = null);

/// <summary>
/// Reckons a projection from stakes: those of now, those of a past day, or supposed ones. Fields and totals are sums of
/// deductions, worked out nowhere else.
/// </summary>
internal sealed class ProjectionReading(WorkflowDbContext db, Calendars calendars, TimeProvider clock)
{
    public async Task<(ProjectionDetails.View View, string Agency)> Of(RemediationPlan plan, CancellationToken cancellationToken)
    {
        var today = await TodayAsync(cancellationToken);
        return (await Reckon(plan, today, await StakesNow(plan.Id, cancellationToken), cancellationToken), await calendars.AgencyNameAsync(cancellationToken));
    }

    /// <summary>As it stood when the day ended; null for a day that has not begun, or on which the plan was not there yet.</summary>
    public async Task<ProjectionDetails.View?> AsOf(RemediationPlan plan, DateOnly day, CancellationToken cancellationToken)
    {
        if (day > await TodayAsync(cancellationToken))
        {
            return null;
        }

        var stakes = await StakesAsOf(plan.Id, day, cancellationToken);
        return stakes.Count == 0 ? null : await Reckon(plan, day, stakes, cancellationToken);
    }

    /// <summary>As it would stand if some stakes were others; nothing is saved.</summary>
    public async Task<ProjectionDetails.View> Supposing(RemediationPlan plan, Func<TaskStake, Stake> suppose, CancellationToken cancellationToken)
    {
        var stakes = await StakesNow(plan.Id, cancellationToken);
        return await Reckon(
            plan, await TodayAsync(cancellationToken), [.. stakes.Select(stake => stake with { Stake = suppose(stake) })], cancellationToken);
    }

    public async Task<IReadOnlyList<TaskStake>> StakesNow(PlanId planId, CancellationToken cancellationToken)
    {
        var tasks = await db.Tasks.AsNoTracking()
            .Where(task => task.PlanId == planId && task.State != RemediationTaskState.Cancelled)
            .OrderBy(task => task.Number)
            .ToListAsync(cancellationToken);
        return StakesOf(tasks);
    }

    public static IReadOnlyList<TaskStake> StakesOf(IEnumerable<RemediationTask> tasks) =>
    [
        .. from task in tasks
           where task.State is not RemediationTaskState.Cancelled
           from share in task.Deductions
           select new TaskStake(task.Id, share.DeductionId, task.Kind, Recovery.StakeOf(task, share), task.Target, Recovery.LostAt(task)),
    ];

    /// <summary>The last stake of every task in every deduction that changed before the day was over.</summary>
    public async Task<IReadOnlyList<TaskStake>> StakesAsOf(PlanId planId, DateOnly day, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var end = calendar.EndOf(day);
        var rows = await db.Stakes
            .FromSql(
                $"""
                select distinct on (plan_id, deduction_id, task_id) * from stake
                where plan_id = {planId.Value} and changed_at < {end}
                order by plan_id, deduction_id, task_id, changed_at desc, id desc
                """)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var kinds = await db.Tasks.Where(task => task.PlanId == planId).Select(task => new { task.Id, task.Kind, task.Number }).ToDictionaryAsync(task => task.Id, cancellationToken);
        return
        [
            .. rows.OrderBy(row => kinds[row.TaskId].Number).Select(row => new TaskStake(row.TaskId, row.DeductionId, kinds[row.TaskId].Kind, row.ToStake())),
        ];
    }

    /// <summary>
    /// The stakes that changed between two moments, and before them the last of each of their tasks: what a task had until
    /// then. The newest stake of the plan is always among them.
    /// </summary>
    public Task<List<StakeRow>> StakesWithin(PlanId planId, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        db.Stakes
            .FromSql(
                $"""
                with changed as (select * from stake where plan_id = {planId.Value} and changed_at >= {start} and changed_at < {end}),
                     before as (
                       select distinct on (deduction_id, task_id) * from stake
                       where plan_id = {planId.Value} and changed_at < {start} and task_id in (select task_id from changed)
                       order by deduction_id, task_id, changed_at desc, id desc),
                     newest as (select * from stake where plan_id = {planId.Value} order by id desc limit 1)
                select * from changed union select * from before union select * from newest
                """)
            .AsNoTracking()
            .OrderBy(stake => stake.Id)
            .ToListAsync(cancellationToken);

    private async Task<DateOnly> TodayAsync(CancellationToken cancellationToken) =>
        (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());

    private async Task<ProjectionDetails.View> Reckon(RemediationPlan plan, DateOnly day, IReadOnlyList<TaskStake> all, CancellationToken cancellationToken)
    {
        var analysis = await db.Analyses.AsNoTracking().Include(analysis => analysis.Deductions).AsSplitQuery().SingleAsync(analysis => analysis.Id == plan.AnalysisId, cancellationToken);
        return Reckon(plan, analysis, day, all, plan.TargetScore is null ? null : Distribution(all, analysis));
    }

    /// <param name="total">The distribution of the points that come back; null where nobody asks how likely the target is.</param>
    public static ProjectionDetails.View Reckon(RemediationPlan plan, AnalysisReport analysis, DateOnly day, IReadOnlyList<TaskStake> all, ScoreDistribution? total)
    {
        var stakes = all.ToLookup(stake => stake.DeductionId);
        var won = analysis.Standing.ToDictionary(
            deduction => deduction.Id, deduction => CriterionProjection.Of(deduction.Points, [.. stakes[deduction.Id].Select(stake => stake.Stake)]));
        var fields = analysis.Reading.Fields.Select(field =>
        {
            var own = analysis.Standing.Where(deduction => deduction.Field == field.Number).OrderBy(deduction => deduction.Ordinal).ToList();
            var got = field.Max - field.Lost;
            return new ProjectionDetails.FieldScore(
                field.Number,
                field.Name,
                field.Max,
                got,
                got + own.Sum(deduction => won[deduction.Id].Secured),
                got + own.Sum(deduction => won[deduction.Id].Expected),
                got + own.Sum(deduction => won[deduction.Id].Ceiling),
                analysis.RemainderOf(field),
                [.. own.Select(Criterion)])
            {
                Target = plan.FieldTargets.FirstOrDefault(target => target.Field == field.Number)?.Points,
            };
        }).ToList();

        return new ProjectionDetails.View(
            plan.Id.Value,
            day,
            plan.MaxScore,
            plan.BaseScore,
            plan.BaseScore + won.Values.Sum(row => row.Secured),
            plan.BaseScore + won.Values.Sum(row => row.Expected),
            plan.BaseScore + won.Values.Sum(row => row.Ceiling),
            plan.TargetScore,
            plan.TargetScore is { } target ? total?.ProbabilityOfReaching(target - plan.BaseScore) : null,
            fields);

        ProjectionDetails.CriterionScore Criterion(Deduction deduction)
        {
            var own = stakes[deduction.Id].ToList();
            var rule = ScoringRule.Of(deduction, own.Count > 0 ? own[0].Kind : TaskKind.Corrective);
            var row = won[deduction.Id];
            return new ProjectionDetails.CriterionScore(
                deduction.Criterion, deduction.CriterionName, rule.Name, rule.Confirmed, null, deduction.Points, row.Secured, row.Expected, row.Ceiling,
                [.. own.Where(stake => stake.Stake.Points > 0).Select(stake => stake.TaskId.Value)]);
        }
    }

    /// <summary>Stakes in deductions of one confirmed root cause move together; all others are independent.</summary>
    public static ScoreDistribution Distribution(IReadOnlyList<TaskStake> stakes, AnalysisReport analysis)
    {
        var causes = analysis.Decisions.RootCauses
            .Where(decision => decision.Confirmed)
            .SelectMany(decision => analysis.Reading.RootCauses[decision.Number - 1].Deductions, (decision, ordinal) => (decision.Number, Ordinal: ordinal))
            .Join(analysis.Standing, cause => cause.Ordinal, deduction => deduction.Ordinal, (cause, deduction) => (deduction.Id, cause.Number))
            .DistinctBy(cause => cause.Id)
            .ToDictionary(cause => cause.Id, cause => cause.Number);
        var together = stakes.Where(stake => causes.ContainsKey(stake.DeductionId)).GroupBy(stake => causes[stake.DeductionId]);
        var alone = stakes.Where(stake => !causes.ContainsKey(stake.DeductionId)).Select(stake => new[] { Chance(stake) });
        return ScoreDistribution.Of(alone.Concat(together.Select(group => group.Select(Chance).ToArray())));

        static Chance Chance(TaskStake stake) => new(stake.Stake.Open, stake.Stake.Likelihood);
    }
}
