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
