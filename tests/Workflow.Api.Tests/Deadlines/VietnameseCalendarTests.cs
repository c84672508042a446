using Workflow.Api.Deadlines;
using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>The calendar an agency begins with, against what was announced.</summary>
public sealed class VietnameseCalendarTests
{
    private static readonly WorkCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"), VietnameseCalendar.Days());

    [Theory]
    [InlineData("2024-02-08", "2024-02-14")]
    [InlineData("2024-04-27", "2024-05-01")]
    [InlineData("2024-08-31", "2024-09-03")]
    [InlineData("2025-01-25", "2025-02-02")]
    [InlineData("2025-04-30", "2025-05-04")]
    [InlineData("2025-08-30", "2025-09-02")]
    [InlineData("2026-01-01", "2026-01-04")]
    [InlineData("2026-02-14", "2026-02-22")]
    [InlineData("2026-04-30", "2026-05-03")]
    [InlineData("2026-08-29", "2026-09-02")]
    public void The_long_holidays_are_off_from_end_to_end_and_no_longer(string first, string last)
    {
        var (from, to) = (Day(first), Day(last));

        for (var day = from; day <= to; day = day.AddDays(1))
        {
            Assert.False(Calendar.IsWorkingDay(day), $"{day:O} is worked.");
        }

        Assert.True(Calendar.IsWorkingDay(from.AddDays(-1)) || from.AddDays(-1).DayOfWeek is DayOfWeek.Sunday);
        Assert.True(Calendar.IsWorkingDay(to.AddDays(1)));
    }

    [Theory]
    [InlineData("2024-05-04")]
    [InlineData("2025-04-26")]
    [InlineData("2026-01-10")]
    [InlineData("2026-08-22")]
    public void The_Saturdays_in_exchange_are_worked(string day)
    {
        Assert.Equal(DayOfWeek.Saturday, Day(day).DayOfWeek);
        Assert.True(Calendar.IsWorkingDay(Day(day)));
    }

    [Fact]
    public void Every_swapped_day_has_a_day_worked_in_its_place_in_the_same_year() => Assert.Equal(
        VietnameseCalendar.Days().Where(day => day.Kind is CalendarDayKind.SwappedOff).Select(day => day.On.Year),
        VietnameseCalendar.Days().Where(day => day.Kind is CalendarDayKind.MadeUp).Select(day => day.On.Year));

    [Fact]
    public void No_day_is_entered_twice_and_nothing_of_2027_is_taken_for_certain()
    {
        var days = VietnameseCalendar.Days().ToList();

        Assert.Equal(days.Count, days.DistinctBy(day => day.On).Count());
        Assert.All(days.Where(day => day.On.Year == 2027), day => Assert.False(day.Announced));
        Assert.All(days.Where(day => day.On.Year <= 2025), day => Assert.True(day.Announced));
        Assert.Equal([2024, 2025, 2026, 2027], days.Select(day => day.On.Year).Distinct().Order());
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
