using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class GainsTests
{
    [Theory]
    [InlineData(0.5, 0.4, 0.3)]
    [InlineData(1, 1, 0)]
    [InlineData(0.7826, 0.5, 0.3913)]
    public void A_gain_is_what_is_not_expected_yet(decimal points, decimal likelihood, decimal gain) =>
        Assert.Equal(gain, Gains.Of([new Stake(points, likelihood, Verified: false)]));

    [Fact]
    public void The_gains_of_several_deductions_add_up() =>
        Assert.Equal(0.8m, Gains.Of([new Stake(1, 0.5m, Verified: false), new Stake(0.5m, 0.4m, Verified: false)]));

    [Fact]
    public void What_brings_nothing_is_never_taken() => Assert.Equal([1], Gains.Reaching(5, [0, 1, 2], task => task == 1 ? 1m : task == 0 ? 0m : -1m).Taken);

    [Fact]
    public void The_last_that_is_not_needed_goes_first_and_what_then_is_needed_stays()
    {
        // 0,4 and 0,5 could each be spared of 1,3, but not both: the last one taken goes.
        decimal[] gains = [0.4m, 0.5m, 0.4m];

        var reached = Gains.Reaching(0.9m, [0, 1, 2], task => gains[task]);

        Assert.Equal([0, 1], reached.Taken);
        Assert.Equal((0.9m, true), (reached.Brought, reached.Enough));
    }

    [Theory]
    [InlineData(0.8, new[] { 0.3, 0.8 }, new[] { 1 })]
    [InlineData(1.2, new[] { 0.3, 0.8, 0.5 }, new[] { 1, 2 })]
    [InlineData(1, new[] { 0.2, 0.3, 0.4, 0.5 }, new[] { 0, 1, 3 })]
    [InlineData(0.9, new[] { 0.2, 0.2, 0.4, 0.5 }, new[] { 0, 1, 3 })]
    public void Nothing_that_is_taken_could_be_spared(double needed, double[] gains, int[] taken)
    {
        var reached = Gains.Reaching((decimal)needed, Enumerable.Range(0, gains.Length), task => (decimal)gains[task]);

        Assert.Equal(taken, reached.Taken);
        Assert.Equal(taken.Sum(task => (decimal)gains[task]), reached.Brought);
    }

    [Fact]
    public void What_figures_reported_bring_is_expected_already_and_what_is_forgone_does_not_come() =>
        Assert.Equal(0.3m, Gains.Of([new Stake(1, 0.5m, Verified: false, Forgone: 0.2m, Reported: 0.2m)]));

    [Theory]
    [InlineData(0.3, 0, 0.3)]
    [InlineData(0.3, 0.75, 1.2)]
    public void The_less_work_is_left_the_more_it_gains(decimal gain, decimal progress, decimal expected) => Assert.Equal(expected, Gains.PerEffort(gain, progress));

    [Fact]
    public void Where_no_work_is_left_there_is_no_gain_for_it() => Assert.Null(Gains.PerEffort(0.3m, 1));

    [Fact]
    public void Where_no_day_is_left_there_is_no_gain_for_it()
    {
        Assert.Null(Gains.PerDay(0.3m, 0));
        Assert.Null(Gains.PerDay(0.3m, -2));
        Assert.Equal(0.1m, Gains.PerDay(0.3m, 3));
    }

    [Theory]
    [InlineData(0, new int[0], 0, true)]
    [InlineData(0.5, new[] { 0 }, 0.6, true)]
    [InlineData(0.6, new[] { 0 }, 0.6, true)]
    [InlineData(0.61, new[] { 0, 1 }, 0.9, true)]
    [InlineData(2, new[] { 0, 1, 2 }, 1.1, false)]
    public void Tasks_are_taken_in_their_order_until_it_is_enough(decimal needed, int[] taken, decimal brought, bool enough)
    {
        decimal[] gains = [0.6m, 0.3m, 0.2m];

        var reached = Gains.Reaching(needed, Enumerable.Range(0, 3), task => gains[task]);

        Assert.Equal(taken, reached.Taken);
        Assert.Equal(brought, reached.Brought);
        Assert.Equal(enough, reached.Enough);
    }

    [Fact]
    public void Whatever_turns_out_not_to_be_needed_is_left_out()
    {
        // The first stands first because nobody leads it; the last alone is enough.
        decimal[] gains = [0.1m, 0.2m, 0.9m];

        Assert.Equal([2], Gains.Reaching(0.8m, Enumerable.Range(0, 3), task => gains[task]).Taken);
    }
}
