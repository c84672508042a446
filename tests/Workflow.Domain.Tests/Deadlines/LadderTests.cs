using CsCheck;
using Workflow.Domain.Deadlines;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Deadlines;

public sealed class LadderTests
{
    private static readonly DeadlinePolicy Policy = DeadlinePolicy.Standard;

    [Fact]
    public void A_deadline_on_a_working_day_has_five_reminders_ahead_and_one_after() => Assert.Equal(
        [
            ("T-14", At("2024-10-28 07:30")), ("T-7", At("2024-11-06 07:30")), ("T-3", At("2024-11-12 07:30")), ("T-1", At("2024-11-14 07:30")),
            ("T-0", At("2024-11-15 07:30")), ("OVERDUE-1", At("2024-11-18 07:30")),
        ],
        StepsTo("2024-11-15", DueKind.OnOrBefore, "2024-09-09 08:00"));

    [Fact]
    public void What_is_due_on_a_Sunday_has_to_leave_on_the_Friday_before() => Assert.Equal(
        [("T-3", At("2024-09-10 07:30")), ("T-1", At("2024-09-12 07:30")), ("T-0", At("2024-09-13 07:30")), ("OVERDUE-1", At("2024-09-16 07:30"))],
        StepsTo("2024-09-15", DueKind.OnOrBefore, "2024-09-09 08:00"));

    [Fact]
    public void Before_a_Monday_counts_to_the_Friday_as_well() =>
        Assert.Equal(At("2024-09-13 07:30"), StepsTo("2024-09-16", DueKind.Before, "2024-09-09 08:00").Single(step => step.Rung == "T-0").At);

    [Fact]
    public void The_ladder_steps_over_Tet() => Assert.Equal(
        [("T-3", At("2025-01-23 07:30")), ("T-1", At("2025-02-03 07:30")), ("T-0", At("2025-02-04 07:30")), ("OVERDUE-1", At("2025-02-05 07:30"))],
        StepsTo("2025-02-04", DueKind.OnOrBefore, "2025-01-20 08:00"));

    [Fact]
    public void Nobody_is_reminded_of_a_distance_that_was_never_there() =>
        Assert.Equal(["T-1", "T-0", "OVERDUE-1"], StepsTo("2024-09-13", DueKind.OnOrBefore, "2024-09-10 07:30").Select(step => step.Rung));

    [Fact]
    public void A_deadline_long_past_has_only_the_reminder_after_it() =>
        Assert.Equal(["OVERDUE-1"], StepsTo("2024-09-06", DueKind.OnOrBefore, "2024-09-10 08:00").Select(step => step.Rung));

    [Theory]
    [InlineData(1, "2024-09-30 07:30")]
    [InlineData(2, "2024-10-03 07:30")]
    [InlineData(3, "2024-10-08 07:30")]
    [InlineData(4, "2024-10-11 07:30")]
    public void After_the_deadline_comes_the_next_working_day_and_then_every_third(int time, string expected)
    {
        var step = Ladder.OverdueStep(new DueDate(Day("2024-09-28"), DueKind.OnOrBefore), Vietnamese, Policy);
        for (var passed = 1; passed < time; passed++)
        {
            step = Ladder.StepAfter(step, Vietnamese, Policy)!;
        }

        Assert.Equal(Rung.Overdue(time), step.Rung);
        Assert.Equal(At(expected), step.FireAt);
    }

    [Theory]
    [InlineData("2024-09-09 16:00", "2024-09-11", "2024-09-12 07:30")]
    [InlineData("2024-09-12 16:00", "2024-09-16", "2024-09-17 07:30")]
    [InlineData("2024-09-14 09:00", "2024-09-17", "2024-09-18 07:30")]
    [InlineData("2025-01-24 09:00", "2025-02-04", "2025-02-05 07:30")]
    public void A_unit_has_two_working_days_to_answer(string assigned, string lastDay, string late)
    {
        Assert.Equal(Day(lastDay), Ladder.AcceptBy(At(assigned), Vietnamese, Policy));
        Assert.Equal(
            [new LadderStep(Rung.AcceptanceDue, Vietnamese.At(Day(lastDay), Policy.DigestAt)), new LadderStep(Rung.AcceptanceOverdue, At(late).ToUniversalTime())],
            Ladder.StepsToAcceptance(At(assigned), Vietnamese, Policy));
    }

