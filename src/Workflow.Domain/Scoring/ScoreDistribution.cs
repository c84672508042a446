namespace Workflow.Domain.Scoring;

/// <summary>The exact distribution of the points that come back, on a grid of 0.0001 points, tasks taken as independent.</summary>
public static class ScoreDistribution
{
    private const decimal Grid = 10_000m;

    /// <summary>The probability that the points won back reach <paramref name="needed"/>, to 4 decimals.</summary>
    public static decimal ProbabilityOfReaching(decimal needed, IReadOnlyCollection<Stake> stakes)
    {
        var steps = stakes.Select(stake => (Size: (int)Math.Round(stake.Points * Grid), Chance: (double)stake.Likelihood))
            .Where(step => step.Size > 0)
            .ToList();
        var reach = new double[steps.Sum(step => step.Size) + 1];
        reach[0] = 1;
        var top = 0;
        foreach (var (size, chance) in steps)
        {
            for (var at = top; at >= 0; at--)
            {
                reach[at + size] += reach[at] * chance;
                reach[at] *= 1 - chance;
            }

            top += size;
        }

        var from = Math.Max(0, (int)Math.Ceiling(needed * Grid));
        var probability = from > top ? 0 : reach.AsSpan(from, top - from + 1).ToArray().Sum();
        return Points.Round((decimal)Math.Clamp(probability, 0, 1));
    }
}
