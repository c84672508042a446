using System.Linq.Expressions;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>Timeliness as the database can ask it; a test holds it against <see cref="Timelinesses.Of"/>.</summary>
internal static class TaskFilters
{
    public static Expression<Func<RemediationTask, bool>> Is(Timeliness timeliness, DateOnly today, WorkCalendar calendar, DeadlinePolicy policy)
    {
        // Days after this one lie more working days ahead than "soon" allows.
        var soon = calendar.AddWorkingDays(today, policy.DueSoonWithin + 1).AddDays(-1);
        return timeliness switch
        {
            Timeliness.Suspended => task => task.State == RemediationTaskState.Suspended,
            Timeliness.NoDeadline => task => task.LastGoodDay == null && task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Suspended,
            Timeliness.OnTime => task => task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Suspended && (task.SubmittedOn == null ? task.LastGoodDay > soon : task.LastGoodDay >= task.SubmittedOn),
            Timeliness.DueSoon => task => task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Suspended && task.LastGoodDay >= today && task.LastGoodDay <= soon
                && task.SubmittedOn == null,
            Timeliness.Overdue => task => task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Suspended && task.LastGoodDay < (task.SubmittedOn ?? today),
            Timeliness.CompletedOnTime => task => task.State == RemediationTaskState.Completed
                && (task.LastGoodDay == null || task.SubmittedOn <= task.LastGoodDay),
            Timeliness.CompletedLate => task => task.State == RemediationTaskState.Completed && task.SubmittedOn > task.LastGoodDay,
            _ => throw new ArgumentOutOfRangeException(nameof(timeliness)),
        };
    }
}
