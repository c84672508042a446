using System.Text.Json.Serialization;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>A unit by its name.</summary>
public sealed record UnitRef(Guid Id, string Name);

/// <summary>A deduction that a task wins back, and the share of its points.</summary>
public sealed record DeductionRef(int Ordinal, string? Criterion, int Field, decimal Points);

/// <summary>A task as lists show it.</summary>
/// <param name="Left">How far off the last good day is; null where nothing is awaited.</param>
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
    [property: JsonIgnore] DaysLeft? Left,
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
    int IncidentCount)
{
    /// <summary>Working days until the last good day; negative after it; null where nothing is awaited.</summary>
    public int? WorkingDaysLeft => Left?.WorkingDays;

    /// <summary>The day not announced yet on which it hangs which day is worked last.</summary>
    public DateOnly? RestsOnUnannounced => Left?.RestsOn?.On;
}

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
    public const string AskForExtension = "extension";
    public const string DecideExtension = "decision";
    public const string Redate = "redate";
    public const string Suspend = "suspend";
    public const string Resume = "resume";
    public const string AskToExplain = "question";
    public const string Explain = "explanation";
}

/// <summary>What the clock does next with a task: <c>acceptance</c>, <c>reminder</c> or <c>overdue</c>.</summary>
public sealed record NextStep(string Kind, DateTimeOffset At);

/// <summary>A step the clock has still to take: the rung as it is written in the ledger, and when.</summary>
public sealed record UpcomingStep(string Rung, DateTimeOffset At);

/// <summary>A deadline the task has, or has had, and the kind of the event that set it.</summary>
public sealed record DeadlineItem(int Version, DateOnly? DueOn, DueKind DueKind, string Because, string? Reason, string? By, DateTimeOffset At);

/// <summary>A request for more time.</summary>
/// <param name="Granted">Null while it is not decided.</param>
/// <param name="Pending">It waits for a decision. One that is neither pending nor decided has lapsed with its task.</param>
/// <param name="Effect">What the decision means for the expected score; told to whoever may decide, while it is pending.</param>
public sealed record ExtensionItem(
    Guid Id, Guid TaskId, DateOnly DueOn, DateOnly NewDueOn, string Reason, string RequestedBy, DateTimeOffset RequestedAt,
    bool Pending, bool? Granted, string? DecisionReason, string? DecidedBy, DateTimeOffset? DecidedAt, ExtensionEffect? Effect);

/// <summary>The expected score of the plan if more time is given, and if it is refused and the deadline passes.</summary>
public sealed record ExtensionEffect(decimal ExpectedIfGranted, decimal ExpectedIfLate)
{
    public decimal Difference => ExpectedIfGranted - ExpectedIfLate;
}

/// <summary>Why the clock stands still, and since when.</summary>
public sealed record SuspensionNote(DateOnly Since, string Reason, string Basis);

/// <summary>An explanation that was asked for, and its answer.</summary>
/// <param name="AskedBy">Null where the reminders that were in vain asked.</param>
public sealed record ExplanationItem(
    Guid Id, string? Question, DateOnly DueOn, string? AskedBy, DateTimeOffset AskedAt, string? Answer, string? AnsweredBy, DateTimeOffset? AnsweredAt);

/// <summary>How the deadline of a task came about and what is asked about it.</summary>
public sealed record DeadlineStory(
    IReadOnlyList<DeadlineItem> Versions, IReadOnlyList<ExtensionItem> Extensions, SuspensionNote? Suspension, IReadOnlyList<ExplanationItem> Explanations,
    DateOnly? ExplainBy, IReadOnlyList<UpcomingStep> Upcoming);

/// <summary>A piece of evidence as it is listed.</summary>
public sealed record EvidenceRef(Guid Id, string Title, string FileName, string MediaType, long Size, string Sha256, string AttachedBy, DateTimeOffset AttachedAt)
{
    /// <summary>One that has just been attached: by whom, its sender knows.</summary>
    internal static EvidenceRef Of(EvidenceItem item) => new(item.Id.Value, item.Title, item.FileName, item.MediaType, item.Size, item.Sha256, "", item.AttachedAt);
}

/// <summary>Why points were lost, in the words of the report, and which units were suggested for it and why.</summary>
public sealed record TaskReason(
    int Ordinal, int Field, string FieldName, string? Criterion, string? CriterionName, decimal Deducted, decimal Share, string Reason,
    IReadOnlyList<UnitSuggestion> Suggestions);

/// <summary>What a unit said when it sent the task back, or the coordinator when returning or cancelling it.</summary>
public sealed record StateNote(string? Reason, UnitRef? ProposedUnit, DateOnly? ProposedDueOn);
