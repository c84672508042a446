namespace Workflow.Domain.Scoring;

/// <summary>All or nothing: the maximum where the thing asked for is there, otherwise no points.</summary>
public sealed record BinaryTerms : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Binary;

    public override IReadOnlyList<Said> InWords(decimal max) => [Said.Of("binary", max)];

    private protected override Scored? Judge(decimal max, Observation seen) => seen.Met switch
    {
        true => Within(max, max, Said.Of("binary-met", max)),
        false => Within(0, max, Said.Of("binary-missed")),
        null => null,
    };
}
