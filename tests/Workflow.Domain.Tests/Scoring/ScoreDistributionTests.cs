using CsCheck;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoreDistributionTests
{
    private static readonly Gen<Stake> AnyStake = Gen.Select(Gen.Int[1, 20_000], Gen.Int[0, 100]).Select((grid, percent) => new Stake(grid / 10_000m, percent / 100m, false));

    [Fact]
    public void It_is_what_adding_up_every_subset_gives() => Gen.Select(AnyStake.Array[0, 10], Gen.Int[-5_000, 150_000]).Sample((stakes, grid) =>
    {
        var needed = grid / 10_000m;
        return Math.Abs(ScoreDistribution.ProbabilityOfReaching(needed, stakes) - BruteForce(needed, stakes)) <= 0.0001m;
    });

    [Fact]
    public void What_is_reached_already_is_certain() => Assert.Equal(1, ScoreDistribution.ProbabilityOfReaching(0, []));

    [Fact]
    public void What_is_beyond_all_tasks_is_impossible() => Assert.Equal(0, ScoreDistribution.ProbabilityOfReaching(0.5001m, [new Stake(0.5m, 1, true)]));

    [Fact]
    public void Exactly_enough_is_enough() => Assert.Equal(0.42m, ScoreDistribution.ProbabilityOfReaching(0.78m, [new Stake(0.5m, 0.6m, false), new Stake(0.28m, 0.7m, false)]));

    private static decimal BruteForce(decimal needed, Stake[] stakes)
    {
        var probability = 0m;
        for (var subset = 0; subset < 1 << stakes.Length; subset++)
        {
            var (points, chance) = (0m, 1m);
            for (var at = 0; at < stakes.Length; at++)
            {
                var won = (subset & (1 << at)) != 0;
                points += won ? stakes[at].Points : 0;
                chance *= won ? stakes[at].Likelihood : 1 - stakes[at].Likelihood;
            }

            probability += points >= needed ? chance : 0;
        }

        return probability;
    }
}
