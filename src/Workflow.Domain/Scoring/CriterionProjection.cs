namespace Workflow.Domain.Scoring;

/// <summary>A task's stake in a deduction: its share of the points, how likely they come back, whether they are back.</summary>
public readonly record struct Stake(decimal Points, decimal Likelihood, bool Verified);

/// <summary>Points won back out of one deduction: for certain, expected, at most.</summary>
public readonly record struct CriterionProjection(decimal Secured, decimal Expected, decimal Ceiling)
{
    /// <summary>
    /// Nothing is secured before it is verified; the ceiling takes every share as won. A deduction is never won back more
    /// than once, whatever tasks share it.
    /// </summary>
    public static CriterionProjection Of(decimal deducted, IReadOnlyCollection<Stake> stakes) => new(
        Points.Round(Math.Min(deducted, stakes.Where(stake => stake.Verified).Sum(stake => stake.Points))),
        Points.Round(Math.Min(deducted, stakes.Sum(stake => stake.Points * stake.Likelihood))),
        deducted);
}
