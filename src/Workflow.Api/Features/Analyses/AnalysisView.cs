using Workflow.Api.Features.Activity;
using Workflow.Domain.Analyses;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Analyses;

/// <summary>A reading as people and programs see it: the rows that count, and everything that was read or done besides.</summary>
public sealed record AnalysisView(
    Guid Id,
    uint Version,
    AnalysisState State,
    string FileName,
    string? Agency,
    int? PreviousYear,
    int BaseYear,
    int TargetYear,
    IReadOnlyList<YearTotal> Totals,
    IReadOnlyList<FieldReading> Fields,
    IReadOnlyList<DeductionView> Deductions,
    IReadOnlyList<DirectiveReading> Directives,
    IReadOnlyList<DiscrepancyView> Discrepancies,
    IReadOnlyList<string> Units,
    string Text,
    string UploadedBy,
    DateTimeOffset UploadedAt,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    Guid? PlanId)
{
    /// <summary>All fields together.</summary>
    public FieldSums Sums => FieldSums.Of(Fields);

    public required IReadOnlyList<CriterionReading> Criteria { get; init; }

    public required IReadOnlyList<UnreadView> Unread { get; init; }

    public required IReadOnlyList<RootCauseView> RootCauses { get; init; }

    /// <summary>Rows that no longer count, as they last stood.</summary>
    public required IReadOnlyList<RemovedView> Removed { get; init; }

    public required ReviewProgress Progress { get; init; }

    /// <summary>What undoing would take back.</summary>
    public required LastAct? LastAct { get; init; }

    /// <summary>Every unit that rows and directives name or suggest, and whether the agency has it.</summary>
    public required IReadOnlyList<UnitMatch> UnitMatches { get; init; }

    /// <summary>Who did what, the latest first.</summary>
    public required IReadOnlyList<ActivityItem> History { get; init; }
}

/// <param name="Corrected">A person has changed it; <paramref name="Original"/> is what was read.</param>
public sealed record DeductionView(
    int Ordinal,
    int Field,
    string? Criterion,
    decimal Points,
    string? CriterionName,
    string Reason,
    TextSpan Source,
    decimal? Numerator,
    decimal? Denominator,
    decimal? Percent,
    IReadOnlyList<DatedFact> Dates,
    IReadOnlyList<string> Documents,
    IReadOnlyList<string> Units,
    IReadOnlyList<UnitShare> Shares,
    string? SuggestedLead,
    IReadOnlyList<string> SuggestedCoordinating,
    IReadOnlyList<UnitSuggestion> Suggestions,
    IReadOnlyList<DirectiveReference> AnsweredBy,
    bool Corrected,
    OriginalReading? Original)
{
    public required IReadOnlyList<Doubt> Doubts { get; init; }

    public required IReadOnlyList<DocumentReading> Cited { get; init; }

    public required IReadOnlyList<MoneyReading> Money { get; init; }

    public required IReadOnlyList<LateReport> LateReports { get; init; }

    /// <summary>Who has compared it with its source, and when.</summary>
    public required Signature? Accepted { get; init; }

    /// <summary>Who put it there; null where it was read.</summary>
    public required Signature? Added { get; init; }

    /// <summary>The rows it was merged or split from.</summary>
    public required IReadOnlyList<int> MadeOf { get; init; }

    /// <summary>Everywhere it stands in the text: its own source first, then those of the rows merged into it.</summary>
    public required IReadOnlyList<TextSpan> Places { get; init; }

    public bool IsUnsure => Doubts.Count > 0 && Accepted is null;
}

/// <summary>What stood in a row before a person corrected it.</summary>
public sealed record OriginalReading(string? Criterion, decimal Points, string Reason, IReadOnlyList<string> Units, int Field);

public sealed record DiscrepancyView(string Code, int? Field, string Message, TextSpan Source, TextSpan? OtherSource);

/// <param name="Decided">Who has decided about it; null while it is open.</param>
/// <param name="Row">The deduction that was made of it, if any.</param>
public sealed record UnreadView(
    int Ordinal, UnreadKind Kind, int? Field, string Text, TextSpan Source, string Why, string Message, Signature? Decided, int? Row, string? Reason);

/// <param name="Deductions">The rows it concerns, as they stand now.</param>
/// <param name="Confirmed">Null while nobody has decided.</param>
public sealed record RootCauseView(
    int Number, IReadOnlyList<int> Deductions, RootCauseGround Why, string Fact, bool? Confirmed, Signature? Decided);

/// <param name="Into">The rows that came of it.</param>
public sealed record RemovedView(
    int Ordinal, int Field, string? Criterion, decimal Points, string Reason, TextSpan Source, Removal Why, IReadOnlyList<int> Into, Signature Removed);

/// <param name="Unsure">Unsure rows nobody has looked at.</param>
/// <param name="Unread">Passages that could not be read and are undecided.</param>
public sealed record ReviewProgress(int Rows, int Reviewed, int Unsure, int Unread);

/// <param name="About">The rows it was about, or the one passage or cause.</param>
public sealed record LastAct(ReviewActKind Kind, IReadOnlyList<int> About, string By, DateTimeOffset At);

/// <param name="UnitId">The agency's unit of this name; null where it has none.</param>
public sealed record UnitMatch(string Name, Guid? UnitId, string? Unit, UnitStanding Standing);

public sealed record Signature(string By, DateTimeOffset At);
