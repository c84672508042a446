using Workflow.Domain.Organization;

namespace Workflow.Domain.Analyses;

/// <summary>One thing a person did to a reading, with what stood before it: the last one can be taken back, then the one before.</summary>
public sealed class ReviewAct
{
    private ReviewAct()
    {
    }

    public required ReviewActId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required AnalysisId AnalysisId { get; init; }

    /// <summary>Later acts have higher numbers.</summary>
    public required int Number { get; init; }

    public required ReviewActKind Kind { get; init; }

    /// <summary>The rows it was about, or the one passage or cause.</summary>
    public required List<int> About { get; init; }

    public StateBefore Before { get; private set; } = StateBefore.Nothing;

    public required PersonId By { get; init; }

    public required DateTimeOffset At { get; init; }

    public PersonId? UndoneBy { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    internal static ReviewAct Of(AnalysisReport analysis, ReviewActKind kind, IEnumerable<int> about, StateBefore before, Actor actor, DateTimeOffset now) => new()
    {
        Id = ReviewActId.New(),
        AgencyId = analysis.AgencyId,
        AnalysisId = analysis.Id,
        Number = analysis.Changes,
        Kind = kind,
        About = [.. about],
        Before = before,
        By = actor.PersonId,
        At = now,
    };

    /// <summary>A row came with this act, and goes when it is undone.</summary>
    internal void Makes(Deduction row) => Before = Before with { Made = [.. Before.Made, row.Ordinal] };

    internal void TakeBack(PersonId by, DateTimeOffset at)
    {
        UndoneBy = by;
        UndoneAt = at;
    }
}

public enum ReviewActKind
{
    Accepted,
    Corrected,
    Added,
    Merged,
    Split,
    Removed,
    PassageDismissed,
    RootCauseDecided,
}

/// <summary>What an act found: the rows it changed, the rows that were not there yet, the decisions where it changed those.</summary>
public sealed record StateBefore(IReadOnlyList<RowState> Rows, IReadOnlyList<int> Made, ReviewDecisions? Decisions)
{
    internal static StateBefore Nothing { get; } = new([], [], null);
}

/// <summary>Everything of a row that an act can change.</summary>
public sealed record RowState(
    int Ordinal,
    int Field,
    string? Criterion,
    decimal Points,
    string Reason,
    IReadOnlyList<string> Units,
    PersonId? CorrectedBy,
    DateTimeOffset? CorrectedAt,
    PersonId? AcceptedBy,
    DateTimeOffset? AcceptedAt,
    Removal? Removal,
    PersonId? RemovedBy,
    DateTimeOffset? RemovedAt);

/// <summary>What people have decided about passages that could not be read, and about causes that were proposed.</summary>
public sealed record ReviewDecisions(IReadOnlyList<PassageDecision> Passages, IReadOnlyList<RootCauseDecision> RootCauses)
{
    internal static ReviewDecisions None { get; } = new([], []);
}

/// <param name="Passage">The ordinal of the passage.</param>
/// <param name="Row">The deduction that was made of it; null where it is none.</param>
public sealed record PassageDecision(int Passage, int? Row, string? Reason, PersonId By, DateTimeOffset At);

/// <param name="Number">The place of the cause among those read, from 1.</param>
public sealed record RootCauseDecision(int Number, bool Confirmed, PersonId By, DateTimeOffset At);
