using Workflow.Domain.Organization;

namespace Workflow.Domain.Analyses;

/// <summary>Something that happened to a reading.</summary>
public abstract record AnalysisEvent(AnalysisId AnalysisId, AgencyId AgencyId, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record AnalysisUploaded(AnalysisId AnalysisId, AgencyId AgencyId, string FileName, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record DeductionCorrected(
    AnalysisId AnalysisId, AgencyId AgencyId, int Ordinal, string Before, string After, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record DeductionAccepted(AnalysisId AnalysisId, AgencyId AgencyId, int Ordinal, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record DeductionAdded(AnalysisId AnalysisId, AgencyId AgencyId, int Ordinal, string After, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record DeductionRemoved(
    AnalysisId AnalysisId, AgencyId AgencyId, int Ordinal, string Before, string? Reason, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

/// <param name="Rows">Those merged, as people write them: "3, 4".</param>
public sealed record DeductionsMerged(
    AnalysisId AnalysisId, AgencyId AgencyId, string Rows, int Into, string Before, string After, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

/// <param name="Rows">Those it became.</param>
public sealed record DeductionSplit(
    AnalysisId AnalysisId, AgencyId AgencyId, int Ordinal, string Rows, string Before, string After, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record PassageDismissed(
    AnalysisId AnalysisId, AgencyId AgencyId, int Passage, string Text, string? Reason, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record RootCauseConfirmed(AnalysisId AnalysisId, AgencyId AgencyId, int Number, string Fact, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record RootCauseDismissed(AnalysisId AnalysisId, AgencyId AgencyId, int Number, string Fact, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

/// <param name="Rows">What the act was about: rows, a passage or a cause, by number.</param>
public sealed record ReviewActUndone(
    AnalysisId AnalysisId, AgencyId AgencyId, ReviewActKind Kind, string Rows, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);

public sealed record AnalysisConfirmed(AnalysisId AnalysisId, AgencyId AgencyId, PersonId? By, DateTimeOffset At)
    : AnalysisEvent(AnalysisId, AgencyId, By, At);
