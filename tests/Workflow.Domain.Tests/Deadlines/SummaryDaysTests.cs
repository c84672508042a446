using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Deadlines;

public sealed class SummaryDaysTests
{
    private static readonly DeadlinePolicy Policy = DeadlinePolicy.Standard;

    [Theory]
    [InlineData("2024-09-16 07:29", "2024-09-09")]
    [InlineData("2024-09-16 07:30", "2024-09-16")]
    [InlineData("2024-09-22 23:59", "2024-09-16")]
    [InlineData("2024-09-02 09:00", "2024-08-26")]
    [InlineData("2024-09-04 07:29", "2024-08-26")]
    [InlineData("2024-09-04 07:30", "2024-09-02")]
    public void A_week_is_summed_up_on_its_morning_or_on_the_next_that_is_worked(string now, string day) =>
        Assert.Equal(Calendars.Day(day), SummaryDays.LastWeekly(DayOfWeek.Monday, Calendars.At(now), Calendars.Vietnamese, Policy));

    [Theory]
    [InlineData(25, "2024-09-24 07:29", "2024-08-25")]
    [InlineData(25, "2024-09-24 07:30", "2024-09-25")]
    [InlineData(25, "2024-10-20 12:00", "2024-09-25")]
    [InlineData(25, "2024-08-22 07:29", "2024-07-25")]
    [InlineData(25, "2024-08-22 07:30", "2024-08-25")]
    [InlineData(1, "2024-09-30 07:30", "2024-10-01")]
    [InlineData(2, "2024-08-29 07:30", "2024-09-02")]
    [InlineData(31, "2024-09-27 07:30", "2024-09-30")]
    [InlineData(31, "2024-09-27 07:29", "2024-08-31")]
    public void The_figures_of_a_month_come_one_working_day_before_its_meeting_never_later(int meetingDay, string now, string meeting) =>
        Assert.Equal(Calendars.Day(meeting), SummaryDays.LastMeeting(meetingDay, Calendars.At(now), Calendars.Vietnamese, Policy));

    [Fact]
    public void Hour_by_hour_every_week_and_every_month_has_its_turn_once_and_in_order()
    {
        List<DateOnly> weeks = [], meetings = [];
        for (var now = Calendars.At("2024-06-01 00:00"); now < Calendars.At("2025-06-01 00:00"); now = now.AddHours(1))
        {
            weeks.Add(SummaryDays.LastWeekly(DayOfWeek.Monday, now, Calendars.Vietnamese, Policy));
            meetings.Add(SummaryDays.LastMeeting(25, now, Calendars.Vietnamese, Policy));
        }

        Assert.Equal(weeks.Order(), weeks);
        Assert.Equal(meetings.Order(), meetings);
        // Two Mondays fall into the nine days of Tết: their summaries come on the same morning, and the later one is the one to send.
        Assert.Equal(52, weeks.Distinct().Count());
        Assert.Equal(13, meetings.Distinct().Count());
    }
}
