namespace Workflow.Domain.Deadlines;

/// <summary>
/// Works out when summaries come. Each is named by a day that is the same whenever it is asked for: the weekday of the week, or
/// the meeting of the month; so each is owed once, and after a standstill the latest is known.
/// </summary>
public static class SummaryDays
{
    /// <summary>The latest weekday whose summary has come.</summary>
    public static DateOnly LastWeekly(DayOfWeek weekday, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var day = calendar.DayOf(now);
        while (day.DayOfWeek != weekday || WeeklyAt(day, calendar, policy) > now)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>A weekly summary leaves in the morning of its day, or of the next that is worked.</summary>
    public static DateTimeOffset WeeklyAt(DateOnly day, WorkCalendar calendar, DeadlinePolicy policy) => calendar.At(calendar.OnOrAfter(day), policy.DigestAt);

    /// <summary>The latest meeting whose figures have come; it may still lie ahead.</summary>
    /// <param name="meetingDay">The day of the month on which the agency meets; a month that has no such day meets on its last.</param>
    public static DateOnly LastMeeting(int meetingDay, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var today = calendar.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        while (FiguresAt(MeetingIn(month, meetingDay), calendar, policy) > now)
        {
            month = month.AddMonths(-1);
        }

        return MeetingIn(month, meetingDay);
    }

    /// <summary>The figures leave one working day before the meeting; where its day is not worked, before the last worked day ahead of it: never too late.</summary>
    public static DateTimeOffset FiguresAt(DateOnly meeting, WorkCalendar calendar, DeadlinePolicy policy) =>
        calendar.At(calendar.AddWorkingDays(calendar.OnOrBefore(meeting), -1), policy.DigestAt);

    private static DateOnly MeetingIn(DateOnly month, int meetingDay) =>
        new(month.Year, month.Month, Math.Min(meetingDay, DateTime.DaysInMonth(month.Year, month.Month)));
}
