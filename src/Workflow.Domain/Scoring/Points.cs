using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>Points are kept to 4 decimals and rounded half up; only a page rounds further.</summary>
public static class Points
{
    public static decimal Round(decimal points) => Math.Round(points, 4, MidpointRounding.AwayFromZero);

    public static decimal Together(IEnumerable<decimal> points) => points.Sum();

    /// <summary>What tasks can bring back together; cancelled ones bring nothing.</summary>
    public static decimal AtStake(IEnumerable<RemediationTask> tasks) =>
        tasks.Where(task => task.State is not RemediationTaskState.Cancelled).Sum(task => task.Points);

    /// <summary>
    /// Shares points by count so that the shares add up to the whole again; the last share takes what rounding leaves.
    /// </summary>
    public static IReadOnlyList<decimal> Share(decimal points, IReadOnlyList<int> counts)
    {
        var total = counts.Sum();
        var shares = counts.Select(count => Round(points * count / total)).ToArray();
        shares[^1] += points - shares.Sum();
        return shares;
    }
}
