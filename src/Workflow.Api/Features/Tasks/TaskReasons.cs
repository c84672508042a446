using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>Why the points of tasks were lost, in the words of the report.</summary>
internal sealed class TaskReasons(WorkflowDbContext db)
{
    public async Task<IReadOnlyList<TaskReason>> Of(RemediationTask task, CancellationToken cancellationToken) =>
        (await Of([task], cancellationToken)).GetValueOrDefault(task.Id, []);

    public async Task<IReadOnlyDictionary<RemediationTaskId, IReadOnlyList<TaskReason>>> Of(
        IReadOnlyCollection<RemediationTask> tasks, CancellationToken cancellationToken)
    {
        var ids = tasks.SelectMany(task => task.Deductions).Select(share => share.DeductionId).Distinct().ToList();
        var deductions = await db.Deductions.AsNoTracking().Where(deduction => ids.Contains(deduction.Id)).ToDictionaryAsync(deduction => deduction.Id, cancellationToken);
        var analyses = deductions.Values.Select(deduction => deduction.AnalysisId).Distinct().ToList();
        var fields = (await db.Analyses.Where(analysis => analyses.Contains(analysis.Id)).Select(analysis => new { analysis.Id, analysis.Reading }).ToListAsync(cancellationToken))
            .SelectMany(analysis => analysis.Reading.Fields.Select(field => (Key: (analysis.Id, field.Number), field.Name)))
            .ToDictionary(field => field.Key, field => field.Name);

        return tasks.ToDictionary(task => task.Id, task => (IReadOnlyList<TaskReason>)
        [
            .. task.Deductions
                .Select(share => (share.Points, Of: deductions[share.DeductionId]))
                .OrderBy(share => share.Of.Ordinal)
                .Select(share => new TaskReason(
                    share.Of.Ordinal,
                    share.Of.Field,
                    fields.GetValueOrDefault((share.Of.AnalysisId, share.Of.Field), ""),
                    share.Of.Criterion,
                    share.Of.CriterionName,
                    share.Of.Points,
                    share.Points,
                    share.Of.Reason,
                    share.Of.Read.Suggestions)),
        ]);
    }
}
