using CsCheck;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Tasks;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData(46, 46, 1)]
    [InlineData(10, 46, 0)]
    [InlineData(28, 46, 0.5)]
    [InlineData(5, 46, 0)]
    public void An_indicator_wins_back_in_proportion_from_where_it_lost(int part, int whole, double share) =>
        Assert.Equal((decimal)share, Recovery.OfIndicator(part, whole, 100, (10, 46)), 10);

    [Theory]
    [InlineData(80, 100, 80, 1)]
    [InlineData(40, 100, 80, 0.5)]
    [InlineData(5, 0, 80, 0)]
    public void Without_the_figures_it_lost_at_it_counts_from_nothing(int part, int whole, int target, double share) =>
        Assert.Equal((decimal)share, Recovery.OfIndicator(part, whole, target, null));

    [Fact]
    public void A_target_below_where_it_lost_is_all_or_nothing()
    {
        Assert.Equal(1, Recovery.OfIndicator(50, 100, 50, (60, 100)));
        Assert.Equal(0, Recovery.OfIndicator(49, 100, 50, (60, 100)));
    }

    [Fact]
    public void What_lost_at_its_very_target_is_all_or_nothing_too()
    {
        Assert.Equal(1, Recovery.OfIndicator(60, 100, 60, (60, 100)));
        Assert.Equal(0, Recovery.OfIndicator(59, 100, 60, (60, 100)));
    }

    [Fact]
    public void Growth_of_an_indicator_that_counts_nothing_yet_brings_nothing() =>
        Assert.Equal(0, Recovery.OfIndicator(0, 0, null, (1, 2), new Deducted(1, new SaidRule(1, new GrowthTerms()))));

    [Theory]
    [InlineData(40, 80, 0.5)]
    [InlineData(80, 80, 1)]
    [InlineData(40, null, 0.4)]
    public void The_part_done_of_an_indicator_goes_by_its_target(int numerator, int? target, double done) =>
        Assert.Equal((decimal)done, Likelihood.Progress(TaskKind.Indicator, null, numerator, 100, target));

    [Fact]
    public void It_lies_between_nothing_and_all_and_more_never_brings_less() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[1, 50], Gen.Int[1, 100], Gen.Int[0, 50]).Sample((one, other, whole, target, lost) =>
        {
            var (less, more) = (Math.Min(one, other), Math.Max(one, other));
            var (low, high) = (Recovery.OfIndicator(less, whole, target, (lost, 50)), Recovery.OfIndicator(more, whole, target, (lost, 50)));
            return low is >= 0 and <= 1 && low <= high;
        });

    [Fact]
    public void A_verified_indicator_forgoes_what_its_figures_do_not_bring()
    {
        var task = ATask.In(RemediationTaskState.Completed, TaskKind.Indicator);
        var share = task.Deductions.First();

        var stake = Recovery.StakeOf(task, share, SomeGrounds.For(task));

        Assert.True(stake.Verified);
        Assert.Equal(Points.Round(share.Points * Recovery.OfIndicator(task.Numerator!.Value, task.Denominator!.Value, task.Target, null)), stake.Open);
    }

    [Fact]
    public void Any_other_verified_task_brings_all_of_its_share()
    {
        var task = ATask.In(RemediationTaskState.Completed);

        Assert.Equal(0, SomeGrounds.StakeOf(task, SomeGrounds.For(task)).Forgone);
    }

    [Fact]
    public void What_is_forgone_lowers_the_ceiling_and_is_never_secured() => Assert.Equal(
        new CriterionProjection(0.3m, 0.4m, 0.8m),
        CriterionProjection.Of(1m, [new Stake(0.5m, 1, true, 0.2m), new Stake(0.5m, 0.2m, false)]));
}
