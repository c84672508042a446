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
        var lastWorkingDay = calendar.OnOrBefore(due.LastGoodDay);
        var ahead = policy.Ladder
            .Select(days => new LadderStep(Rung.Ahead(days), calendar.At(calendar.AddWorkingDays(lastWorkingDay, -days), policy.DigestAt)))
            .Where(step => step.FireAt > from);

        return [.. ahead, OverdueStep(due, calendar, policy)];
    }

    /// <summary>The first reminder after the deadline: the next working day.</summary>
    public static LadderStep OverdueStep(DueDate due, WorkCalendar calendar, DeadlinePolicy policy) =>
        new(Rung.Overdue(1), calendar.At(calendar.AddWorkingDays(due.LastGoodDay, 1), policy.DigestAt));

    /// <summary>
    /// The next of a kind that repeats, <see cref="DeadlinePolicy.OverdueEvery"/> working days after the day the last one was planned
    /// for; null where the policy repeats nothing.
    /// </summary>
    public static LadderStep? StepAfter(LadderStep came, WorkCalendar calendar, DeadlinePolicy policy) => policy.OverdueEvery > 0
        ? new LadderStep(
            came.Rung with { Number = came.Rung.Number + 1 },
            calendar.At(calendar.AddWorkingDays(calendar.DayOf(came.FireAt), policy.OverdueEvery), policy.DigestAt))
        : null;

    /// <summary>The last day to answer an assignment, and the next working day's morning after it.</summary>
    public static IReadOnlyList<LadderStep> StepsToAcceptance(DateTimeOffset assignedAt, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var lastDay = AcceptBy(assignedAt, calendar, policy);
        return
        [
            new LadderStep(Rung.AcceptanceDue, calendar.At(lastDay, policy.DigestAt)),
            new LadderStep(Rung.AcceptanceOverdue, calendar.At(calendar.AddWorkingDays(lastDay, 1), policy.DigestAt)),
        ];
    }

    /// <summary>The last day on which an assignment may be answered in time.</summary>
    public static DateOnly AcceptBy(DateTimeOffset assignedAt, WorkCalendar calendar, DeadlinePolicy policy) =>
        AcceptBy(calendar.DayOf(assignedAt), calendar, policy);

    public static DateOnly AcceptBy(DateOnly assignedOn, WorkCalendar calendar, DeadlinePolicy policy) =>
        calendar.AddWorkingDays(assignedOn, policy.AcceptanceWindow);

    /// <summary>
    /// When a reminder planned now may leave: at once inside the office hours of an office day, else with the next digest.
    /// </summary>
    public static DateTimeOffset NotBefore(DateTimeOffset planned, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var day = calendar.DayOf(planned);
        var time = TimeOnly.FromDateTime(calendar.Local(planned).DateTime);
        if (policy.IsOfficeDay(day, calendar) && time < policy.QuietFrom)
        {
            return time < policy.DigestAt ? calendar.At(day, policy.DigestAt) : planned;
        }

        return DigestAfter(day, calendar, policy);
    }

    /// <summary>The first digest that leaves after a day is over.</summary>
    public static DateTimeOffset DigestAfter(DateOnly day, WorkCalendar calendar, DeadlinePolicy policy)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!policy.IsOfficeDay(day, calendar));

        return calendar.At(day, policy.DigestAt);
    }
}
