using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>Timeliness as the database can ask it; a test holds it against <see cref="Timelinesses.Of"/>.</summary>
internal static class TaskFilters
{
    /// <summary>The tasks of one plan that stand so against their deadlines.</summary>
    /// <param name="policyOf">The policy in force for a kind of task in that plan: kinds may differ in what is soon.</param>
    public static IQueryable<RemediationTask> ThatAre(
        this IQueryable<RemediationTask> tasks, Timeliness timeliness, DateOnly today, WorkCalendar calendar, Func<TaskKind, DeadlinePolicy> policyOf)
    {
        // Days after this one lie more working days ahead than "soon" allows.
        var soon = Enum.GetValues<TaskKind>().ToLookup(kind => calendar.AddWorkingDays(today, policyOf(kind).DueSoonWithin + 1).AddDays(-1));
        var open = tasks.Where(task => task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Suspended);
        return timeliness switch
        {
            Timeliness.Suspended => tasks.Where(task => task.State == RemediationTaskState.Suspended),
            Timeliness.NoDeadline => open.Where(task => task.LastGoodDay == null),
            Timeliness.OnTime => soon.Aggregate(open, (rest, kinds) => rest.Where(task =>
                !kinds.Contains(task.Kind) || (task.SubmittedOn == null ? task.LastGoodDay > kinds.Key : task.LastGoodDay >= task.SubmittedOn))),
            Timeliness.DueSoon => soon.Aggregate(open.Where(task => task.LastGoodDay >= today && task.SubmittedOn == null), (rest, kinds) => rest.Where(task =>
                !kinds.Contains(task.Kind) || task.LastGoodDay <= kinds.Key)),
            Timeliness.Overdue => open.Where(task => task.LastGoodDay < (task.SubmittedOn ?? today)),
            Timeliness.CompletedOnTime => tasks.Where(task => task.State == RemediationTaskState.Completed && (task.LastGoodDay == null || task.SubmittedOn <= task.LastGoodDay)),
            Timeliness.CompletedLate => tasks.Where(task => task.State == RemediationTaskState.Completed && task.SubmittedOn > task.LastGoodDay),
            _ => throw new ArgumentOutOfRangeException(nameof(timeliness)),
        };
    }
}
