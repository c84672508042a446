using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

internal static class RemindedIds
{
    /// <summary>The id under which timers and reminders know it.</summary>
    public static Guid SubjectId(this IReminded thing) => thing is ReportOccurrence report ? report.Id.Value : ((RemediationTask)thing).Id.Value;
}

/// <summary>Finds the tasks and reports that timers and reminders are about.</summary>
internal sealed class RemindedThings(WorkflowDbContext db)
{
    /// <summary>Each under its id.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReminded>> LoadAsync(
        IReadOnlyCollection<RemediationTaskId> tasks, IReadOnlyCollection<ReportOccurrenceId> occurrences, CancellationToken cancellationToken)
    {
        Dictionary<Guid, IReminded> things = [];
        if (tasks.Count > 0)
        {
            await foreach (var task in db.Tasks.Where(task => tasks.Contains(task.Id)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                things[task.Id.Value] = task;
            }
        }

        if (occurrences.Count > 0)
        {
            await foreach (var occurrence in db.ReportOccurrences.Where(occurrence => occurrences.Contains(occurrence.Id)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                things[occurrence.Id.Value] = occurrence;
            }
        }

        return things;
    }
}
