using CsCheck;
using Workflow.Domain.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Deadlines;

public sealed class WorkCalendarTests
{
    private static readonly Gen<DateOnly> AnyDay = Gen.Int[0, Day("2050-12-31").DayNumber - Day("2024-01-01").DayNumber]
        .Select(days => Day("2024-01-01").AddDays(days));

    [Theory]
    [InlineData("2024-02-07", true)]
    [InlineData("2024-02-08", false)]
    [InlineData("2024-02-14", false)]
    [InlineData("2024-02-15", true)]
    [InlineData("2024-04-29", false)]
    [InlineData("2024-05-04", true)]
    [InlineData("2024-05-05", false)]
    [InlineData("2024-08-31", false)]
    [InlineData("2025-04-26", true)]
    [InlineData("2025-05-02", false)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-08-22", true)]
    [InlineData("2026-08-31", false)]
    [InlineData("2027-05-03", false)]
    public void Holidays_and_swapped_days_are_off_and_made_up_Saturdays_are_worked(string day, bool worked) =>
        Assert.Equal(worked, Vietnamese.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2024-02-07", 1, "2024-02-15")]
    [InlineData("2024-02-07", 3, "2024-02-19")]
    [InlineData("2024-02-15", -1, "2024-02-07")]
    [InlineData("2024-04-26", 1, "2024-05-02")]
    [InlineData("2024-05-03", 1, "2024-05-04")]
    [InlineData("2024-05-04", 1, "2024-05-06")]
    [InlineData("2025-01-24", 1, "2025-02-03")]
    [InlineData("2025-04-25", 2, "2025-04-28")]
    [InlineData("2026-02-13", 1, "2026-02-23")]
    [InlineData("2026-01-09", 1, "2026-01-10")]
    [InlineData("2027-02-04", 1, "2027-02-12")]
    [InlineData("2024-09-14", 0, "2024-09-14")]
    [InlineData("2024-12-31", 1, "2025-01-02")]
    public void Terms_begin_the_day_after_and_step_over_days_off(string from, int days, string expected) =>
        Assert.Equal(Day(expected), Vietnamese.AddWorkingDays(Day(from), days));

    [Theory]
    [InlineData("2024-02-07", "2024-02-15", 1)]
    [InlineData("2024-02-15", "2024-02-07", -1)]
    [InlineData("2024-05-03", "2024-05-06", 2)]
    [InlineData("2024-09-13", "2024-09-15", 0)]
    [InlineData("2024-09-10", "2024-09-10", 0)]
    public void The_first_day_is_not_counted_and_the_last_one_is(string from, string to, int days) =>
        Assert.Equal(days, Vietnamese.WorkingDaysBetween(Day(from), Day(to)));

    [Theory]
    [InlineData("2024-02-10", "2024-02-07", "2024-02-15")]
    [InlineData("2024-09-15", "2024-09-13", "2024-09-16")]
    [InlineData("2024-09-16", "2024-09-16", "2024-09-16")]
    [InlineData("2024-05-04", "2024-05-04", "2024-05-04")]
    public void A_day_off_lies_between_the_last_working_day_and_the_next(string day, string before, string after)
    {
        Assert.Equal(Day(before), Vietnamese.OnOrBefore(Day(day)));
        Assert.Equal(Day(after), Vietnamese.OnOrAfter(Day(day)));
    }

    [Fact]
    public void A_day_begins_and_ends_at_midnight_in_Hanoi()
    {
        Assert.Equal(Day("2024-09-10"), Vietnamese.DayOf(new DateTimeOffset(2024, 9, 9, 17, 0, 0, TimeSpan.Zero)));
        Assert.Equal(Day("2024-09-09"), Vietnamese.DayOf(new DateTimeOffset(2024, 9, 9, 16, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new DateTimeOffset(2024, 9, 9, 17, 0, 0, TimeSpan.Zero), Vietnamese.EndOf(Day("2024-09-09")));
        Assert.Equal(TimeSpan.Zero, Vietnamese.At(Day("2024-09-09"), new TimeOnly(7, 30)).Offset);
        Assert.Equal(At("2024-09-09 07:30"), Vietnamese.At(Day("2024-09-09"), new TimeOnly(7, 30)));
    }

    [Fact]
    public void The_calendar_says_why_a_day_is_not_what_its_weekday_tells()
    {
        Assert.Equal(CalendarDayKind.MadeUp, Vietnamese.Exception(Day("2024-05-04"))?.Kind);
        Assert.Null(Vietnamese.Exception(Day("2024-05-06")));
    }

    [Fact]
    public void Counting_back_what_was_counted_on_returns_to_the_day() => Gen.Select(AnyDay, Gen.Int[-300, 300]).Sample((day, count) =>
    {
        var worked = Vietnamese.OnOrAfter(day);
        var there = Vietnamese.AddWorkingDays(worked, count);
        return Vietnamese.WorkingDaysBetween(worked, there) == count && Vietnamese.AddWorkingDays(there, -count) == worked;
    });

    [Fact]
    public void No_term_of_working_days_ends_on_a_day_off() => Gen.Select(AnyDay, Gen.Int[-300, 300].Where(count => count != 0)).Sample(
        (day, count) => Vietnamese.IsWorkingDay(Vietnamese.AddWorkingDays(day, count)));

    [Fact]
    public void Working_days_add_up_over_any_day_between() => Gen.Select(AnyDay, AnyDay, AnyDay).Sample((one, other, third) =>
    {
        DateOnly[] days = [.. new[] { one, other, third }.Order()];
        return Vietnamese.WorkingDaysBetween(days[0], days[1]) + Vietnamese.WorkingDaysBetween(days[1], days[2])
            == Vietnamese.WorkingDaysBetween(days[0], days[2]);
    });
}
