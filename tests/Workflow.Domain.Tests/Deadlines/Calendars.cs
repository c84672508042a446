using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Tests.Deadlines;

/// <summary>The days off and the swapped days of 2024 to 2027 as they were announced, in the zone of Hà Nội.</summary>
internal static class Calendars
{
    public static readonly TimeZoneInfo Hanoi = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public static readonly WorkCalendar Vietnamese = new(Hanoi,
    [
        .. Off("2024-01-01", "2024-01-01"), .. Off("2024-02-08", "2024-02-14"), .. Off("2024-04-18", "2024-04-18"), Swapped("2024-04-29"),
        .. Off("2024-04-30", "2024-05-01"), MadeUp("2024-05-04"), .. Off("2024-09-02", "2024-09-03"),
        .. Off("2025-01-01", "2025-01-01"), .. Off("2025-01-25", "2025-02-02"), .. Off("2025-04-07", "2025-04-07"), MadeUp("2025-04-26"),
        .. Off("2025-04-30", "2025-05-01"), Swapped("2025-05-02"), .. Off("2025-09-01", "2025-09-02"),
        .. Off("2026-01-01", "2026-01-01"), Swapped("2026-01-02"), MadeUp("2026-01-10"), .. Off("2026-02-14", "2026-02-22"),
        .. Off("2026-04-27", "2026-04-27"), .. Off("2026-04-30", "2026-05-01"), MadeUp("2026-08-22"), Swapped("2026-08-31"),
        .. Off("2026-09-01", "2026-09-02"),
        .. Off("2027-01-01", "2027-01-01"), .. Off("2027-02-05", "2027-02-11"), .. Off("2027-04-16", "2027-04-16"),
        .. Off("2027-04-30", "2027-04-30"), .. Off("2027-05-03", "2027-05-03"), .. Off("2027-09-02", "2027-09-03"),
    ]);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A time on the walls of Hà Nội.</summary>
    public static DateTimeOffset At(string moment) =>
        DateTimeOffset.ParseExact(moment + " +07:00", "yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<CalendarDay> Off(string first, string last)
    {
        for (var day = Day(first); day <= Day(last); day = day.AddDays(1))
        {
            yield return new CalendarDay(day, CalendarDayKind.Holiday, "Nghỉ lễ");
        }
    }

    private static CalendarDay Swapped(string day) => new(Day(day), CalendarDayKind.SwappedOff, "Nghỉ hoán đổi");

    private static CalendarDay MadeUp(string day) => new(Day(day), CalendarDayKind.MadeUp, "Làm bù");
}
