namespace Workflow.Domain.Scoring;

/// <summary>A criterion that cost points in one year, as it was projected for the next and as it turned out.</summary>
/// <param name="Deducted">Points lost in the base year.</param>
/// <param name="Again">Points lost in it in the next year; 0 where that report deducts nothing.</param>
public sealed record CriterionResult(int Field, string Code, decimal Deducted, CriterionProjection Projected, decimal Again)
{
    /// <summary>Points that really came back; negative where more was lost than before.</summary>
    public decimal Real => Deducted - Again;

    /// <summary>What came back more, or less, than was expected.</summary>
    public decimal Difference => Real - Projected.Expected;

    /// <summary>The part of the points that came back, between 0 and 1.</summary>
    public decimal CameBack => Deducted == 0 ? 1 : Math.Clamp(Real / Deducted, 0, 1);
}
