using CsCheck;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class LikelihoodTests
{
    private static readonly Gen<RemediationTaskState> AnyState = Gen.Int[0, Enum.GetValues<RemediationTaskState>().Length - 1].Select(at => (RemediationTaskState)at);
    private static readonly Gen<DateOnly> AnyDay = Gen.Int[-30, 150].Select(days => SomeGrounds.Today.AddDays(days));
    private static readonly Gen<(int Completed, int InTime)> AnyRecord = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60]).Select(record => (record.Item1, Math.Min(record.Item1, record.Item2)));

    [Fact]
    public void It_lies_between_nothing_and_certainty_and_is_certain_only_once_verified() => Gen.Select(AnyState, AnyDay, AnyRecord, Gen.Bool).Sample((state, day, record, late) =>
    {
        var derived = Likelihood.Derive(Task(state, late), SomeGrounds.For(ATask.In(state), day: day).WithRecord(record.Completed, record.InTime));
        return derived.Value is >= 0 and <= 1 && derived.Value == 1 == state is RemediationTaskState.Completed && derived.Value == 0 == state is RemediationTaskState.Cancelled
            && decimal.Round(derived.Value, 2) == derived.Value && derived.Because.Count > 0
            && (state is RemediationTaskState.Completed || derived.Value <= LikelihoodTable.Standard.Submitted);
    });

    [Theory]
    [InlineData(RemediationTaskState.Draft, 0.3)]
    [InlineData(RemediationTaskState.Assigned, 0.4)]
    [InlineData(RemediationTaskState.Declined, 0.2)]
    [InlineData(RemediationTaskState.Accepted, 0.5)]
    [InlineData(RemediationTaskState.InProgress, 0.71)]
    [InlineData(RemediationTaskState.Submitted, 0.9)]
    [InlineData(RemediationTaskState.Returned, 0.45)]
    [InlineData(RemediationTaskState.Completed, 1)]
    [InlineData(RemediationTaskState.Cancelled, 0)]
    public void With_time_enough_and_no_record_it_is_what_the_table_says_of_the_state(RemediationTaskState state, double likelihood) =>
        Assert.Equal((decimal)likelihood, Derive(ATask.In(state)).Value);

    [Fact]
    public void More_progress_never_makes_it_less_likely() => Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], AnyDay, AnyRecord).Sample((one, other, day, record) =>
    {
        var (less, more) = (InProgress(Math.Min(one, other)), InProgress(Math.Max(one, other)));
        var grounds = SomeGrounds.For(less, day: day).WithRecord(record.Completed, record.InTime);
        return Likelihood.Derive(less, grounds).Value <= Likelihood.Derive(more, grounds).Value;
    });

    [Fact]
    public void A_better_record_never_makes_it_less_likely_and_time_going_by_never_more() =>
        Gen.Select(Gen.Int[0, 100], AnyDay, Gen.Int[0, 20], Gen.Int[1, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((percent, day, later, completed, one, other) =>
        {
            var task = InProgress(percent);
            var (worse, better) = (Math.Min(completed, Math.Min(one, other)), Math.Min(completed, Math.Max(one, other)));
            decimal On(DateOnly at, int inTime) => Likelihood.Derive(task, SomeGrounds.For(task, day: at).WithRecord(completed, inTime)).Value;
            return On(day, worse) <= On(day, better) && On(day.AddDays(later), worse) <= On(day, worse);
        });

    [Fact]
    public void Lateness_makes_it_less_likely_unless_the_result_is_handed_in() => AnyState.Sample(state =>
    {
        var (late, timely) = (Derive(Task(state, late: true)).Value, Derive(Task(state, late: false)).Value);
        return Task(state, late: true).FellOverdue ? late < timely : late == timely;
    });

    /// <summary>Due on Friday 15 November; ten days are needed for all of the work, seven for seven tenths of it.</summary>
    [Theory]
    [InlineData("2024-11-04", 0, 0.5, "likelihood-time", "10;10")]
    [InlineData("2024-11-05", 0, 0.48, "likelihood-little-time", "9;10;0,96")]
    [InlineData("2024-11-12", 0, 0.38, "likelihood-little-time", "4;10;0,76")]
    [InlineData("2024-11-12", 60, 0.71, "likelihood-time", "4;4")]
    [InlineData("2024-11-15", 0, 0.32, "likelihood-little-time", "1;10;0,64")]
    [InlineData("2024-11-16", 0, 0.3, "likelihood-little-time", "0;10;0,6")]
    [InlineData("2024-11-30", 100, 0.85, "likelihood-time", "0;0")]
    public void Too_little_time_takes_a_part_of_it_day_by_day(string day, int percent, double likelihood, string step, string facts)
    {
        var task = InProgress(percent);

        var derived = Likelihood.Derive(task, SomeGrounds.For(task, day: Calendars.Day(day)));

        Assert.Equal((decimal)likelihood, derived.Value);
        Assert.Equal((step, facts), (derived.Because[1].Code, string.Join(';', derived.Because[1].Facts)));
    }

    [Theory]
    [InlineData(0, 0, 0.5, "likelihood-no-record", "")]
    [InlineData(10, 10, 0.53, "likelihood-record", "10;10;1,0556")]
    [InlineData(10, 0, 0.25, "likelihood-record", "0;10;0,5")]
    [InlineData(10, 9, 0.5, "likelihood-record", "9;10;1")]
    [InlineData(1, 1, 0.51, "likelihood-record", "1;1;1,0101")]
    public void The_record_of_the_unit_is_mixed_with_that_of_a_usual_one(int completed, int inTime, double likelihood, string step, string facts)
    {
        var task = ATask.In(RemediationTaskState.Accepted);

        var derived = Likelihood.Derive(task, SomeGrounds.For(task).WithRecord(completed, inTime));

        Assert.Equal((decimal)likelihood, derived.Value);
        Assert.Equal((step, facts), (derived.Because[^1].Code, string.Join(';', derived.Because[^1].Facts)));
    }

    [Fact]
    public void What_is_not_handed_in_is_never_likelier_than_what_is()
    {
        var task = InProgress(100);

        var derived = Likelihood.Derive(task, SomeGrounds.For(task).WithRecord(90, 90));

        Assert.Equal(0.9m, derived.Value);
        Assert.Equal(["likelihood-InProgress", "likelihood-time", "likelihood-record", "likelihood-at-most"], derived.Because.Select(step => step.Code));
        Assert.Equal(["90"], derived.Because[^1].Facts);
        Assert.Equal(["85", "100"], derived.Because[0].Facts);
    }

    [Fact]
    public void Once_handed_in_time_and_record_are_over()
    {
        var task = ATask.In(RemediationTaskState.Submitted);

        Assert.Equal(0.9m, Likelihood.Derive(task, SomeGrounds.For(task, day: Calendars.Day("2024-12-20")).WithRecord(10, 0)).Value);
        Assert.Single(Likelihood.Derive(task, SomeGrounds.For(task).WithRecord(10, 0)).Because);
    }

    [Fact]
    public void What_is_only_to_be_kept_up_needs_no_days()
    {
        var task = ATask.In(RemediationTaskState.Accepted, TaskKind.Sustained);

        Assert.Equal(0.5m, Likelihood.Derive(task, SomeGrounds.For(task, day: ATask.DueOn)).Value);
    }

    [Fact]
    public void What_is_overdue_says_so()
    {
        var derived = Derive(Task(RemediationTaskState.Accepted, late: true));

        Assert.Equal(0.3m, derived.Value);
        Assert.Equal(("likelihood-overdue", "0,6"), (derived.Because[1].Code, derived.Because[1].Facts[0]));
    }

    [Fact]
    public void An_indicator_is_as_far_as_its_figures_against_its_target()
    {
        var task = ATask.In(RemediationTaskState.Accepted, TaskKind.Indicator);
        task.ReportProgress(99, 23, 46, null, ATask.Head, ATask.Now);

        Assert.Equal(0.5m, Likelihood.ProgressOf(task));
        Assert.Equal(0.68m, Derive(task).Value);
    }

    [Fact]
    public void Any_other_task_is_as_far_as_its_percentage()
    {
        var task = ATask.In(RemediationTaskState.Accepted);
        Assert.Equal(0, Likelihood.ProgressOf(task));

        ATask.Report(task);

        Assert.Equal(0.6m, Likelihood.ProgressOf(task));
        Assert.Equal(0.71m, Derive(task).Value);
    }

    private static DerivedLikelihood Derive(RemediationTask task) => Likelihood.Derive(task, SomeGrounds.For(task));

    private static RemediationTask InProgress(int percent)
    {
        var task = ATask.In(RemediationTaskState.Accepted);
        task.ReportProgress(percent, null, null, null, ATask.Head, ATask.Now);
        return task;
    }

    private static RemediationTask Task(RemediationTaskState state, bool late)
    {
        var task = ATask.In(state);
        if (late)
        {
            task.Reach(Workflow.Domain.Deadlines.Rung.Overdue(1), task.DeadlineVersion, Workflow.Domain.Deadlines.DeadlinePolicy.Standard, ATask.Now);
        }

        return task;
    }
}
