using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>What an act leaves behind: where the task stands now, and its version for the next act.</summary>
public sealed record TaskActed(Guid TaskId, RemediationTaskState State, uint Version)
{
    internal static TaskActed On(RemediationTask task) => new(task.Id.Value, task.State, task.Version);
}
