using Microsoft.EntityFrameworkCore;
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
internal sealed class Projections(WorkflowDbContext db)
{
    /// <summary>The rows of a new plan: nothing secured yet.</summary>
    public void Start(RemediationPlan plan, IEnumerable<Deduction> deductions, IReadOnlyCollection<RemediationTask> tasks, DateTimeOffset now)
    {
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
            Fill(row, StakesIn(row.DeductionId, tasks), now);
            db.Projections.Add(row);
        }

        foreach (var task in tasks)
        {
            db.Stakes.AddRange(task.Deductions.Select(share => Row(task, share, "plan-drafted", now)));
        }
    }

    /// <summary>
    /// Works out anew what a task touches and nothing else. The row is locked first, so that two tasks of one deduction that
    /// change at once are counted one after the other.
    /// </summary>
    public async Task Recompute(RemediationTaskId taskId, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = await db.Tasks.FirstAsync(task => task.Id == taskId, cancellationToken);
        var touched = changed.Deductions.Select(share => share.DeductionId).ToList();
        if (touched.Count == 0)
        {
            return;
        }

        var plan = changed.PlanId.Value;
        var ids = touched.ConvertAll(id => id.Value);
        await db.Database.ExecuteSqlAsync(
            $"select 1 from projection where plan_id = {plan} and deduction_id = any({ids}) order by deduction_id for update", cancellationToken);
        var tasks = await db.Tasks
            .Where(task => task.PlanId == changed.PlanId && task.Deductions.Any(share => touched.Contains(share.DeductionId)))
            .ToListAsync(cancellationToken);
        var rows = await db.Projections
            .Where(row => row.PlanId == changed.PlanId && touched.Contains(row.DeductionId))
            .ToListAsync(cancellationToken);
        rows.ForEach(row => Fill(row, StakesIn(row.DeductionId, tasks), now));
        db.Stakes.AddRange(changed.Deductions.Select(share => Row(changed, share, because, now)));
    }

    /// <summary>What every task that is not cancelled has at stake in a deduction.</summary>
    internal static List<Stake> StakesIn(DeductionId deduction, IEnumerable<RemediationTask> tasks) =>
    [
        .. from task in tasks
           where task.State is not RemediationTaskState.Cancelled
           from share in task.Deductions
           where share.DeductionId == deduction
           select Recovery.StakeOf(task, share),
    ];

    private static void Fill(ProjectionRow row, IReadOnlyCollection<Stake> stakes, DateTimeOffset now)
    {
        (row.Secured, row.Expected, row.Ceiling) = CriterionProjection.Of(row.Deducted, stakes);
        row.UpdatedAt = now;
    }

    private static StakeRow Row(RemediationTask task, TaskDeduction share, string because, DateTimeOffset now)
    {
        var stake = task.State is RemediationTaskState.Cancelled ? default : Recovery.StakeOf(task, share);
        return new StakeRow
        {
            AgencyId = task.AgencyId,
            PlanId = task.PlanId,
            DeductionId = share.DeductionId,
            TaskId = task.Id,
            Points = stake.Points,
            Forgone = stake.Forgone,
            Likelihood = stake.Likelihood,
            Verified = stake.Verified,
            Because = because,
            ChangedAt = now,
        };
    }
}
