namespace Workflow.Domain.Scoring;

/// <summary>
/// The plan as it was published, as a line through the year: every task brings back its points on the deadline it was first
/// given, and nothing goes wrong. What really happens is held against it.
/// </summary>
public static class FrozenPlan
{
    /// <summary>A task's first deadline in a deduction, and its share of the points; without a deadline it promises nothing.</summary>
    public readonly record struct Promise(decimal Deducted, decimal Points, DateOnly? DueOn);

    /// <param name="deductions">The promises of each deduction apart: none is won back more than once.</param>
    /// <returns>The score after each day on which something was promised, the first day first.</returns>
    public static IReadOnlyList<(DateOnly On, decimal Score)> Steps(decimal baseScore, IEnumerable<IReadOnlyCollection<Promise>> deductions)
    {
        var promised = deductions.ToList();
        var days = promised.SelectMany(deduction => deduction).Select(promise => promise.DueOn).OfType<DateOnly>().Distinct().Order();
        return [.. days.Select(day => (day, baseScore + promised.Sum(deduction => PromisedBy(day, deduction))))];
    }

    private static decimal PromisedBy(DateOnly day, IReadOnlyCollection<Promise> deduction) => deduction.Count == 0
        ? 0
        : CriterionProjection.Of(
            deduction.First().Deducted,
            [.. deduction.Select(promise => new Stake(promise.Points, 1, promise.DueOn <= day))]).Secured;
}
