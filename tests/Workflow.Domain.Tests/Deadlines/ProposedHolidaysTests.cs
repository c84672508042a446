using System.Globalization;
using CsCheck;
using Workflow.Domain.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Deadlines;

/// <summary>What the law tells of a year's days off, and what the calendar makes of it, from 2024 to 2050.</summary>
public sealed class ProposedHolidaysTests
{
    private const int First = 2024;
    private const int Last = 2050;

    private static readonly WorkCalendar Proposed = new(Hanoi, Enumerable.Range(First, Last - First + 1).SelectMany(ProposedHolidays.Of));

    private static readonly Gen<int> AYear = Gen.Int[First, Last];

    private static readonly Gen<DateOnly> ADay = Gen.Int[Day("2024-01-01").DayNumber, Day("2050-11-30").DayNumber].Select(DateOnly.FromDayNumber);

    // The days of the delivered years, and days known from almanacs. In 2007 and 2030 the new moon falls between midnight in
    // Hà Nội and midnight in Peking, and Tết is a day before the Chinese new year.
    [Theory]
    [InlineData("2007-02-17")]
    [InlineData("2017-01-28")]
    [InlineData("2019-02-05")]
    [InlineData("2020-01-25")]
    [InlineData("2023-01-22")]
    [InlineData("2024-02-10")]
    [InlineData("2025-01-29")]
    [InlineData("2026-02-17")]
    [InlineData("2027-02-06")]
    [InlineData("2028-01-26")]
    [InlineData("2029-02-13")]
    [InlineData("2030-02-02")]
    public void The_lunar_year_begins_on(string day) => Assert.Equal(Day(day), LunarCalendar.NewYear(Day(day).Year));

    [Theory]
    [InlineData("2020-04-02")]
    [InlineData("2023-04-29")]
    [InlineData("2024-04-18")]
    [InlineData("2025-04-07")]
    [InlineData("2026-04-26")]
    [InlineData("2027-04-16")]
    public void The_tenth_of_the_third_month_is(string day) => Assert.Equal(Day(day), LunarCalendar.On(Day(day).Year, 3, 10));

