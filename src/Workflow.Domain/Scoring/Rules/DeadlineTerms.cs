namespace Workflow.Domain.Scoring;

/// <summary>
/// By the day something was done: the maximum in time, fewer points in each band of delay, none after the last. Without bands
/// a day late costs everything.
/// </summary>
/// <param name="Bands">Longer delays give fewer points.</param>
public sealed record DeadlineTerms(IReadOnlyList<LateBand> Bands) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Deadline;

    public override IReadOnlyList<Said> InWords(decimal max) =>
    [
        Said.Of("deadline", max),
        .. Bands.Select(band => Said.Of("deadline-band", band.UpToDays, band.Points)),
        Bands.Count == 0 ? Said.Of("deadline-late-nothing") : Said.Of("deadline-later-nothing", Bands[^1].UpToDays),
    ];

    public override IReadOnlyList<Rule> Faults(decimal max)
    {
        var points = Bands.Select(band => band.Points).Prepend(max).ToList();
        var days = Bands.Select(band => band.UpToDays).Prepend(0).ToList();
        var falls = points.Zip(points.Skip(1), (more, less) => more > less && less >= 0).All(falling => falling)
            && days.Zip(days.Skip(1), (shorter, longer) => shorter < longer).All(rising => rising);
        return falls ? base.Faults(max) : [.. base.Faults(max), ScoringTermsRules.BandsFallWithDelay];
    }

    private protected override Scored? Judge(decimal max, Observation seen)
    {
        if (seen.DaysLate is not { } late)
        {
            return null;
        }

        return late <= 0 ? Within(max, max, Said.Of("deadline-in-time", max))
            : Bands.FirstOrDefault(band => late <= band.UpToDays) is { } band ? Within(band.Points, max, Said.Of("deadline-within-band", late, band.Points))
            : Within(0, max, Said.Of("deadline-too-late", late));
    }
}

/// <summary>Up to so many calendar days late, these points.</summary>
public sealed record LateBand(int UpToDays, decimal Points);
