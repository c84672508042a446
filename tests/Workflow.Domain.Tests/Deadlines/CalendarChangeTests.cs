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

    [Theory]
    [InlineData("2000-01-01")]
    [InlineData("2100-12-31")]
    public void The_calendar_has_days_from_2000_to_2100(string day) =>
        Assert.Equal(Day(day), Assert.Single(CalendarChanges.Apply([], [new CalendarEdit(Day(day), CalendarDayKind.Holiday, "Nghỉ")])).On);

    [Fact]
    public void A_name_has_at_most_200_letters_and_no_blanks_around_it()
    {
        var name = new string('a', CalendarChanges.LongestName);

        Assert.Equal(name, Assert.Single(CalendarChanges.Apply([], [new CalendarEdit(Day("2026-01-05"), CalendarDayKind.Holiday, $" {name} ")])).Name);
        Assert.Equal(
            [CalendarRules.ADayHasAName],
            Assert.Throws<RuleBrokenException>(() => CalendarChanges.Apply([], [new CalendarEdit(Day("2026-01-05"), CalendarDayKind.Holiday, name + "a")])).Rules);
    }

    [Fact]
    public void A_fault_is_named_once_with_the_first_day_that_has_it()
    {
        var refused = Assert.Throws<RuleBrokenException>(() => CalendarChanges.Apply(
            [],
            [
                new CalendarEdit(Day("2026-01-05"), CalendarDayKind.MadeUp, "Làm bù"), new CalendarEdit(Day("2026-01-06"), CalendarDayKind.MadeUp, "Làm bù"),
                new CalendarEdit(Day("2101-01-01"), null), new CalendarEdit(Day("2026-01-08"), CalendarDayKind.Holiday),
            ]));

        Assert.Equal(
            [("calendar.made-up-on-weekday", "05/01/2026"), ("calendar.day-out-of-range", "01/01/2101"), ("calendar.name-missing", "08/01/2026")],
            refused.Rules.Select(rule => (rule.Code, (string)rule.Facts.Single())));
    }

    [Fact]
    public void A_thousand_days_are_changed_at_once()
    {
        CalendarEdit[] edits = [.. Enumerable.Range(0, CalendarChanges.Most).Select(at => new CalendarEdit(Day("2026-01-01").AddDays(at), null))];

        Assert.Empty(CalendarChanges.Apply([], edits));
        Assert.Equal([CalendarChanges.Most], Assert.Throws<RuleBrokenException>(() => CalendarChanges.Apply([], [.. edits, new CalendarEdit(Day("2099-01-01"), null)])).Rules.Single().Facts);
    }

    [Fact]
    public void A_range_is_one_edit_a_day_with_both_its_ends()
    {
        Assert.Equal(
            [new CalendarEdit(Day("2026-01-31"), CalendarDayKind.Holiday, "Tết", false), new CalendarEdit(Day("2026-02-01"), CalendarDayKind.Holiday, "Tết", false)],
            CalendarChanges.Range(Day("2026-01-31"), Day("2026-02-01"), CalendarDayKind.Holiday, " Tết ", announced: false));
        Assert.Single(CalendarChanges.Range(Day("2026-01-31"), Day("2026-01-31"), null, "", announced: true));
        Assert.Equal(31, CalendarChanges.Range(Day("2026-01-01"), Day("2026-01-31"), CalendarDayKind.Holiday, "Nghỉ", announced: true).Count);
        Assert.Equal(
            [CalendarChanges.LongestRange],
            Assert.Throws<RuleBrokenException>(() => CalendarChanges.Range(Day("2026-01-01"), Day("2026-02-01"), null, "", announced: true)).Rules.Single().Facts);
    }

    [Fact]
    public void Days_that_follow_each_other_and_differ_in_nothing_else_are_a_run()
    {
        CalendarDay[] days =
        [
            Holiday("2026-01-01", "Tết Dương lịch"), Holiday("2026-01-02", "Nghỉ bù"), Holiday("2026-01-03", "Nghỉ bù"), Holiday("2026-01-05", "Nghỉ bù"),
            Holiday("2026-01-06", "Nghỉ bù") with { Announced = false }, Holiday("2026-01-07", "Nghỉ bù") with { Kind = CalendarDayKind.SwappedOff },
        ];

        Assert.Equal([1, 2, 1, 1, 1], CalendarChanges.Runs(days).Select(run => run.Count));
        Assert.Equal(days, CalendarChanges.Runs(days).SelectMany(run => run));
        Assert.Equal([31, 9], CalendarChanges.Runs(Enumerable.Range(0, 40).Select(at => Holiday("2026-03-01", "Nghỉ") with { On = Day("2026-03-01").AddDays(at) })).Select(run => run.Count));
        Assert.Empty(CalendarChanges.Runs([]));

        static CalendarDay Holiday(string on, string name) => new(Day(on), CalendarDayKind.Holiday, name);
    }

    [Fact]
    public void Of_two_edits_of_a_day_the_later_holds()
    {
        CalendarEdit first = new(Day("2026-01-06"), CalendarDayKind.Holiday, "Cũ"), second = first with { Name = "Mới" }, other = new(Day("2026-01-05"), null);

        Assert.Equal([other, second], CalendarChanges.Join([first], [second, other]));
    }

    [Fact]
    public void An_edit_says_what_a_day_is_or_that_its_weekday_says_all()
    {
        CalendarDay day = new(Day("2026-01-05"), CalendarDayKind.SwappedOff, "Nghỉ hoán đổi", Announced: false);

        Assert.Equal(day, CalendarEdit.Of(day).Day);
        Assert.Null(new CalendarEdit(day.On, null, "Nghỉ hoán đổi").Day);
        Assert.True(new CalendarEdit(day.On, CalendarDayKind.Holiday, "Nghỉ").Day!.Announced);
    }

    [Fact]
    public void Changes_come_in_the_order_of_their_days_with_what_was_and_what_is()
    {
        CalendarDay old = new(Day("2026-01-09"), CalendarDayKind.Holiday, "Cũ"), kept = new(Day("2026-01-08"), CalendarDayKind.Holiday, "Giữ"), latest = new(Day("2026-01-05"), CalendarDayKind.Holiday, "Mới");

        Assert.Equal(
            [new CalendarChange(latest.On, null, latest), new CalendarChange(old.On, old, null)],
            CalendarChanges.Between([old, kept], [kept, latest]));
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
        Assert.Equal(Day(last) < Day(today), left.Passed);
    }
}
