namespace Workflow.Domain.Scoring;

/// <summary>By asking people: the points come from the survey and no task closes them.</summary>
public sealed record SurveyTerms : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Survey;

    public override IReadOnlyList<Said> InWords(decimal max) => [Said.Of("survey", max)];

    private protected override Scored? Judge(decimal max, Observation seen) =>
        seen.Given is { } given ? Within(given, max, Said.Of("survey-given", given, max)) : null;
}

/// <summary>By the judgement of whoever appraises.</summary>
public sealed record ManualTerms : ScoringTerms
{
    public override ScoringRuleKind Kind => ScoringRuleKind.Manual;

    public override IReadOnlyList<Said> InWords(decimal max) => [Said.Of("manual", max)];

    private protected override Scored? Judge(decimal max, Observation seen) =>
        seen.Given is { } given ? Within(given, max, Said.Of("manual-given", given, max)) : null;
}
