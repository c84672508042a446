using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>What one task has at stake in one deduction.</summary>
internal sealed record TaskStake(RemediationTaskId TaskId, DeductionId DeductionId, TaskKind Kind, Stake Stake, decimal? Target = null, (decimal Part, decimal Whole)? LostAt = null)
{
    /// <summary>The deduction; null for a past day, where nothing is supposed.</summary>
    public Deducted? Deducted { get; init; }

    /// <summary>How many more of the whole an indicator needs for the next tier or its target.</summary>
    public Said? Next { get; init; }

    /// <summary>The part of the points, between 0 and 1, that an indicator would win back by these figures.</summary>
    public decimal PartWonBy(decimal part, decimal whole) => Recovery.OfIndicator(part, whole, Target, LostAt, Deducted ?? new Deducted(Stake.Points));
}

/// <summary>
/// Reckons a projection from stakes: those of now, those of a past day, or supposed ones. Fields and totals are sums of
/// deductions, worked out nowhere else.
/// </summary>
internal sealed class ProjectionReading(WorkflowDbContext db, GroundsReading reading, Calendars calendars, TimeProvider clock)
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
            .Where(task => task.PlanId == planId)
            .OrderBy(task => task.Number)
            .ToListAsync(cancellationToken);
        var deductions = await db.Projections.AsNoTracking().Where(row => row.PlanId == planId).ToListAsync(cancellationToken);
        var day = (await reading.DaysAsync([planId], cancellationToken))[planId];
        var grounds = await reading.Of(day, [.. deductions.Select(Projections.Deducted)], tasks, cancellationToken);
        return
        [
            .. from task in tasks
               from share in task.Deductions
               let deducted = grounds.Deductions[share.DeductionId]
               let stake = Recovery.StakeOf(task, share, grounds)
               where task.State is not RemediationTaskState.Cancelled || stake.Points > 0
               select new TaskStake(task.Id, share.DeductionId, task.Kind, stake, task.Target, Recovery.LostAt(task))
               {
                   Deducted = deducted,
                   Next = task.State is RemediationTaskState.Cancelled ? null : Recovery.ToNext(task, deducted),
               },
        ];
    }

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

    /// <summary>The stakes that changed between two moments, and of each deduction among them what every task had until then.</summary>
    public Task<List<StakeRow>> StakesWithin(PlanId planId, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        db.Stakes
            .FromSql(
                $"""
                with changed as (select * from stake where plan_id = {planId.Value} and changed_at >= {start} and changed_at < {end}),
                     before as (
                       select distinct on (deduction_id, task_id) * from stake
                       where plan_id = {planId.Value} and changed_at < {start} and deduction_id in (select deduction_id from changed)
                       order by deduction_id, task_id, changed_at desc, id desc)
                select * from changed union all select * from before
                """)
            .AsNoTracking()
            .OrderBy(stake => stake.Id)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// All that a plan stands on now, and what changed since a moment: the stakes from then on, and of every task the last before
    /// it. What is kept is what is reckoned, so nothing has to be derived again.
    /// </summary>
    public Task<List<StakeRow>> StakesSince(PlanId planId, DateTimeOffset start, CancellationToken cancellationToken) =>
        db.Stakes
            .FromSql(
                $"""
                select * from stake where plan_id = {planId.Value} and changed_at >= {start}
                union all
                (select distinct on (plan_id, deduction_id, task_id) * from stake
                 where plan_id = {planId.Value} and changed_at < {start}
                 order by plan_id, deduction_id, task_id, changed_at desc, id desc)
                """)
            .AsNoTracking()
            .OrderBy(stake => stake.Id)
            .ToListAsync(cancellationToken);

    private async Task<DateOnly> TodayAsync(CancellationToken cancellationToken) =>
        (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());

    private async Task<ProjectionDetails.View> Reckon(RemediationPlan plan, DateOnly day, IReadOnlyList<TaskStake> all, CancellationToken cancellationToken)
    {
        var analysis = await db.Analyses.AsNoTracking().Include(analysis => analysis.Deductions).AsSplitQuery().SingleAsync(analysis => analysis.Id == plan.AnalysisId, cancellationToken);
        return Reckon(plan, analysis, day, all, Distribution(all, analysis), await SurveyAsync(plan, analysis.Reading, cancellationToken));
    }

    /// <param name="total">The distribution of the points that come back; null where nobody asks how likely the target is.</param>
    public static ProjectionDetails.View Reckon(
        RemediationPlan plan, AnalysisReport analysis, DateOnly day, IReadOnlyList<TaskStake> all, ScoreDistribution? total, ProjectionDetails.Survey? survey = null)
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
            fields,
            total is null ? null : new ProjectionDetails.Quantiles(plan.BaseScore + total.Quantile(0.1m), plan.BaseScore + total.Quantile(0.5m), plan.BaseScore + total.Quantile(0.9m)),
            survey);

        ProjectionDetails.CriterionScore Criterion(Deduction deduction)
        {
            var own = stakes[deduction.Id].ToList();
            var rule = ScoringRule.Of(deduction, own.Count > 0 ? own[0].Kind : TaskKind.Corrective);
            var row = won[deduction.Id];
            return new ProjectionDetails.CriterionScore(
                deduction.Criterion, deduction.CriterionName, rule.Name, rule.Confirmed, null, deduction.Points, row.Secured, row.Expected, row.Ceiling,
                [.. own.Where(stake => stake.Stake.Points > 0).Select(stake => stake.TaskId.Value)],
                RuleWords.Of(own.Select(stake => stake.Next).OfType<Said>()));
        }
    }

    /// <summary>The fields that the score set in force gives to the survey alone are asked for only where the report gives no totals of it.</summary>
    private async Task<ProjectionDetails.Survey?> SurveyAsync(RemediationPlan plan, AnalysisReading read, CancellationToken cancellationToken)
    {
        var totals = read.Totals.Count(total => total.Survey is not null && (total.Year == read.BaseYear || total.Year == read.PreviousYear));
        return Show(SurveyBand.Of(read, totals == 2 ? new HashSet<int>() : await SurveyFieldsAsync(plan.BaseYear, cancellationToken)));
    }

    /// <summary>The band that the report's own totals of two years give; null where it gives none.</summary>
    public static ProjectionDetails.Survey? SurveyOf(AnalysisReading read) => Show(SurveyBand.Of(read, new HashSet<int>()));

    private static ProjectionDetails.Survey? Show(SurveyBand? band) =>
        band is null ? null : new ProjectionDetails.Survey(band.Low, band.Expected, band.High, Supposed: true, RuleWords.Of([band.Because])[0]);

    private async Task<HashSet<int>> SurveyFieldsAsync(int year, CancellationToken cancellationToken)
    {
        var set = await db.ScoreSets.AsNoTracking().Include(set => set.Criteria).Where(set => set.Year == year).OrderByDescending(set => set.Edition).FirstOrDefaultAsync(cancellationToken);
        return set is null ? [] :
        [
            .. set.Criteria
                .Where(criterion => criterion.Rule is not null)
                .GroupBy(criterion => criterion.Code.Split('.')[0])
                .Where(field => field.All(criterion => criterion.Rule is ScoringRuleKind.Survey))
                .Select(field => int.TryParse(field.Key, out var number) ? number : 0),
        ];
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
        var alone = stakes.Where(stake => !causes.ContainsKey(stake.DeductionId)).Select(Chances);
        return ScoreDistribution.Of(alone.Concat(together.Select(group => group.SelectMany(Chances).ToArray())));

        // What reported figures bring is expected in full; only the rest is open.
        static Chance[] Chances(TaskStake stake) =>
            [new(stake.Stake.Reported, 1), new(stake.Stake.Open - stake.Stake.Reported, stake.Stake.Likelihood)];
    }
}
