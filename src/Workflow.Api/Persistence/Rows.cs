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

    public static CalendarDayRow Of(AgencyId agency, CalendarDay day) => new()
    {
        AgencyId = agency,
        OnDay = day.On,
        Kind = day.Kind,
        Name = day.Name,
        Announced = day.Announced,
    };
}

/// <summary>The whole calendar of an agency as it was saved once; never changed.</summary>
internal sealed class CalendarVersionRow
{
    public required AgencyId AgencyId { get; init; }

    /// <summary>Counts from 1, the calendar the agency began with.</summary>
    public required int Number { get; init; }

    public required IReadOnlyList<CalendarDay> Days { get; init; }

    /// <summary>How many days differ from the version before.</summary>
    public required int Changed { get; init; }

    /// <summary>Why, in the words of who saved it.</summary>
    public required string Note { get; init; }

    public PersonId? SavedBy { get; init; }

    public DateTimeOffset? SavedAt { get; init; }
}

/// <summary>The bytes of a piece of evidence, apart from its description.</summary>
internal sealed class EvidenceContent
{
    public required EvidenceId EvidenceId { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>A deadline a task has, or has had: what set it and why; never changed.</summary>
internal sealed class TaskDeadlineRow
{
    public required AgencyId AgencyId { get; init; }

    public required RemediationTaskId TaskId { get; init; }

    public required int Version { get; init; }

    public DateOnly? DueOn { get; init; }

    public required DueKind DueKind { get; init; }

    public required string Because { get; init; }

    public string? Reason { get; init; }

    public PersonId? SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
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

    /// <summary>Not tried again before then: it failed by itself.</summary>
    public DateTimeOffset? AsideUntil { get; set; }

    /// <summary>Why it failed.</summary>
    public string? Trouble { get; set; }

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

    /// <summary>The day a summary is named by; then it is about neither.</summary>
    public DateOnly? SummaryOn { get; init; }

    public required string Rung { get; init; }

    public required PersonId RecipientId { get; init; }

    public required string State { get; set; }

    public required DateTimeOffset PlannedFor { get; init; }

    public required DateTimeOffset NotBefore { get; set; }

    public Guid? MailId { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>How often no digest could be written of it.</summary>
    public int Stumbled { get; set; }

    /// <summary>Why not.</summary>
    public string? Trouble { get; set; }

    /// <summary>When the person said to have had it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>The one of the two that is there; a summary is about neither and stands for itself.</summary>
    public Guid SubjectId => TaskId?.Value ?? OccurrenceId?.Value ?? Id;
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

    public required string Subject { get; set; }

    /// <summary>As it was written: the secrets of its links are added when it leaves, and kept nowhere.</summary>
    public required string TextBody { get; set; }

    public required string HtmlBody { get; set; }

    /// <summary>The deadlines it tells of, as a file for calendars.</summary>
    public string? Calendar { get; set; }

    public required string MessageId { get; init; }

    public string State { get; set; } = "queued";

    /// <summary>The higher, the earlier it leaves when many wait.</summary>
    public short Urgency { get; init; }

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

/// <summary>One time a mail was taken up to be sent; without an outcome, the process that had it died.</summary>
internal sealed class MailAttemptRow
{
    public required Guid MailId { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required int Fence { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Outcome { get; init; }

    public string? Reply { get; init; }
}

/// <summary>What a person was told, on the page; the mail of the same id is its copy.</summary>
internal sealed class NoticeRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required PersonId PersonId { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>A comparison of the timers there were with those there should have been.</summary>
internal sealed class TimerCheckRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string Because { get; init; }

    public required DateOnly OnDay { get; init; }

    public required DateTimeOffset RanAt { get; init; }

    public required int Things { get; init; }

    public required int Missing { get; init; }

    public required int Extra { get; init; }

    public required int Moved { get; init; }

    public required int TookMs { get; init; }

    /// <summary>A JSON array of the first few.</summary>
    public required string Findings { get; init; }
}

/// <summary>What a mail lets its recipient do about one task or one report, once.</summary>
internal sealed class MailLinkRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required Guid MailId { get; init; }

    public RemediationTaskId? TaskId { get; init; }

    public ReportOccurrenceId? OccurrenceId { get; init; }

    public required PersonId RecipientId { get; init; }

    public required string Purpose { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>The hash of a link's secret, made when its mail left; a mail that left twice has two.</summary>
internal sealed class MailLinkTokenRow
{
    public required byte[] Sha256 { get; init; }

    public required Guid LinkId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The hash of the secret under which programs read a person's deadlines.</summary>
internal sealed class CalendarFeedRow
{
    public required Guid Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required PersonId PersonId { get; init; }

    public required byte[] Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
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
