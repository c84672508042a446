namespace Workflow.Domain.Deadlines;

/// <summary>
/// The days off a year will have by law, before anybody has announced them. The Labour Code of 2019, Điều 112, fixes them; where
/// one falls on a Saturday or Sunday the next working day is off instead (Điều 111, khoản 3). Which days around Tết and Quốc khánh
/// are added, and which are swapped, is decided each year: here the choice that gives the longest time off at one go.
/// </summary>
public static class ProposedHolidays
{
    private const string Tet = "Tết Nguyên đán";
    private const string National = "Quốc khánh";

    /// <summary>24/11, Ngày Văn hóa Việt Nam, is a day off from this year on (Nghị quyết 80-NQ/TW, 7/1/2026).</summary>
    private const int FirstDayOfCulture = 2026;

    /// <summary>All marked as not announced, in the order of the days, the days off in place of a weekend included.</summary>
    public static IReadOnlyList<CalendarDay> Of(int year)
    {
        var newYear = LunarCalendar.NewYear(year);
        List<CalendarDay> named =
        [
            Holiday(new DateOnly(year, 1, 1), "Tết Dương lịch"),
            .. Longest(Run(newYear.AddDays(-1), 5), Run(newYear.AddDays(-2), 5)).Select(day => Holiday(day, Tet)),
            Holiday(LunarCalendar.On(year, month: 3, day: 10), "Giỗ Tổ Hùng Vương"),
            Holiday(new DateOnly(year, 4, 30), "Ngày Giải phóng miền Nam, thống nhất đất nước"),
            Holiday(new DateOnly(year, 5, 1), "Ngày Quốc tế Lao động"),
            .. Longest(Run(new DateOnly(year, 9, 2), 2), Run(new DateOnly(year, 9, 1), 2)).Select(day => Holiday(day, National)),
        ];
        if (year >= FirstDayOfCulture)
        {
            named.Add(Holiday(new DateOnly(year, 11, 24), "Ngày Văn hóa Việt Nam"));
        }

        return [.. WithSubstitutes([.. named.DistinctBy(day => day.On)]).OrderBy(day => day.On)];
    }

    private static IEnumerable<DateOnly> Run(DateOnly first, int length) => Enumerable.Range(0, length).Select(first.AddDays);

    /// <summary>The first of two choices, unless the second gives more days off at one go.</summary>
    private static IReadOnlyList<DateOnly> Longest(IEnumerable<DateOnly> first, IEnumerable<DateOnly> second)
    {
        IReadOnlyList<DateOnly> one = [.. first], other = [.. second];
        return DaysOff(other) > DaysOff(one) ? other : one;
    }

    private static int DaysOff(IReadOnlyCollection<DateOnly> days)
    {
        var off = WithSubstitutes([.. days.Select(day => Holiday(day, Tet))]).Select(day => day.On).ToHashSet();
        var (first, last) = (days.Min(), days.Max());
        while (Off(first.AddDays(-1)))
        {
            first = first.AddDays(-1);
        }

        while (Off(last.AddDays(1)))
        {
            last = last.AddDays(1);
        }

        return last.DayNumber - first.DayNumber;

        bool Off(DateOnly day) => off.Contains(day) || WorkCalendar.IsWeekend(day);
    }

    private static List<CalendarDay> WithSubstitutes(List<CalendarDay> holidays)
    {
        List<CalendarDay> all = [.. holidays];
        foreach (var lost in holidays.Where(day => WorkCalendar.IsWeekend(day.On)).OrderBy(day => day.On))
        {
            var day = lost.On.AddDays(1);
            while (WorkCalendar.IsWeekend(day) || all.Exists(present => present.On == day))
            {
                day = day.AddDays(1);
            }

            all.Add(Holiday(day, lost.Name));
        }

        return all;
    }

    private static CalendarDay Holiday(DateOnly on, string name) => new(on, CalendarDayKind.Holiday, name, Announced: false);
}
