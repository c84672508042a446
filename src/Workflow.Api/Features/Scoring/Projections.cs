using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>Keeps the rows of the projection: the only writer of them, and always by the calculator of the domain.</summary>
internal sealed class Projections(WorkflowDbContext db, TimeProvider clock)
{
    /// <summary>The rows of a new plan: nothing secured yet.</summary>
    public void Start(RemediationPlan plan, IEnumerable<Deduction> deductions, IReadOnlyCollection<RemediationTask> tasks)
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
            Fill(row, tasks);
            db.Projections.Add(row);
        }
    }

    /// <summary>
    /// Works out anew what a task touches and nothing else. The row is locked first, so that two tasks of one deduction that
    /// change at once are counted one after the other.
    /// </summary>
    public async Task Recompute(RemediationTaskId taskId, CancellationToken cancellationToken)
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
        rows.ForEach(row => Fill(row, tasks));
    }

    private void Fill(ProjectionRow row, IEnumerable<RemediationTask> tasks)
    {
        var stakes = tasks
            .Where(task => task.State is not RemediationTaskState.Cancelled)
            .SelectMany(task => task.Deductions
                .Where(share => share.DeductionId == row.DeductionId)
                .Select(share => new Stake(share.Points, Likelihood.Of(task), task.State is RemediationTaskState.Completed)))
            .ToList();
        (row.Secured, row.Expected, row.Ceiling) = CriterionProjection.Of(row.Deducted, stakes);
        row.UpdatedAt = clock.GetUtcNow();
    }
}
