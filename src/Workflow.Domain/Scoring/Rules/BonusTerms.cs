namespace Workflow.Domain.Scoring;

/// <summary>Points beyond what fields add up to: so much for each thing, up to the maximum of the criterion.</summary>
public sealed record BonusTerms(decimal Each) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Bonus;

    public override IReadOnlyList<Said> InWords(decimal max) => [Said.Of("bonus", Each, max)];

    public override IReadOnlyList<Rule> Faults(decimal max) =>
        Each > 0 && Each <= max ? base.Faults(max) : [.. base.Faults(max), ScoringTermsRules.ABonusIsPositive];

    private protected override Scored? Judge(decimal max, Observation seen) =>
        seen.Events is { } events ? Within(Each * Math.Max(0, events.Sum()), max, Said.Of("bonus-counted", Math.Max(0, events.Sum()), Each, max)) : null;
}