    [Theory]
    [InlineData("2024-09-09 06:00", "2024-09-09 07:30")]
    [InlineData("2024-09-09 07:30", "2024-09-09 07:30")]
    [InlineData("2024-09-09 17:29", "2024-09-09 17:29")]
    [InlineData("2024-09-09 17:30", "2024-09-10 07:30")]
    [InlineData("2024-09-13 20:00", "2024-09-16 07:30")]
    [InlineData("2024-09-14 10:00", "2024-09-16 07:30")]
    [InlineData("2024-02-07 18:00", "2024-02-15 07:30")]
    [InlineData("2024-05-04 10:00", "2024-05-04 10:00")]
    public void Reminders_leave_in_office_hours_of_working_days(string planned, string leaves) =>
        Assert.Equal(At(leaves), Ladder.NotBefore(At(planned), Vietnamese, Policy));

    [Fact]
    public void A_policy_without_repeats_says_it_once() =>
        Assert.Null(Ladder.StepAfter(new LadderStep(Rung.Overdue(1), At("2024-09-30 07:30")), Vietnamese, Policy with { OverdueEvery = 0 }));

    [Theory]
    [InlineData("2024-09-12 08:00", "2024-09-16 07:30")]
    [InlineData("2024-09-09 08:00", "2024-09-09 08:00")]
    [InlineData("2024-05-03 08:00", "2024-05-04 07:30")]
    public void A_working_day_that_is_no_office_day_sends_nothing_but_a_made_up_day_does(string planned, string leaves) => Assert.Equal(
        At(leaves), Ladder.NotBefore(At(planned), Vietnamese, Policy with { OfficeDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday] }));

    [Fact]
    public void Every_step_of_every_ladder_falls_on_a_working_morning() => Gen
        .Select(Gen.Int[0, 1400], Gen.Int[-30, 90], Gen.Bool)
        .Sample((start, term, before) =>
        {
            var from = Vietnamese.At(Day("2024-01-01").AddDays(start), new TimeOnly(9, 0));
            var due = new DueDate(Day("2024-01-01").AddDays(start + term), before ? DueKind.Before : DueKind.OnOrBefore);
            var steps = Ladder.StepsTo(due, from, Vietnamese, Policy);
            return steps.All(step => Vietnamese.IsWorkingDay(Vietnamese.DayOf(step.FireAt)) && Vietnamese.Local(step.FireAt).TimeOfDay == new TimeSpan(7, 30, 0))
                && steps.SkipLast(1).All(step => step.FireAt > from && Vietnamese.DayOf(step.FireAt) <= due.LastGoodDay)
                && Vietnamese.DayOf(steps[^1].FireAt) > due.LastGoodDay
                && steps.Zip(steps.Skip(1)).All(pair => pair.First.FireAt < pair.Second.FireAt);
        });

    [Fact]
    public void No_reminder_leaves_early_or_on_a_day_off() => Gen.Long[0, 1400L * 24 * 60].Sample(minutes =>
    {
        var planned = At("2024-01-01 00:00").AddMinutes(minutes);
        var leaves = Vietnamese.Local(Ladder.NotBefore(planned, Vietnamese, Policy));
        return leaves >= planned && Vietnamese.IsWorkingDay(Vietnamese.DayOf(leaves))
            && leaves.TimeOfDay >= new TimeSpan(7, 30, 0) && leaves.TimeOfDay < new TimeSpan(17, 30, 0);
    });

    private static IEnumerable<(string Rung, DateTimeOffset At)> StepsTo(string on, DueKind kind, string from) =>
        Ladder.StepsTo(new DueDate(Day(on), kind), At(from), Vietnamese, Policy).Select(step => (step.Rung.ToString(), step.FireAt.ToOffset(TimeSpan.FromHours(7))));
}
