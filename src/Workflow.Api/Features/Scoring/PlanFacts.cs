using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>A plan with everything its figures are reckoned from.</summary>
/// <param name="Tasks">All of them, the cancelled too, by number.</param>
/// <param name="Units">The names of the units that lead or help.</param>
/// <param name="Policies">The deadline policies in force.</param>
/// <param name="History">The stakes kept since some moment, and of every task the last before it.</param>
internal sealed record PlanFacts(
    RemediationPlan Plan, AnalysisReport Analysis, IReadOnlyList<RemediationTask> Tasks, IReadOnlyDictionary<UnitId, string> Units, IReadOnlyList<StakeRow> History, PoliciesInForce Policies)
{
    private Dictionary<RemediationTaskId, decimal>? likelihoods;

    /// <summary>What each task has at stake now, by its number.</summary>
    public IReadOnlyList<TaskStake> Stakes { get; } = StakesOf(Tasks, History);

    /// <summary>How likely a task brings back its points; that of one without points is of no account.</summary>
    public decimal LikelihoodOf(RemediationTaskId task) =>
        (likelihoods ??= Stakes.DistinctBy(stake => stake.TaskId).ToDictionary(stake => stake.TaskId, stake => stake.Stake.Likelihood)).GetValueOrDefault(task);

    private static IReadOnlyList<TaskStake> StakesOf(IReadOnlyList<RemediationTask> tasks, IReadOnlyList<StakeRow> history)
    {
        var now = history.GroupBy(row => (row.TaskId, row.DeductionId)).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Id)!.ToStake());
        return
        [
            .. from task in tasks
               from share in task.Deductions
               where now.ContainsKey((task.Id, share.DeductionId)) && (task.State is not RemediationTaskState.Cancelled || now[(task.Id, share.DeductionId)].Points > 0)
               select new TaskStake(task.Id, share.DeductionId, task.Kind, now[(task.Id, share.DeductionId)], task.Target, Recovery.LostAt(task)),
        ];
    }

    public IReadOnlyDictionary<DeductionId, DeductionPlace> Places => Analysis.Deductions.ToDictionary(
        deduction => deduction.Id, deduction => new DeductionPlace(deduction.Ordinal, deduction.Criterion, deduction.Field));

    /// <summary>The line of the plan as it was published.</summary>
    public IReadOnlyList<(DateOnly On, decimal Score)> Frozen()
    {
        var promises = Tasks.SelectMany(task => task.Deductions, (task, share) => (share.DeductionId, share.Points, task.OriginalDueOn)).ToLookup(promise => promise.DeductionId);
        return FrozenPlan.Steps(Plan.BaseScore, Analysis.Standing.Select(deduction =>
            promises[deduction.Id].Select(promise => new FrozenPlan.Promise(deduction.Points, promise.Points, promise.OriginalDueOn)).ToList()));
    }
}

/// <summary>Reads a plan whole, in four queries.</summary>
internal sealed class PlanFactsReading(WorkflowDbContext db, ProjectionReading projections)
{
    /// <returns>Null where there is no such plan.</returns>
    public Task<PlanFacts?> OfFirst(IQueryable<RemediationPlan> plans, CancellationToken cancellationToken) => OfFirst(plans, DateTimeOffset.MaxValue, cancellationToken);

    /// <param name="since">From when on the history of its stakes is wanted.</param>
    public async Task<PlanFacts?> OfFirst(IQueryable<RemediationPlan> plans, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // Tracked, so that the deductions find their analysis: its text would come along with every one of them in a join.
        var found = await plans
            .Select(plan => new { Plan = plan, Deductions = db.Deductions.Where(deduction => deduction.AnalysisId == plan.AnalysisId).ToList(), Editions = db.PolicyEditions.Where(edition => edition.AgencyId == plan.AgencyId).ToList() })
            .AsSingleQuery()
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var analysis = await db.Analyses.SingleAsync(analysis => analysis.Id == found.Plan.AnalysisId, cancellationToken);
        var rows = await db.Tasks
            .Where(task => task.PlanId == found.Plan.Id)
            .OrderBy(task => task.Number)
            .Select(task => new
            {
                Task = task,
                Lead = db.Units.Where(unit => unit.Id == task.LeadUnitId).Select(unit => unit.Name).FirstOrDefault(),
                Helpers = task.CoordinatingUnits.Join(db.Units, helper => helper.UnitId, unit => unit.Id, (helper, unit) => new { unit.Id, unit.Name }).ToList(),
            })
            .AsNoTracking()
            .AsSingleQuery()
            .ToListAsync(cancellationToken);
        Dictionary<UnitId, string> units = [];
        foreach (var row in rows)
        {
            row.Helpers.ForEach(helper => units[helper.Id] = helper.Name);
            if (row is { Task.LeadUnitId: { } lead, Lead: { } name })
            {
                units[lead] = name;
            }
        }

        return new PlanFacts(found.Plan, analysis, rows.ConvertAll(row => row.Task), units, await projections.StakesSince(found.Plan.Id, since, cancellationToken),
            PoliciesInForce.Of(found.Editions));
    }
}
