namespace Workflow.Domain.Scoring;

/// <summary>What doing a task would add to the points that are expected.</summary>
public static class Gains
{
    /// <summary>The points a task can still bring that are not expected yet.</summary>
    public static decimal Of(IEnumerable<Stake> stakes) => Points.Round(stakes.Sum(stake => stake.Open - stake.Expected));

    /// <summary>
    /// The gain for the work that is left. Work is measured by the part of the task that is not done yet: 1 is the whole task,
    /// 0.25 its last quarter. Null where nothing is left to do.
    /// </summary>
    /// <param name="progress">The part done, between 0 and 1.</param>
    public static decimal? PerEffort(decimal gain, decimal progress) => progress < 1 ? Points.Round(gain / (1 - progress)) : null;

    /// <summary>The gain for each working day that is left; null where none is.</summary>
    public static decimal? PerDay(decimal gain, int? workingDaysLeft) => workingDaysLeft is > 0 and var days ? Points.Round(gain / days) : null;

    /// <summary>
    /// The tasks that bring so many points: taken in their order until it is enough, then without those that turn out not to
    /// be needed, the last first.
    /// </summary>
    /// <returns>The tasks with what they bring together; whether that is enough.</returns>
    public static (IReadOnlyList<T> Taken, decimal Brought, bool Enough) Reaching<T>(decimal needed, IEnumerable<T> tasks, Func<T, decimal> gain)
    {
        List<T> taken = [];
        var brought = 0m;
        foreach (var task in tasks.Where(task => gain(task) > 0))
        {
            if (brought >= needed)
            {
                break;
            }

            taken.Add(task);
            brought += gain(task);
        }

        foreach (var spare in taken.AsEnumerable().Reverse().Where(task => brought - gain(task) >= needed).ToList())
        {
            if (brought - gain(spare) >= needed)
            {
                taken.Remove(spare);
                brought -= gain(spare);
            }
        }

        return (taken, brought, brought >= needed);
    }
}
