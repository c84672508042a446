using CsCheck;
using Workflow.Domain.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Deadlines;

public sealed class CalendarChangeTests
{
    private static readonly Gen<CalendarEdit> AnEdit = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3], Gen.Bool).Select((at, kind, announced) =>
    {
        var on = Day("2026-01-01").AddDays(at);
        CalendarDayKind? wanted = kind switch
        {
            0 => null,
            1 => CalendarDayKind.Holiday,
            _ => WorkCalendar.IsWeekend(on) ? CalendarDayKind.MadeUp : CalendarDayKind.SwappedOff,
        };
        return new CalendarEdit(on, wanted, "Ngày thử", announced);
    });

    private static readonly Gen<IReadOnlyList<CalendarEdit>> Edits = AnEdit.List[0, 20].Select(edits => CalendarChanges.Join([], edits));

    [Fact]
    public void Every_day_is_afterwards_what_was_asked_and_no_other_day_is_touched() => Edits.Sample(edits =>
    {
        var after = CalendarChanges.Apply(Vietnamese.Days, edits);
        return edits.All(edit => after.SingleOrDefault(day => day.On == edit.On) == edit.Day)
            && CalendarChanges.Between(Vietnamese.Days, after).All(change => edits.Any(edit => edit.On == change.On));
    });

    [Fact]
    public void Undoing_every_change_gives_back_the_calendar() => Edits.Sample(edits =>
    {
        var after = CalendarChanges.Apply(Vietnamese.Days, edits);
        var undone = CalendarChanges.Between(Vietnamese.Days, after)
            .Select(change => change.Before is { } before ? CalendarEdit.Of(before) : new CalendarEdit(change.On, null))
            .ToList();
        return CalendarChanges.Apply(after, undone).SequenceEqual(Vietnamese.Days);
    });

    [Theory]
    [InlineData("2026-01-05", CalendarDayKind.MadeUp, "Làm bù", "calendar.made-up-on-weekday")]
    [InlineData("2026-01-10", CalendarDayKind.SwappedOff, "Nghỉ", "calendar.swapped-on-weekend")]
    [InlineData("2026-01-05", CalendarDayKind.Holiday, " ", "calendar.name-missing")]
    [InlineData("1999-12-31", CalendarDayKind.Holiday, "Nghỉ", "calendar.day-out-of-range")]
    public void A_day_that_cannot_be_is_refused(string day, CalendarDayKind kind, string name, string code)
    {
        var refused = Assert.Throws<RuleBrokenException>(() => CalendarChanges.Apply([], [new CalendarEdit(Day(day), kind, name)]));

        Assert.Equal(code, refused.Rules.Single().Code);
    }

    [Fact]
    public void A_day_given_twice_is_refused_and_so_are_too_many()
    {
        var day = new CalendarEdit(Day("2026-01-05"), CalendarDayKind.Holiday, "Nghỉ");

        Assert.Contains(CalendarRules.ADayStandsOnce, Assert.Throws<RuleBrokenException>(() => CalendarChanges.Apply([], [day, day])).Rules);
        Assert.Equal(
            CalendarRules.ChangesAreFew,
            Assert.Throws<RuleBrokenException>(() => CalendarChanges.Apply([], [.. Enumerable.Repeat(day, CalendarChanges.Most + 1)])).Rules.Single());
    }

    [Theory]
    [InlineData("2026-01-05", "2026-01-04", "calendar.range-reversed")]
    [InlineData("2026-01-01", "2026-02-01", "calendar.range-too-long")]
    public void A_range_runs_forward_and_is_no_longer_than_a_month(string first, string last, string code) => Assert.Equal(
        code, Assert.Throws<RuleBrokenException>(() => CalendarChanges.Range(Day(first), Day(last), CalendarDayKind.Holiday, "Nghỉ", true)).Rules.Single().Code);

    [Fact]
    public void A_renamed_or_announced_day_moves_no_work_and_a_holiday_on_a_weekend_neither()
    {
        var saturday = Day("2026-01-03");

        Assert.False(new CalendarChange(saturday, null, new CalendarDay(saturday, CalendarDayKind.Holiday, "Nghỉ")).MovesWork);
        Assert.True(new CalendarChange(saturday, null, new CalendarDay(saturday, CalendarDayKind.MadeUp, "Làm bù")).MovesWork);
        Assert.False(new CalendarChange(
            Day("2026-01-05"), new CalendarDay(Day("2026-01-05"), CalendarDayKind.Holiday, "Cũ", false), new CalendarDay(Day("2026-01-05"), CalendarDayKind.SwappedOff, "Mới")).MovesWork);
    }

    // A deadline rests on a day that is not announced when that day decides on which day work is last done.
    [Theory]
    [InlineData("2026-04-27", true)]
    [InlineData("2026-04-28", false)]
    [InlineData("2026-04-26", false)]
    public void A_deadline_rests_on_a_day_not_announced_only_where_that_day_decides(string last, bool rests)
    {
        var calendar = Vietnamese.With([new CalendarDay(Day("2026-04-27"), CalendarDayKind.Holiday, "Giỗ Tổ Hùng Vương", Announced: false)]);

        Assert.Equal(rests, calendar.Left(Day("2026-04-20"), Day(last)).RestsOn is not null);
    }

    [Theory]
    [InlineData("2024-09-10", "2024-09-10", "days-left.today", 0)]
    [InlineData("2024-09-14", "2024-09-15", "days-left.none", 0)]
    [InlineData("2024-09-10", "2024-09-13", "days-left.some", 3)]
    [InlineData("2024-09-15", "2024-09-14", "days-left.passed", 0)]
    [InlineData("2024-09-16", "2024-09-13", "days-left.over", -1)]
    public void How_far_off_a_day_is_has_one_word(string today, string last, string code, int days)
    {
        var left = Vietnamese.Left(Day(today), Day(last));

        Assert.Equal((code, days), (left.Code, left.WorkingDays));
    }
}
