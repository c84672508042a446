namespace Workflow.Domain.Deadlines;

/// <summary>A moment at which something about a deadline happens.</summary>
public sealed record LadderStep(Rung Rung, DateTimeOffset FireAt);

/// <summary>Works out when the steps of a deadline fall: the pure function from which timers are derived.</summary>
public static class Ladder
{
    /// <summary>
    /// The steps ahead of a deadline and the first after it. Where the last good day is not worked, the ladder counts to the
    /// last working day before it: what is due on a Sunday has to leave on Friday. Steps that lay before
    /// <paramref name="from"/> are left out: nobody is reminded of a distance that was never there.
    /// </summary>
    public static IReadOnlyList<LadderStep> StepsTo(DueDate due, DateTimeOffset from, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var ahead = policy.Ladder
            .Select(days => Step(Rung.Ahead(days), due.LastGoodDay, calendar, policy))
            .Where(step => step.FireAt > from);

        return [.. ahead, OverdueStep(due, 1, calendar, policy)];
    }

    /// <summary>The nth reminder after the deadline: the next working day, then every <see cref="DeadlinePolicy.OverdueEvery"/>.</summary>
    public static LadderStep OverdueStep(DueDate due, int time, WorkCalendar calendar, DeadlinePolicy policy) =>
        Step(Rung.Overdue(time), due.LastGoodDay, calendar, policy);

    /// <summary>A single step, from the day it is reckoned from.</summary>
    /// <param name="anchor">The day of the assignment for an answer that is owed, else the last good day.</param>
    /// <exception cref="ArgumentOutOfRangeException">A step that hangs on more than one day.</exception>
    public static LadderStep Step(Rung rung, DateOnly anchor, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var day = rung.Kind switch
        {
            RungKind.Ahead => calendar.AddWorkingDays(calendar.OnOrBefore(anchor), -rung.Number),
            RungKind.Overdue => calendar.AddWorkingDays(anchor, 1 + ((rung.Number - 1) * policy.OverdueEvery)),
            RungKind.AcceptanceDue => AcceptBy(anchor, calendar, policy),
            RungKind.AcceptanceOverdue => calendar.AddWorkingDays(AcceptBy(anchor, calendar, policy), 1),
            _ => throw new ArgumentOutOfRangeException(nameof(rung)),
        };
        return new LadderStep(rung, calendar.At(day, policy.DigestAt));
    }

    /// <summary>The last day to answer an assignment, and the next working day's morning after it.</summary>
    public static IReadOnlyList<LadderStep> StepsToAcceptance(DateTimeOffset assignedAt, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var assignedOn = calendar.DayOf(assignedAt);
        return [Step(Rung.AcceptanceDue, assignedOn, calendar, policy), Step(Rung.AcceptanceOverdue, assignedOn, calendar, policy)];
    }

    /// <summary>The last day on which an assignment may be answered in time.</summary>
    public static DateOnly AcceptBy(DateTimeOffset assignedAt, WorkCalendar calendar, DeadlinePolicy policy) =>
        AcceptBy(calendar.DayOf(assignedAt), calendar, policy);

    public static DateOnly AcceptBy(DateOnly assignedOn, WorkCalendar calendar, DeadlinePolicy policy) =>
        calendar.AddWorkingDays(assignedOn, policy.AcceptanceWindow);

    /// <summary>
    /// When a reminder planned now may leave: at once inside the office hours of a working day, else with the next
    /// digest.
    /// </summary>
    public static DateTimeOffset NotBefore(DateTimeOffset planned, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var local = calendar.Local(planned);
        var day = calendar.DayOf(planned);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (calendar.IsWorkingDay(day) && time < policy.QuietFrom)
        {
            return time < policy.DigestAt ? calendar.At(day, policy.DigestAt) : planned;
        }

        return calendar.At(calendar.AddWorkingDays(day, 1), policy.DigestAt);
    }
}
