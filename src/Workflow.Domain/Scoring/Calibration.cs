namespace Workflow.Domain.Scoring;

/// <summary>What was held likely of a stake, and what part of its points came back: between 0 and 1, both.</summary>
public readonly record struct Outcome(decimal Likelihood, decimal CameBack);

/// <summary>Stakes that were held about equally likely.</summary>
/// <param name="Expected">How many were expected to come back: the sum of their likelihoods.</param>
/// <param name="CameBack">How many did, those that came back in part counted in part.</param>
public sealed record LikelihoodBand(decimal From, decimal To, int Stakes, decimal Expected, decimal CameBack)
{
    public decimal MeanLikelihood => Points.Round(Expected / Stakes);

    public decimal Share => Points.Round(CameBack / Stakes);

    /// <summary>What the likelihoods of the band would have had to be multiplied by; null where nothing was expected. A proposal: a person decides.</summary>
    public decimal? Factor => Expected > 0 ? Math.Round(CameBack / Expected, 2, MidpointRounding.AwayFromZero) : null;
}

/// <summary>How good the likelihoods were, held against a year's real result.</summary>
/// <param name="Brier">The mean square of likelihood less outcome (Brier 1950): 0 is foresight, 0.25 a tossed coin; null without outcomes.</param>
public sealed record Calibration(IReadOnlyList<LikelihoodBand> Bands, decimal? Brier)
{
    private const decimal Width = 0.2m;

    /// <summary>Bands a fifth wide, and what was held certain apart from them; those without stakes are left out.</summary>
    public static Calibration Of(IReadOnlyCollection<Outcome> outcomes) => new(
        [
            .. outcomes
                .GroupBy(outcome => outcome.Likelihood >= 1 ? 1m : Math.Floor(outcome.Likelihood / Width) * Width)
                .OrderBy(band => band.Key)
                .Select(band => new LikelihoodBand(
                    band.Key, Math.Min(1, band.Key + Width), band.Count(), band.Sum(outcome => outcome.Likelihood), band.Sum(outcome => outcome.CameBack))),
        ],
        outcomes.Count == 0
            ? null
            : Points.Round(outcomes.Average(outcome => (outcome.Likelihood - outcome.CameBack) * (outcome.Likelihood - outcome.CameBack))));
}
