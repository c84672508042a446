using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// Keeps the rows of the projection and the history of stakes they are reckoned from: the only writer of both, and always by
/// the calculator of the domain.
/// </summary>
internal sealed class Projections(WorkflowDbContext db, GroundsReading reading, Calendars calendars)
{
    /// <summary>Why a stake changed when a day began: time went by, or the year ended.</summary>
    public const string DayBegan = "day-began";

    /// <summary>Why a stake changed when somebody said how a criterion is scored.</summary>
    public const string RuleSaid = "rule-said";

    /// <summary>The rows of a new plan: nothing secured yet.</summary>
    public async Task Start(
        RemediationPlan plan, IReadOnlyCollection<Deduction> deductions, IReadOnlyCollection<RemediationTask> tasks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = (await calendars.OwnAsync(cancellationToken)).DayOf(now);
        var grounds = await reading.Of(
            new PlanDay(plan.Id, plan.BaseYear, plan.TargetYear, today),
            [.. deductions.Select(deduction => new DeductedPoints(deduction.Id, deduction.Criterion, deduction.Points))],
            tasks,
            cancellationToken);
        db.Reckonings.Add(new ReckoningRow { PlanId = plan.Id, AgencyId = plan.AgencyId, ReckonedOn = today });
        foreach (var deduction in deductions)
        {
            var row = new ProjectionRow
            {
                AgencyId = plan.AgencyId,
                PlanId = plan.Id,
                DeductionId = deduction.Id,
                Ordinal = deduction.Ordinal,
                Field = deduction.Field,
                Criterion = deduction.Criterion,
                Deducted = deduction.Points,
            };
            Fill(row, StakesIn(row.DeductionId, tasks, grounds), now);
            db.Projections.Add(row);
        }

        db.Stakes.AddRange(
            from task in tasks
            from share in task.Deductions
            select Row(task, share, Recovery.StakeOf(task, share, grounds), "plan-drafted", now));
    }

    /// <summary>
    /// Works out anew what a task touches and nothing else. The rows are held meanwhile, so that two tasks of one deduction that
    /// change at once are counted one after the other.
    /// </summary>
    public async Task Recompute(RemediationTaskId taskId, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = db.Tasks.Local.FindEntry(taskId)?.Entity ?? await db.Tasks.FirstAsync(task => task.Id == taskId, cancellationToken);
        if (changed.Deductions.Count == 0)
        {
            return;
        }

        var day = await HoldDayAsync(changed.PlanId, cancellationToken);
        var rows = await HoldRowsAsync(changed.PlanId, changed.Deductions.Select(share => share.DeductionId.Value).ToArray(), cancellationToken);
        var tasks = await TasksOfAsync(rows, cancellationToken);
        var grounds = await reading.Of(day, [.. rows.Select(Deducted)], tasks, cancellationToken);
        var at = AfterAll(rows, now);
        rows.ForEach(row => Fill(row, StakesIn(row.DeductionId, tasks, grounds), at));
        db.Stakes.AddRange(changed.Deductions.Select(share => Row(changed, share, Recovery.StakeOf(changed, share, grounds), because, at)));
    }

    /// <summary>Works out every row of a plan anew for the day it stands at, and writes what differs.</summary>
    /// <returns>How many rows differed.</returns>
    public async Task<int> RecomputeAll(PlanId planId, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await HoldAsync(planId, cancellationToken);
        var plan = await LoadAsync(planId, cancellationToken);
        var day = (await reading.DaysAsync([planId], cancellationToken))[planId];
        return await WriteAsync(await DifferencesAsync(plan, day, cancellationToken), because, AfterAll(plan.Rows, now), cancellationToken);
    }

    /// <summary>The same for every plan.</summary>
    public Task RecomputeAll(string because, DateTimeOffset now, CancellationToken cancellationToken) => RecomputeEach(db.Plans, because, now, cancellationToken);

    /// <summary>The same for every plan whose points were lost or are to be won back in a year.</summary>
    public Task RecomputeYear(int year, string because, DateTimeOffset now, CancellationToken cancellationToken) =>
        RecomputeEach(db.Plans.Where(plan => plan.BaseYear == year || plan.TargetYear == year), because, now, cancellationToken);

    /// <summary>
    /// A day has begun: less time is left, units have another record, perhaps the year is over. Before the rows follow, all of
    /// them are worked out anew for the day they stand at, and what differs is counted and kept: it should be nothing.
    /// </summary>
    /// <returns>How many rows had drifted; null where nothing was to be checked.</returns>
    public async Task<int?> BeginDay(PlanId planId, DateOnly day, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await HoldAsync(planId, cancellationToken);
        var reckoning = await db.Reckonings.SingleAsync(row => row.PlanId == planId, cancellationToken);
        if (reckoning.ReckonedOn >= day)
        {
            return null;
        }

        var plan = await LoadAsync(planId, cancellationToken);
        var before = (await reading.DaysAsync([planId], cancellationToken))[planId];
        int? drifted = reckoning.ReckonedOn is null ? null : (await DifferencesAsync(plan, before, cancellationToken)).Count;
        await WriteAsync(await DifferencesAsync(plan, before with { Day = day }, cancellationToken), DayBegan, AfterAll(plan.Rows, now), cancellationToken);
        (reckoning.ReckonedOn, reckoning.CheckedAt, reckoning.Drifted) = (day, drifted is null ? reckoning.CheckedAt : now, drifted ?? reckoning.Drifted);
        return drifted;
    }

