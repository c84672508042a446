namespace Workflow.Domain.Scoring;

/// <summary>
/// By the band the share a/b falls in: each band from its least share upward gives fixed points, or the maximum × a/b; below the
/// lowest there are none.
/// </summary>
/// <param name="Tiers">The highest first.</param>
public sealed record TiersTerms(IReadOnlyList<Tier> Tiers) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Tiers;

    public override IReadOnlyList<Said> InWords(decimal max) =>
    [
        .. Tiers.Select(tier => tier.Points is { } points ? Said.Of("tier", tier.From * 100, points) : Said.Of("tier-formula", tier.From * 100, max)),
        Said.Of("tier-below", Tiers.Count == 0 ? 0m : Tiers[^1].From * 100),
    ];

    public override IReadOnlyList<Rule> Faults(decimal max)
    {
        var inOrder = Tiers.Count > 0
            && Tiers.All(tier => tier.From is >= 0 and <= 1 && tier.Points is null or >= 0 && (tier.Points ?? 0) <= max)
            && Tiers.Zip(Tiers.Skip(1), (higher, lower) => higher.From > lower.From && LeastOf(higher, max) >= MostOf(lower, higher.From, max)).All(falls => falls);
        return inOrder ? base.Faults(max) : [.. base.Faults(max), ScoringTermsRules.TiersFallFromTheTop];
    }

    /// <summary>How much larger a has to be, as a whole number, to reach a better band, and the points it gives then; null in the highest.</summary>
    public (decimal Lacking, decimal Points)? ToNextTier(decimal max, decimal part, decimal whole)
    {
        if (Tiers.LastOrDefault(tier => part < tier.From * whole) is not { } better)
        {
            return null;
        }

        // Of few, one more may pass more than one band.
        var reached = Math.Ceiling(better.From * whole);
        return (reached - part, Score(max, new Observation { Part = reached, Whole = whole }).Points);
    }

    private protected override Scored? Judge(decimal max, Observation seen)
    {
        if (seen is not { Part: { } part, Whole: { } whole })
        {
            return null;
        }

        if (whole <= 0)
        {
            return Within(0, max, Said.Of("ratio-of-nothing"));
        }

        // Held against the share multiplied out: a division would round a share that is exactly on the edge of a band.
        var tier = Tiers.FirstOrDefault(tier => part >= tier.From * whole);
        var percent = Math.Round(part / whole * 100, 2, MidpointRounding.AwayFromZero);
        return tier is null ? Within(0, max, Said.Of("tier-none", part, whole, percent))
            : tier.Points is { } points ? Within(points, max, Said.Of("tier-reached", part, whole, percent, tier.From * 100, points))
            : Within(max * part / whole, max, Said.Of("tier-formula-reckoned", part, whole, percent, tier.From * 100, max));
    }

    private static decimal LeastOf(Tier tier, decimal max) => tier.Points ?? (max * tier.From);

    /// <summary>The most a band gives below the band above it.</summary>
    private static decimal MostOf(Tier tier, decimal below, decimal max) => tier.Points ?? (max * below);
}

/// <summary>From this share on, between 0 and 1, these points; null points take the maximum × the share.</summary>
public sealed record Tier(decimal From, decimal? Points);
