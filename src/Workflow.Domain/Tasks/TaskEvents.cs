using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Domain.Tasks;

/// <summary>Something that happened to a task.</summary>
public abstract record TaskEvent(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, PersonId? By, DateTimeOffset At) : IDomainEvent
{
    /// <summary>The head in whose place the person acted.</summary>
    public PersonId? OnBehalfOf { get; init; }
}

/// <summary>A unit was made responsible, or made so again; the time to answer begins.</summary>
/// <param name="WithPlan">By the publication of the plan, which tells each unit of all its tasks at once.</param>
public sealed record TaskAssigned(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, UnitId LeadUnitId, UnitId? FormerLeadUnitId, DueDate? Due, bool WithPlan, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The deadline or the coordinating units changed; the lead and the state did not.</summary>
public sealed record TaskRearranged(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, DueDate? FormerDue, DueDate? Due, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The head of the lead unit took the task on.</summary>
public sealed record TaskAccepted(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The head of the lead unit sent the task back, perhaps naming a better unit or day.</summary>
public sealed record TaskDeclined(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, string Reason, UnitId? ProposedUnitId, DateOnly? ProposedDueOn, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

public sealed record TaskProgressReported(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, int? Percent, decimal? Numerator, decimal? Denominator, string? Note, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At)
{
    /// <summary>This year's figure, where one was given.</summary>
    public decimal? Figure { get; init; }

    /// <summary>The base year's.</summary>
    public decimal? BaseFigure { get; init; }
}

public sealed record EvidenceAttached(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, EvidenceId EvidenceId, string Title, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The result was handed in; this is the moment that decides whether it was in time.</summary>
public sealed record TaskSubmitted(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, string? Note, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The coordinator confirmed the result; its points are secured.</summary>
public sealed record TaskVerified(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, string? Note, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The coordinator did not accept the result; it counts as not done.</summary>
public sealed record TaskReturned(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, string Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

public sealed record TaskCancelled(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, string Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>Somebody who was reminded says to have had the reminder; nothing about the task changes.</summary>
public sealed record ReminderAcknowledged(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>What was not to happen again has happened; its points are gone.</summary>
public sealed record IncidentRecorded(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, IncidentId IncidentId, DateOnly On, string Note, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>An incident does not count after all.</summary>
public sealed record IncidentWithdrawn(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, IncidentId IncidentId, DateOnly On, string Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The deadline passed with the work not handed in.</summary>
public sealed record TaskFellOverdue(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, null, At);

/// <summary>The time to answer the assignment passed in silence.</summary>
public sealed record AcceptanceFellOverdue(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, null, At);

/// <summary>So many reminders after the deadline were in vain: the chairman is told, an explanation is asked for.</summary>
public sealed record TaskEscalated(RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, null, At);

/// <summary>The unit asked for more time, before the time was over; the clock runs on until it is decided.</summary>
public sealed record ExtensionRequested(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, ExtensionRequestId RequestId, DateOnly DueOn, DateOnly NewDueOn, string Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>More time was given; a new deadline version begins.</summary>
public sealed record ExtensionGranted(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, ExtensionRequestId RequestId, DueDate FormerDue, DueDate Due, string? Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

public sealed record ExtensionRefused(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, ExtensionRequestId RequestId, string Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The coordinator set another deadline, saying why; the state and the units did not change.</summary>
public sealed record TaskRedated(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, DueDate? FormerDue, DueDate Due, string Reason, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The clock was stopped.</summary>
/// <param name="Basis">What shows that it had to be: a document, a decision.</param>
public sealed record TaskSuspended(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, string Reason, string Basis, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>A file shows why the clock stands still.</summary>
public sealed record SuspensionDocumented(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, EvidenceId EvidenceId, string Title, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The clock runs again; the deadline moved by the working days it stood still.</summary>
public sealed record TaskResumed(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, DueDate? FormerDue, DueDate? Due, int WorkingDays, string? Note, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

/// <summary>The unit has to explain (giải trình): reminders were in vain, or the chairman or the coordinator asked.</summary>
public sealed record ExplanationAsked(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, ExplanationId ExplanationId, DateOnly DueOn, string? Question, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);

public sealed record ExplanationGiven(
    RemediationTaskId TaskId, PlanId PlanId, AgencyId AgencyId, ExplanationId ExplanationId, string Answer, PersonId? By, DateTimeOffset At)
    : TaskEvent(TaskId, PlanId, AgencyId, By, At);