    /// <summary>
    /// Nobody changes these rows, or begins a day of their plan, until this transaction is over. The day of the plan is held first;
    /// whoever does not change a task but what it is reckoned from holds the rows before reading it.
    /// </summary>
    public async Task<List<ProjectionRow>> HoldAsync(PlanId planId, IEnumerable<DeductionId> deductions, CancellationToken cancellationToken)
    {
        await HoldDayAsync(planId, cancellationToken);
        return await HoldRowsAsync(planId, deductions.Select(id => id.Value).ToArray(), cancellationToken);
    }

    /// <summary>What every task has at stake in a deduction.</summary>
    internal static List<Stake> StakesIn(DeductionId deduction, IEnumerable<RemediationTask> tasks, Grounds grounds) =>
    [
        .. from task in tasks
           from share in task.Deductions
           where share.DeductionId == deduction
           select Recovery.StakeOf(task, share, grounds),
    ];

    internal static DeductedPoints Deducted(ProjectionRow row) => new(row.DeductionId, row.Criterion, row.Deducted);

    /// <summary>Nobody changes a stake of the plan until this transaction is over.</summary>
    private Task HoldAsync(PlanId planId, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select 1 from reckoning where plan_id = {planId.Value} for update", cancellationToken);

    /// <summary>The day the plan stands at, which none other follows until this transaction is over.</summary>
    private async Task<PlanDay> HoldDayAsync(PlanId planId, CancellationToken cancellationToken)
    {
        var held = (await db.Database.SqlQuery<HeldDay>(
            $"""
            select plan.base_year, plan.target_year, reckoning.reckoned_on
            from reckoning join plan on plan.id = reckoning.plan_id
            where reckoning.plan_id = {planId.Value} for share of reckoning
            """).ToListAsync(cancellationToken)).Single();
        return await reading.DayAsync(planId, held.BaseYear, held.TargetYear, held.ReckonedOn, cancellationToken);
    }

    private Task<List<ProjectionRow>> HoldRowsAsync(PlanId planId, Guid[] deductions, CancellationToken cancellationToken) => db.Projections
        .FromSql($"select * from projection where plan_id = {planId.Value} and deduction_id = any({deductions}) order by deduction_id for update")
        .ToListAsync(cancellationToken);

    /// <summary>The tasks that share in some deductions, found by these: the plan may have very many others.</summary>
    private Task<List<RemediationTask>> TasksOfAsync(IReadOnlyCollection<ProjectionRow> rows, CancellationToken cancellationToken)
    {
        var (plan, deductions) = (rows.First().PlanId.Value, rows.Select(row => row.DeductionId.Value).ToArray());
        return db.Tasks
            .FromSql($"select *, xmin from task where id in (select task_id from task_deduction where deduction_id = any({deductions})) and plan_id = {plan}")
            .AsSingleQuery()
            .ToListAsync(cancellationToken);
    }

    private async Task RecomputeEach(IQueryable<RemediationPlan> plans, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var plan in await plans.OrderBy(plan => plan.Id).Select(plan => plan.Id).ToListAsync(cancellationToken))
        {
            await RecomputeAll(plan, because, now, cancellationToken);
        }
    }

    /// <summary>Whoever waited for another's transaction writes after it, whatever the clock said before the wait: the last in the history is the last written.</summary>
    private static DateTimeOffset AfterAll(IEnumerable<ProjectionRow> held, DateTimeOffset now) => held.Select(row => row.UpdatedAt).Append(now).Max();

    private async Task<Loaded> LoadAsync(PlanId planId, CancellationToken cancellationToken)
    {
        var rows = await db.Projections.AsNoTracking().Where(row => row.PlanId == planId).ToListAsync(cancellationToken);
        var tasks = await db.Tasks.AsNoTracking().Where(task => task.PlanId == planId).ToListAsync(cancellationToken);
        var stakes = await db.Stakes
            .FromSql($"select distinct on (plan_id, deduction_id, task_id) * from stake where plan_id = {planId.Value} order by plan_id, deduction_id, task_id, changed_at desc, id desc")
            .AsNoTracking()
            .ToDictionaryAsync(row => (row.TaskId, row.DeductionId), row => row.ToStake(), cancellationToken);
        return new Loaded(rows, tasks, stakes);
    }

