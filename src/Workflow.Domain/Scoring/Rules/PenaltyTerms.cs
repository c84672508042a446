namespace Workflow.Domain.Scoring;

/// <summary>
/// The maximum less what events cost: so much for each event of a grade, or once however many there are, never more than the
/// cap in all and never below no points.
/// </summary>
/// <param name="Grades">What an event of each grade costs, like a warning and a dismissal.</param>
/// <param name="Once">Events of a grade cost once, however many there are.</param>
/// <param name="Cap">The most they cost together; null is the maximum.</param>
public sealed record PenaltyTerms(IReadOnlyList<PenaltyGrade> Grades, bool Once = false, decimal? Cap = null) : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Penalty;

    public override IReadOnlyList<Said> InWords(decimal max) =>
    [
        Said.Of("penalty", max),
        .. Grades.Select(grade => Said.Of(Once ? "penalty-once" : "penalty-each", grade.Name, grade.Points)),
        .. Cap is { } cap && cap < max ? [Said.Of("penalty-cap", cap)] : Array.Empty<Said>(),
    ];

    public override IReadOnlyList<Rule> Faults(decimal max) =>
        Grades.Count > 0 && Grades.All(grade => grade.Points > 0) && Cap is null or > 0
            ? base.Faults(max)
            : [.. base.Faults(max), ScoringTermsRules.PenaltiesArePositive];

    private protected override Scored? Judge(decimal max, Observation seen)
    {
        if (seen.Events is not { } events)
        {
            return null;
        }

        var costs = Grades.Select((grade, at) => (Grade: grade, Count: at < events.Count ? Math.Max(0, events[at]) : 0)).Where(cost => cost.Count > 0).ToList();
        var sum = costs.Sum(cost => cost.Grade.Points * (Once ? 1 : cost.Count));
        var most = Math.Min(Cap ?? max, max);
        return costs.Count == 0
            ? Within(max, max, Said.Of("penalty-none", max))
            : Within(max - Math.Min(sum, most), max,
            [
                .. costs.Select(cost => Said.Of("penalty-counted", cost.Grade.Name, cost.Count, cost.Grade.Points * (Once ? 1 : cost.Count))),
                .. sum > most ? [Said.Of("penalty-capped", sum, most)] : Array.Empty<Said>(),
            ]);
    }
}

public sealed record PenaltyGrade(string Name, decimal Points);