    [Fact]
    public void The_lunar_year_begins_when_the_Chinese_does_but_where_midnight_lies_between()
    {
        var chinese = new ChineseLunisolarCalendar();

        var differing = Enumerable.Range(2000, 51).Where(year => LunarCalendar.NewYear(year) != DateOnly.FromDateTime(chinese.ToDateTime(year, 1, 1, 0, 0, 0, 0)));

        Assert.Equal([2007, 2030], differing);
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2027)]
    public void A_proposal_is_worked_and_off_as_the_year_turned_out_but_for_swapped_days(int year) =>
        Assert.Equal(OffByLaw(year), Workdays(year).Where(day => !Proposed.IsWorkingDay(day) && day != Day("2027-11-24")));

    // Where two choices give equally long holidays, the law leaves it open and the year was decided otherwise.
    [Fact]
    public void In_2024_Tet_began_a_day_sooner_than_proposed_and_in_2026_the_second_day_of_Quoc_khanh_lay_before()
    {
        Assert.Equal([Day("2024-02-08"), Day("2024-02-15")], Differing(2024));
        Assert.Equal([Day("2026-09-01"), Day("2026-09-03"), Day("2026-11-24")], Differing(2026));
    }

    [Fact]
    public void The_fixed_holidays_are_off_every_year() => AYear.Sample(
        year => new (int Month, int Day)[] { (1, 1), (4, 30), (5, 1), (9, 2) }.All(day => !Proposed.IsWorkingDay(new DateOnly(year, day.Month, day.Day))),
        print: year => $"{year}");

    [Fact]
    public void Whoever_loses_a_holiday_to_a_weekend_has_the_next_working_day_off() => AYear.Sample(
        year =>
        {
            var days = ProposedHolidays.Of(year).Select(day => day.On).ToList();
            // Eleven days by law, twelve from 2026 on; where two of them fall on one day, that day is one.
            var byLaw = (year < 2026 ? 11 : 12) - (days.Contains(LunarCalendar.On(year, 3, 10)) && LunarCalendar.On(year, 3, 10) == new DateOnly(year, 4, 30) ? 1 : 0);
            return days.Count(day => !WorkCalendar.IsWeekend(day)) == byLaw;
        },
        print: year => $"{year}");

    [Fact]
    public void Days_off_hang_together_in_place_of_a_weekend() => AYear.Sample(
        year => ProposedHolidays.Of(year)
            .Where(day => WorkCalendar.IsWeekend(day.On))
            .All(lost => Proposed.OnOrAfter(lost.On).DayNumber - lost.On.DayNumber >= (lost.On.DayOfWeek is DayOfWeek.Saturday ? 3 : 2)),
        print: year => $"{year}");

    [Fact]
    public void Nothing_proposed_is_taken_for_announced_or_worked() => AYear.Sample(
        year => ProposedHolidays.Of(year) is var days && days.All(day => day is { Announced: false, IsWorked: false } && day.On.Year == year) && days.DistinctBy(day => day.On).Count() == days.Count);

    [Fact]
    public void Adding_and_counting_undo_each_other() => Gen.Select(ADay, Gen.Int[-400, 400]).Sample((day, count) =>
    {
        var worked = Proposed.OnOrAfter(day);
        var there = Proposed.AddWorkingDays(worked, count);
        return Proposed.WorkingDaysBetween(worked, there) == count && Proposed.AddWorkingDays(there, -count) == worked;
    });

    [Fact]
    public void A_later_start_or_a_longer_term_never_ends_sooner() => Gen.Select(ADay, Gen.Int[0, 60], Gen.Int[0, 200], Gen.Int[0, 30]).Sample(
        (day, later, count, more) => Proposed.AddWorkingDays(day, count) <= Proposed.AddWorkingDays(day.AddDays(later), count)
            && Proposed.AddWorkingDays(day, count) <= Proposed.AddWorkingDays(day, count + more));

    [Fact]
    public void One_more_day_off_makes_no_term_end_sooner_and_moves_it_only_across_that_day() => Gen.Select(ADay, Gen.Int[1, 60], Gen.Int[0, 90]).Sample((from, count, at) =>
    {
        var off = from.AddDays(at);
        var changed = Proposed.With([.. Proposed.Days.Where(day => day.On != off), new CalendarDay(off, CalendarDayKind.Holiday, "Nghỉ thêm")]);
        var (former, latter) = (Proposed.AddWorkingDays(from, count), changed.AddWorkingDays(from, count));
        return latter >= former && (latter == former || (Proposed.IsWorkingDay(off) && off > from && off <= former));
    });

    [Fact]
    public void What_is_left_is_today_only_today_and_shrinks_by_one_with_each_working_day() => Gen.Select(ADay, Gen.Int[-90, 90]).Sample((today, days) =>
    {
        var last = today.AddDays(days);
        var (now, tomorrow) = (Proposed.Left(today, last), Proposed.Left(today.AddDays(1), last));
        return now.Days == days
            && now.Passed == days < 0
            && (now.Code == "days-left.today") == (days == 0)
            && now.WorkingDays - tomorrow.WorkingDays == (Proposed.IsWorkingDay(today.AddDays(1)) ? 1 : 0);
    });

    private static IEnumerable<DateOnly> Workdays(int year) =>
        Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(day => day.Year == year && !WorkCalendar.IsWeekend(day));

    private static IEnumerable<DateOnly> OffByLaw(int year) =>
        Workdays(year).Where(day => !Vietnamese.IsWorkingDay(day) && Vietnamese.Exception(day)!.Kind is not CalendarDayKind.SwappedOff);

    private static IEnumerable<DateOnly> Differing(int year) =>
        Workdays(year).Where(day => Vietnamese.Exception(day)?.Kind is not CalendarDayKind.SwappedOff && Vietnamese.IsWorkingDay(day) != Proposed.IsWorkingDay(day));
}