    private async Task<Differences> DifferencesAsync(Loaded plan, PlanDay day, CancellationToken cancellationToken)
    {
        var grounds = await reading.Of(day, [.. plan.Rows.Select(Deducted)], plan.Tasks, cancellationToken);
        var fresh = (
            from task in plan.Tasks
            from share in task.Deductions
            select (Task: task, Share: share, Stake: Recovery.StakeOf(task, share, grounds))).ToList();
        var stakes = fresh.ToLookup(one => one.Share.DeductionId, one => one.Stake);
        return new Differences(
            [
                .. plan.Rows
                    .Select(row => (Row: row, Won: CriterionProjection.Of(row.Deducted, [.. stakes[row.DeductionId]])))
                    .Where(one => one.Won != new CriterionProjection(one.Row.Secured, one.Row.Expected, one.Row.Ceiling)),
            ],
            [.. fresh.Where(one => !plan.Stakes.TryGetValue((one.Task.Id, one.Share.DeductionId), out var kept) || kept != one.Stake)]);
    }

    /// <summary>Many rows in two statements: when a day begins, all of them may differ.</summary>
    private async Task<int> WriteAsync(Differences differences, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = now.ToUniversalTime();
        if (differences.Rows.Count > 0)
        {
            var plan = differences.Rows[0].Row.PlanId.Value;
            var deductions = differences.Rows.Select(one => one.Row.DeductionId.Value).ToArray();
            var (secured, expected) = (differences.Rows.Select(one => one.Won.Secured).ToArray(), differences.Rows.Select(one => one.Won.Expected).ToArray());
            var ceiling = differences.Rows.Select(one => one.Won.Ceiling).ToArray();
            await db.Database.ExecuteSqlAsync(
                $"""
                update projection set secured = won.secured, expected = won.expected, ceiling = won.ceiling, updated_at = {at}
                from unnest({deductions}, {secured}, {expected}, {ceiling}) as won (deduction_id, secured, expected, ceiling)
                where projection.plan_id = {plan} and projection.deduction_id = won.deduction_id
                """,
                cancellationToken);
        }

        if (differences.Stakes.Count > 0)
        {
            var rows = differences.Stakes.ConvertAll(one => Row(one.Task, one.Share, one.Stake, because, at));
            var (agency, plan) = (rows[0].AgencyId.Value, rows[0].PlanId.Value);
            var (deductions, tasks) = (rows.Select(row => row.DeductionId.Value).ToArray(), rows.Select(row => row.TaskId.Value).ToArray());
            var (points, forgone) = (rows.Select(row => row.Points).ToArray(), rows.Select(row => row.Forgone).ToArray());
            var (reported, likelihood) = (rows.Select(row => row.Reported).ToArray(), rows.Select(row => row.Likelihood).ToArray());
            var verified = rows.Select(row => row.Verified).ToArray();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into stake (agency_id, plan_id, deduction_id, task_id, points, forgone, reported, likelihood, verified, because, changed_at)
                select {agency}, {plan}, deduction_id, task_id, points, forgone, reported, likelihood, verified, {because}, {at}
                from unnest({deductions}, {tasks}, {points}, {forgone}, {reported}, {likelihood}, {verified})
                    as fresh (deduction_id, task_id, points, forgone, reported, likelihood, verified)
                """,
                cancellationToken);
        }

        return differences.Count;
    }

    private static void Fill(ProjectionRow row, IReadOnlyCollection<Stake> stakes, DateTimeOffset now) =>
        Fill(row, CriterionProjection.Of(row.Deducted, stakes), now);

    private static void Fill(ProjectionRow row, CriterionProjection won, DateTimeOffset now) =>
        (row.Secured, row.Expected, row.Ceiling, row.UpdatedAt) = (won.Secured, won.Expected, won.Ceiling, now);

    private static StakeRow Row(RemediationTask task, TaskDeduction share, Stake stake, string because, DateTimeOffset now) => new()
    {
        AgencyId = task.AgencyId,
        PlanId = task.PlanId,
        DeductionId = share.DeductionId,
        TaskId = task.Id,
        Points = stake.Points,
        Forgone = stake.Forgone,
        Reported = stake.Reported,
        Likelihood = stake.Likelihood,
        Verified = stake.Verified,
        Because = because,
        ChangedAt = now,
    };

    private sealed record HeldDay(int BaseYear, int TargetYear, DateOnly? ReckonedOn);

    /// <summary>All that is kept of a plan, and all it is reckoned from.</summary>
    private sealed record Loaded(List<ProjectionRow> Rows, List<RemediationTask> Tasks, Dictionary<(RemediationTaskId, DeductionId), Stake> Stakes);

    /// <summary>What differs from what is kept.</summary>
    private sealed record Differences(
        List<(ProjectionRow Row, CriterionProjection Won)> Rows, List<(RemediationTask Task, TaskDeduction Share, Stake Stake)> Stakes)
    {
        public int Count => Rows.Count + Stakes.Count;
    }
}
