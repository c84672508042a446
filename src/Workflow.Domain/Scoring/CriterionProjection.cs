namespace Workflow.Domain.Scoring;

/// <summary>
/// A task's stake in a deduction: its share of the points, how likely they come back, whether what comes back is secured, what is
/// known by then not to come back, and what the figures reported so far bring, which nobody has verified yet.
/// </summary>
public readonly record struct Stake(decimal Points, decimal Likelihood, bool Verified, decimal Forgone = 0, decimal Reported = 0)
{
    /// <summary>What comes back at most.</summary>
    public decimal Open => Points - Forgone;

    /// <summary>What reported figures bring counts in full; the rest as likely as it comes back.</summary>
    public decimal Expected => Reported + ((Open - Reported) * Likelihood);
}

/// <summary>Points won back out of one deduction: for certain, expected, at most.</summary>
public readonly record struct CriterionProjection(decimal Secured, decimal Expected, decimal Ceiling)
{
    /// <summary>
    /// Nothing is secured before it is verified; the ceiling takes every share as won that is not forgone. A deduction is never
    /// won back more than once, whatever tasks share it.
    /// </summary>
    public static CriterionProjection Of(decimal deducted, IReadOnlyCollection<Stake> stakes)
    {
        var ceiling = Math.Max(0, deducted - stakes.Sum(stake => stake.Forgone));
        return new(
            Points.Round(Math.Min(ceiling, stakes.Where(stake => stake.Verified).Sum(stake => stake.Open))),
            Points.Round(Math.Min(ceiling, stakes.Sum(stake => stake.Expected))),
            ceiling);
    }
}
