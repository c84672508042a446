namespace Workflow.Domain.Scoring;

/// <summary>This year's figure against the year before: the maximum above it, so many points for the same, none below.</summary>
/// <param name="Same">Points where both years are equal.</param>
public sealed record GrowthTerms(decimal Same = 0m) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Growth;

    public override IReadOnlyList<Said> InWords(decimal max) => [Said.Of("growth", max, Same)];

    public override IReadOnlyList<Rule> Faults(decimal max) =>
        Same >= 0 && Same <= max ? base.Faults(max) : [.. base.Faults(max), ScoringTermsRules.PointsLieWithinTheMaximum];

    private protected override Scored? Judge(decimal max, Observation seen)
    {
        if (seen is not { ThisYear: { } now, LastYear: { } before })
        {
            return null;
        }

        return now > before ? Within(max, max, Said.Of("growth-above", now, before, max))
            : now == before ? Within(Same, max, Said.Of("growth-same", now, Same))
            : Within(0, max, Said.Of("growth-below", now, before));
    }
}
