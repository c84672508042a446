using CsCheck;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoreDistributionTests
{
    private static readonly Gen<Chance> AnyChance = Gen.Select(Gen.Int[1, 20_000], Gen.Int[0, 100]).Select((grid, percent) => new Chance(grid / 10_000m, percent / 100m));

    private static readonly Gen<Chance[][]> AnyGroups = AnyChance.Array[1, 3].Array[0, 6];

    [Fact]
    public void It_is_what_adding_up_every_outcome_gives() => Gen.Select(AnyGroups, Gen.Int[-5_000, 150_000]).Sample((groups, grid) =>
    {
        var needed = grid / 10_000m;
        var wanted = Outcomes(groups).Where(outcome => outcome.Points >= needed).Sum(outcome => outcome.Chance);
        Assert.InRange(ScoreDistribution.Of(groups).ProbabilityOfReaching(needed) - wanted, -0.0001m, 0.0001m);
    });

    [Fact]
    public void Its_mean_is_the_points_weighed_by_their_likelihoods() => AnyGroups.Sample(groups =>
        Assert.InRange(ScoreDistribution.Of(groups).Mean - groups.SelectMany(group => group).Sum(chance => chance.Points * chance.Likelihood), -0.0001m, 0.0001m));

    [Fact]
    public void A_quantile_is_the_least_outcome_that_is_not_passed_with_its_probability() => Gen.Select(AnyGroups, Gen.Int[1, 99]).Sample((groups, percent) =>
    {
        var probability = percent / 100m;
        var quantile = ScoreDistribution.Of(groups).Quantile(probability);
        var outcomes = Outcomes(groups).ToList();
        Assert.True(outcomes.Where(outcome => outcome.Points <= quantile).Sum(outcome => outcome.Chance) >= probability - 0.0000001m);
        Assert.True(outcomes.Where(outcome => outcome.Points < quantile).Sum(outcome => outcome.Chance) <= probability + 0.0000001m);
    });

    [Fact]
    public void Slices_together_are_everything() => AnyGroups.Sample(groups =>
    {
        var slices = ScoreDistribution.Of(groups).Slices(20);
        Assert.InRange(slices.Count, 1, 20);
        Assert.InRange(slices.Sum(slice => slice.Probability), 0.998m, 1.002m);
        Assert.All(slices.Zip(slices.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
    });

    [Fact]
    public void What_is_reached_already_is_certain() => Assert.Equal(1, ScoreDistribution.Of([]).ProbabilityOfReaching(0));

    [Fact]
    public void What_is_beyond_all_tasks_is_impossible() => Assert.Equal(0, ScoreDistribution.Of([[new Chance(0.5m, 1)]]).ProbabilityOfReaching(0.5001m));

    [Fact]
    public void Exactly_enough_is_enough() =>
        Assert.Equal(0.42m, ScoreDistribution.Of([[new Chance(0.5m, 0.6m)], [new Chance(0.28m, 0.7m)]]).ProbabilityOfReaching(0.78m));

    [Fact]
    public void Stakes_with_a_common_cause_come_back_together()
    {
        var together = ScoreDistribution.Of([[new Chance(2, 0.5m), new Chance(2, 0.5m)]]);
        var apart = ScoreDistribution.Of([[new Chance(2, 0.5m)], [new Chance(2, 0.5m)]]);

        Assert.Equal((0.5m, 0.25m), (together.ProbabilityOfReaching(4), apart.ProbabilityOfReaching(4)));
        Assert.Equal((0.5m, 0.75m), (together.ProbabilityOfReaching(2), apart.ProbabilityOfReaching(2)));
        Assert.Equal((2m, 2m), (together.Mean, apart.Mean));
    }

    [Fact]
    public void A_likelier_stake_of_a_cause_comes_back_with_every_less_likely_one()
    {
        var distribution = ScoreDistribution.Of([[new Chance(1, 0.8m), new Chance(2, 0.3m)]]);

        Assert.Equal((0.8m, 0.3m, 0.3m), (distribution.ProbabilityOfReaching(1), distribution.ProbabilityOfReaching(2), distribution.ProbabilityOfReaching(3)));
    }

    /// <summary>Every combination of the groups' outcomes, with its probability.</summary>
    private static IEnumerable<(decimal Points, decimal Chance)> Outcomes(Chance[][] groups)
    {
        IEnumerable<(decimal Points, decimal Chance)> all = [(0, 1)];
        foreach (var group in groups)
        {
            var ordered = group.OrderByDescending(chance => chance.Likelihood).ToList();
            var own = Enumerable.Range(0, ordered.Count + 1).Select(won => (
                Points: ordered.Take(won).Sum(chance => chance.Points),
                Chance: (won == 0 ? 1 : ordered[won - 1].Likelihood) - (won == ordered.Count ? 0 : ordered[won].Likelihood))).ToList();
            all = all.SelectMany(before => own.Select(outcome => (before.Points + outcome.Points, before.Chance * outcome.Chance))).ToList();
        }

        return all;
    }
}
