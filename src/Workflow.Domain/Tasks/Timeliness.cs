using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Tasks;

/// <summary>How a task stands against its deadline: always computed, never stored.</summary>
public enum Timeliness
{
    NoDeadline,
    OnTime,
    DueSoon,
    Overdue,
    CompletedOnTime,
    CompletedLate,
}

public static class Timelinesses
{
    /// <summary>
    /// Completion counts from the day the accepted result was handed in, not from its confirmation: a slow verifier
    /// makes no unit late.
    /// </summary>
    public static Timeliness Of(
        RemediationTaskState state, DueDate? due, DateTimeOffset? submittedAt, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        if (due is null)
        {
            return state is RemediationTaskState.Completed ? Timeliness.CompletedOnTime : Timeliness.NoDeadline;
        }

        var lastGoodDay = due.Value.LastGoodDay;
        if (state is RemediationTaskState.Completed)
        {
            return calendar.DayOf(submittedAt ?? now) <= lastGoodDay ? Timeliness.CompletedOnTime : Timeliness.CompletedLate;
        }

        // A result that waits for the verifier was handed in on its day: the clock of the unit stands still.
        var today = calendar.DayOf(state is RemediationTaskState.Submitted ? submittedAt ?? now : now);
        if (today > lastGoodDay)
        {
            return Timeliness.Overdue;
        }

        return calendar.WorkingDaysBetween(today, lastGoodDay) <= policy.DueSoonWithin ? Timeliness.DueSoon : Timeliness.OnTime;
    }
}
