namespace Workflow.Domain.Scoring;

/// <summary>
/// In proportion: maximum × (a / b) / target, never more than the maximum. The reference report proves it for 7.3.6
/// (10/46 of 1.0 gives 0.2174) and 7.3.7 (1339/2818 of 0.5 gives 0.2376), both with the whole as target.
/// </summary>
/// <param name="Target">The share, between 0 and 1, that earns the maximum.</param>
public sealed record RatioTerms(decimal Target = 1m) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Ratio;

    public override IReadOnlyList<Said> InWords(decimal max) =>
        Target == 1m ? [Said.Of("ratio", max)] : [Said.Of("ratio-target", max, Target * 100)];

    public override IReadOnlyList<Rule> Faults(decimal max) =>
        Target is > 0 and <= 1 ? base.Faults(max) : [.. base.Faults(max), ScoringTermsRules.ATargetIsAShare];

    /// <summary>How much larger a has to be, as a whole number, for the maximum; 0 once it is reached.</summary>
    public decimal LackingForMaximum(decimal part, decimal whole) => Math.Max(0, Math.Ceiling(whole * Target) - part);

    private protected override Scored? Judge(decimal max, Observation seen)
    {
        if (seen is not { Part: { } part, Whole: { } whole })
        {
            return null;
        }

        return whole <= 0
            ? Within(0, max, Said.Of("ratio-of-nothing"))
            : Within(max * part / whole / Target, max, Said.Of(Target == 1m ? "ratio-reckoned" : "ratio-target-reckoned", max, part, whole, Target * 100));
    }
}
