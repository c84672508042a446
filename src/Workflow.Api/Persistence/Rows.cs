using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Persistence;

/// <summary>A day of an agency's calendar that its weekday does not tell.</summary>
internal sealed class CalendarDayRow
{
    public required AgencyId AgencyId { get; init; }

    public required DateOnly OnDay { get; init; }

    public required CalendarDayKind Kind { get; set; }

    public required string Name { get; set; }

    public required bool Announced { get; set; }
}

/// <summary>The bytes of a piece of evidence, apart from its description.</summary>
internal sealed class EvidenceContent
{
    public required EvidenceId EvidenceId { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>When a step of the deadline of a task or a report comes; derived, and fired once.</summary>
internal sealed class TimerRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public RemediationTaskId? TaskId { get; init; }

    public ReportOccurrenceId? OccurrenceId { get; init; }

    public required int DeadlineVersion { get; init; }

    public required string Rung { get; init; }

    public required DateTimeOffset FireAt { get; set; }

    public DateTimeOffset? FiredAt { get; set; }

    /// <summary>The one of the two that is there.</summary>
    public Guid SubjectId => TaskId?.Value ?? OccurrenceId!.Value.Value;

    public static TimerRow Of(IReminded thing, LadderStep step) => new()
    {
        Id = Guid.CreateVersion7(),
        AgencyId = thing.AgencyId,
        TaskId = (thing as RemediationTask)?.Id,
        OccurrenceId = (thing as ReportOccurrence)?.Id,
        DeadlineVersion = thing.DeadlineVersion,
        Rung = step.Rung.ToString(),
        FireAt = step.FireAt,
    };
}

/// <summary>A reminder a person is owed, and what became of it.</summary>
internal sealed class ReminderRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public RemediationTaskId? TaskId { get; init; }

    public ReportOccurrenceId? OccurrenceId { get; init; }

    public required int DeadlineVersion { get; init; }

    public required string Rung { get; init; }

    public required PersonId RecipientId { get; init; }

    public required string State { get; set; }

    public required DateTimeOffset PlannedFor { get; init; }

    public required DateTimeOffset NotBefore { get; set; }

    public Guid? MailId { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The one of the two that is there.</summary>
    public Guid SubjectId => TaskId?.Value ?? OccurrenceId!.Value.Value;
}

/// <summary>A mail to one person, written when it was due and sent by a job.</summary>
internal sealed class MailRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required PersonId RecipientId { get; init; }

    public required string Kind { get; init; }

    public DateOnly? DigestOn { get; init; }

    public required string ToName { get; init; }

    public required string ToAddress { get; init; }

    public required string Subject { get; init; }

    public required string TextBody { get; init; }

    public required string HtmlBody { get; init; }

    public required string MessageId { get; init; }

    public string State { get; set; } = "queued";

    public required DateTimeOffset PlannedFor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempt { get; set; }

    public int Fence { get; set; }

    public int Ambiguous { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? Reply { get; set; }
}

/// <summary>What a plan wins back of one deduction.</summary>
internal sealed class ProjectionRow
{
    public required AgencyId AgencyId { get; init; }

    public required PlanId PlanId { get; init; }

    public required DeductionId DeductionId { get; init; }

    public required int Ordinal { get; init; }

    public required int Field { get; init; }

    public string? Criterion { get; init; }

    public required decimal Deducted { get; init; }

    public decimal Secured { get; set; }

    public decimal Expected { get; set; }

    public decimal Ceiling { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What a task had at stake in a deduction from a moment on; never changed.</summary>
internal sealed class StakeRow
{
    /// <summary>In the order of writing; the database gives it.</summary>
    public long Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required PlanId PlanId { get; init; }

    public required DeductionId DeductionId { get; init; }

    public required RemediationTaskId TaskId { get; init; }

    public required decimal Points { get; init; }

    public required decimal Forgone { get; init; }

    public required decimal Reported { get; init; }

    public required decimal Likelihood { get; init; }

    public required bool Verified { get; init; }

    public required string Because { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public Stake ToStake() => new(Points, Likelihood, Verified, Forgone, Reported);
}

/// <summary>How many tasks a unit has completed up to the end of a day, and how many of them in time.</summary>
internal sealed class UnitRecordRow
{
    public required AgencyId AgencyId { get; init; }

    public required UnitId UnitId { get; init; }

    public required DateOnly OnDay { get; init; }

    public required int Completed { get; init; }

    public required int InTime { get; init; }
}

/// <summary>The day the rows of a plan are reckoned for, and what working them all out anew found.</summary>
internal sealed class ReckoningRow
{
    public required PlanId PlanId { get; init; }

    public required AgencyId AgencyId { get; init; }

    /// <summary>Null while they are from an earlier calculator.</summary>
    public DateOnly? ReckonedOn { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Rows that differed; 0 is as it should be.</summary>
    public int? Drifted { get; set; }
}

/// <summary>The totals of a plan when a day closed; never changed.</summary>
internal sealed class SnapshotRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required PlanId PlanId { get; init; }

    public required DateOnly OnDay { get; init; }

    public required decimal Secured { get; init; }

    public required decimal Expected { get; init; }

    public required decimal Ceiling { get; init; }

    public decimal? Probability { get; init; }

    public required DateTimeOffset TakenAt { get; init; }
}

/// <summary>Who did what to which thing, and when; the facts are worded when shown.</summary>
internal sealed class ActivityEntry
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string SubjectKind { get; init; }

    public required Guid SubjectId { get; init; }

    public PlanId? PlanId { get; init; }

    public required string Kind { get; init; }

    public PersonId? PersonId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>A JSON object of texts.</summary>
    public string Facts { get; init; } = "{}";
}

/// <summary>The one row about the engine itself.</summary>
internal sealed class EngineRow
{
    public required bool OnlyOne { get; init; }

    /// <summary>How far the test clock is ahead of the wall's.</summary>
    public TimeSpan ClockOffset { get; set; }

    public DateTimeOffset? LastSweepAt { get; set; }
}
