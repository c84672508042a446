using Workflow.Domain.Deadlines;

namespace Workflow.Api.Deadlines;

/// <summary>
/// The days off and the swapped days of 2024 to 2027, with which a new agency begins. Sources: the announcements of Văn phòng
/// Chính phủ (2450/VPCP-KGVX for 2024, 12729/VPCP-KGVX for 2026) and the Labour Code, Điều 112; what is not announced yet is
/// marked so, to be corrected by the administrator.
/// </summary>
internal static class VietnameseCalendar
{
    private const string NewYear = "Tết Dương lịch";
    private const string Tet = "Tết Nguyên đán";
    private const string HungKings = "Giỗ Tổ Hùng Vương";
    private const string Reunification = "Ngày Giải phóng miền Nam, thống nhất đất nước";
    private const string Labour = "Ngày Quốc tế Lao động";
    private const string National = "Quốc khánh";
    private const string Culture = "Ngày Văn hóa Việt Nam";

    public static IEnumerable<CalendarDay> Days()
    {
        yield return Off(2024, 1, 1, NewYear);
        foreach (var day in Between(new DateOnly(2024, 2, 8), new DateOnly(2024, 2, 14)))
        {
            yield return new CalendarDay(day, CalendarDayKind.Holiday, Tet);
        }

        yield return Off(2024, 4, 18, HungKings);
        yield return Swapped(2024, 4, 29);
        yield return Off(2024, 4, 30, Reunification);
        yield return Off(2024, 5, 1, Labour);
        yield return MadeUp(2024, 5, 4);
        yield return Off(2024, 9, 2, National);
        yield return Off(2024, 9, 3, National);

        yield return Off(2025, 1, 1, NewYear);
        foreach (var day in Between(new DateOnly(2025, 1, 25), new DateOnly(2025, 2, 2)))
        {
            yield return new CalendarDay(day, CalendarDayKind.Holiday, Tet);
        }

        yield return Off(2025, 4, 7, HungKings);
        yield return MadeUp(2025, 4, 26);
        yield return Off(2025, 4, 30, Reunification);
        yield return Off(2025, 5, 1, Labour);
        yield return Swapped(2025, 5, 2);
        yield return Off(2025, 9, 1, National);
        yield return Off(2025, 9, 2, National);

        yield return Off(2026, 1, 1, NewYear);
        yield return Swapped(2026, 1, 2);
        yield return MadeUp(2026, 1, 10);
        foreach (var day in Between(new DateOnly(2026, 2, 14), new DateOnly(2026, 2, 22)))
        {
            yield return new CalendarDay(day, CalendarDayKind.Holiday, Tet);
        }

        yield return Off(2026, 4, 27, HungKings, announced: false);
        yield return Off(2026, 4, 30, Reunification, announced: false);
        yield return Off(2026, 5, 1, Labour, announced: false);
        yield return MadeUp(2026, 8, 22, announced: false);
        yield return Swapped(2026, 8, 31, announced: false);
        yield return Off(2026, 9, 1, National, announced: false);
        yield return Off(2026, 9, 2, National, announced: false);
        yield return Off(2026, 11, 24, Culture, announced: false);

        yield return Off(2027, 1, 1, NewYear, announced: false);
        foreach (var day in Between(new DateOnly(2027, 2, 5), new DateOnly(2027, 2, 11)))
        {
            yield return new CalendarDay(day, CalendarDayKind.Holiday, Tet, Announced: false);
        }

        yield return Off(2027, 4, 16, HungKings, announced: false);
        yield return Off(2027, 4, 30, Reunification, announced: false);
        yield return Off(2027, 5, 3, Labour, announced: false);
        yield return Off(2027, 9, 2, National, announced: false);
        yield return Off(2027, 9, 3, National, announced: false);
        yield return Off(2027, 11, 24, Culture, announced: false);
    }

    private static CalendarDay Off(int year, int month, int day, string name, bool announced = true) =>
        new(new DateOnly(year, month, day), CalendarDayKind.Holiday, name, announced);

    private static CalendarDay Swapped(int year, int month, int day, bool announced = true) =>
        new(new DateOnly(year, month, day), CalendarDayKind.SwappedOff, "Nghỉ hoán đổi", announced);

    private static CalendarDay MadeUp(int year, int month, int day, bool announced = true) =>
        new(new DateOnly(year, month, day), CalendarDayKind.MadeUp, "Làm bù", announced);

    private static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
