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

    /// <summary>The clock stands still: neither in time nor late.</summary>
    Suspended,
}

public static class Timelinesses
{
    /// <summary>
    /// Completion counts from the day the accepted result was handed in, not from its confirmation: a slow verifier
    /// makes no unit late.
    /// </summary>
    /// <param name="lastGoodDay">Null where there is no deadline.</param>
    /// <param name="submittedOn">The day the result was handed in, where it was and is not returned.</param>
    public static Timeliness Of(
        RemediationTaskState state, DateOnly? lastGoodDay, DateOnly? submittedOn, DateOnly today, WorkCalendar calendar, DeadlinePolicy policy)
    {
        if (state is RemediationTaskState.Suspended)
        {
            return Timeliness.Suspended;
        }

        var completed = state is RemediationTaskState.Completed;
        if (lastGoodDay is not { } last)
        {
            return completed ? Timeliness.CompletedOnTime : Timeliness.NoDeadline;
        }

        // A result that waits for the verifier was handed in on its day: the clock of the unit stands still.
        var counted = submittedOn ?? today;
        if (completed)
        {
            return counted <= last ? Timeliness.CompletedOnTime : Timeliness.CompletedLate;
        }

        if (counted > last)
        {
            return Timeliness.Overdue;
        }

        return submittedOn is null && calendar.Left(today, last).WorkingDays <= policy.DueSoonWithin ? Timeliness.DueSoon : Timeliness.OnTime;
    }
}
