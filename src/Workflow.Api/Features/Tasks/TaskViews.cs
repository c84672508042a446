using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>A unit by its name.</summary>
public sealed record UnitRef(Guid Id, string Name);

/// <summary>A deduction that a task wins back, and the share of its points.</summary>
public sealed record DeductionRef(int Ordinal, string? Criterion, int Field, decimal Points);

/// <summary>A task as lists show it.</summary>
/// <param name="WorkingDaysLeft">Working days until the last good day; negative after it; null where nothing is awaited.</param>
/// <param name="Likelihood">Between 0 and 1: how likely its points come back.</param>
/// <param name="Figure">This year's figure of what has to grow.</param>
/// <param name="BaseFigure">The base year's.</param>
/// <param name="IncidentCount">Incidents that count, of what must not happen again.</param>
public sealed record TaskItem(
    Guid Id,
    uint Version,
    Guid PlanId,
    int Number,
    string Title,
    TaskKind Kind,
    RemediationTaskState State,
    Timeliness Timeliness,
    int? WorkingDaysLeft,
    UnitRef? LeadUnit,
    IReadOnlyList<UnitRef> CoordinatingUnits,
    DateOnly? DueOn,
    DueKind DueKind,
    DateOnly? OriginalDueOn,
    int? Percent,
    decimal? Numerator,
    decimal? Denominator,
    decimal? Target,
    decimal Points,
    decimal Likelihood,
    IReadOnlyList<DeductionRef> Deductions,
    decimal? Figure,
    decimal? BaseFigure,
    int IncidentCount);

/// <summary>What was not to happen again and has happened, and whether it was withdrawn.</summary>
public sealed record IncidentView(
    Guid Id, DateOnly HappenedOn, string Note, string RecordedBy, DateTimeOffset RecordedAt, string? WithdrawnReason, DateTimeOffset? WithdrawnAt);

/// <summary>What a person may do with a task now.</summary>
public static class TaskActs
{
    public const string Assign = "assign";
    public const string Accept = "accept";
    public const string Decline = "decline";
    public const string Progress = "progress";
    public const string Evidence = "evidence";
    public const string Submit = "submit";
    public const string Verify = "verify";
    public const string Return = "return";
    public const string Cancel = "cancel";
    public const string Incident = "incident";
}

/// <summary>What the clock does next with a task: <c>acceptance</c>, <c>reminder</c> or <c>overdue</c>.</summary>
public sealed record NextStep(string Kind, DateTimeOffset At);

/// <summary>A piece of evidence as it is listed.</summary>
public sealed record EvidenceRef(Guid Id, string Title, string FileName, string MediaType, long Size, string Sha256, string AttachedBy, DateTimeOffset AttachedAt);

/// <summary>Why points were lost, in the words of the report, and which units were suggested for it and why.</summary>
public sealed record TaskReason(
    int Ordinal, int Field, string FieldName, string? Criterion, string? CriterionName, decimal Deducted, decimal Share, string Reason,
    IReadOnlyList<UnitSuggestion> Suggestions);

/// <summary>What a unit said when it sent the task back, or the coordinator when returning or cancelling it.</summary>
public sealed record StateNote(string? Reason, UnitRef? ProposedUnit, DateOnly? ProposedDueOn);
