using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Reports;

/// <summary>A report is owed from now on.</summary>
public sealed record ReportObligationAdded(ReportObligationId ObligationId, AgencyId AgencyId, string Name, string Recipient, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>The deadline, the responsible unit or the day that counts was set anew.</summary>
public sealed record ReportObligationRevised(
    ReportObligationId ObligationId, AgencyId AgencyId, DueDate FormerDue, DueDate Due, UnitId FormerUnitId, UnitId UnitId, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>A report is owed no more for deadlines after a day.</summary>
public sealed record ReportObligationEnded(ReportObligationId ObligationId, AgencyId AgencyId, DateOnly On, string Reason, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>Something that happened to one report of an obligation.</summary>
public abstract record ReportEvent(ReportOccurrenceId OccurrenceId, AgencyId AgencyId, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>A period's report is now waited for.</summary>
public sealed record ReportOpened(ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DueDate Due, DateOnly SendBy, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <summary>The deadline changed, or the way to the recipient was found to be longer or shorter.</summary>
public sealed record ReportRedated(
    ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DueDate FormerDue, DueDate Due, DateOnly FormerSendBy, DateOnly SendBy, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <summary>A change of the calendar moved the working day to send by; the deadline itself stayed.</summary>
/// <param name="Because">The days that changed, as history keeps them.</param>
public sealed record ReportMovedWithCalendar(
    ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DateOnly FormerSendBy, DateOnly SendBy, string Because, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <param name="FormerOn">The day recorded before, where this one puts it right.</param>
/// <param name="Reason">Why it was put right.</param>
public sealed record ReportSigned(
    ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DateOnly On, DateOnly? FormerOn, string? Number, string? Reason, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <param name="FormerOn">The day recorded before, where this one puts it right.</param>
/// <param name="Reason">Why it was put right.</param>
public sealed record ReportSent(
    ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DateOnly On, DateOnly? FormerOn, string? Number, string? Reason, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <param name="FormerOn">The day recorded before, where this one puts it right.</param>
/// <param name="Proof">What shows that the recipient had it on that day.</param>
/// <param name="Reason">Why it was put right.</param>
public sealed record ReportReceived(
    ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DateOnly On, DateOnly? FormerOn, string? Number, string? Proof, string? Reason, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <summary>A file that shows the recipient had it.</summary>
public sealed record ReceiptProved(ReportOccurrenceId OccurrenceId, AgencyId AgencyId, EvidenceId EvidenceId, string Title, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <summary>It is not owed after all.</summary>
public sealed record ReportCancelled(ReportOccurrenceId OccurrenceId, AgencyId AgencyId, string Reason, PersonId? By, DateTimeOffset At)
    : ReportEvent(OccurrenceId, AgencyId, By, At);

/// <summary>The day to send it by passed with nothing sent.</summary>
public sealed record ReportNotSentInTime(ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DateTimeOffset At) : ReportEvent(OccurrenceId, AgencyId, null, At);

/// <summary>So many reminders were in vain: the chairman is told.</summary>
public sealed record ReportEscalated(ReportOccurrenceId OccurrenceId, AgencyId AgencyId, DateTimeOffset At) : ReportEvent(OccurrenceId, AgencyId, null, At);
