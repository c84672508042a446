using Workflow.Api.Features.Tasks;
using Workflow.Domain.Tasks;

namespace Workflow.Web.Components;

/// <summary>Tasks one below the other, each a large thing to press: for phones first.</summary>
/// <param name="WithState">Not where they stand under a heading that says it already.</param>
public sealed record TaskCards(IReadOnlyList<TaskItem> Tasks, bool WithUnit = false, bool WithState = true);

public static class TaskLooks
{
    /// <summary>Whether its timeliness tells more than its state and its deadline already do.</summary>
    public static bool ShowsTimeliness(this TaskItem task) =>
        task.Timeliness is Timeliness.DueSoon or Timeliness.Overdue or Timeliness.CompletedLate && task.State is not RemediationTaskState.Cancelled;
}
