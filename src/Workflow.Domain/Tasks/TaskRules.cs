namespace Workflow.Domain.Tasks;

/// <summary>What holds for tasks, each rule a sentence.</summary>
public static class TaskRules
{
    public static readonly Rule OnlyTheUnitHeadAnswers = new("task.not-unit-head");
    public static readonly Rule OnlyAnAssignedTaskIsAnswered = new("task.not-assigned");
    public static readonly Rule DecliningNeedsAReason = new("task.decline-reason-missing");
    public static readonly Rule OnlyTheLeadUnitReportsProgress = new("task.not-lead-unit");
    public static readonly Rule OnlyTheUnitsOfATaskAttachEvidence = new("task.not-a-unit-of-it");
    public static readonly Rule OnlyAnAcceptedTaskIsWorkedOn = new("task.not-in-work");
    public static readonly Rule ProgressSaysSomething = new("task.progress-empty");
    public static readonly Rule PercentLiesBetweenZeroAndHundred = new("task.percent-out-of-range");
    public static readonly Rule NumeratorLiesWithinDenominator = new("task.figures-out-of-range");
    public static readonly Rule OnlyTheHeadOfTheLeadUnitSubmits = new("task.submit-not-unit-head");
    public static readonly Rule SubmissionNeedsEvidence = new("task.evidence-missing");
    public static readonly Rule SubmissionNeedsProgress = new("task.progress-missing");
    public static readonly Rule SubmissionNeedsFigures = new("task.figures-missing");
    public static readonly Rule OnlyTheCoordinatorDecides = new("task.not-coordinator");
    public static readonly Rule NobodyVerifiesOwnWork = new("task.own-work");
    public static readonly Rule OnlyASubmittedTaskIsDecided = new("task.not-submitted");
    public static readonly Rule ReturningNeedsAReason = new("task.return-reason-missing");
    public static readonly Rule CancellingNeedsAReason = new("task.cancel-reason-missing");
    public static readonly Rule AnEndedTaskStaysAsItIs = new("task.ended");
    public static readonly Rule ASubmittedTaskIsDecidedFirst = new("task.awaits-verification");
    public static readonly Rule TheLeadDoesNotCoordinateItself = new("task.lead-also-coordinates");
    public static readonly Rule TheDeadlineLiesAhead = new("task.due-in-the-past");
    public static readonly Rule ATaskHasALead = new("task.lead-missing");
    public static readonly Rule ATaskHasADeadline = new("task.due-missing");
    public static readonly Rule FiguresAreNotNegative = new("task.figure-negative");
    public static readonly Rule SubmissionNeedsBothYears = new("task.both-years-missing");
    public static readonly Rule OnlyWhatMustNotRecurHasIncidents = new("task.no-incidents");
    public static readonly Rule AnIncidentHappenedInTheYear = new("task.incident-day-out-of-range");
    public static readonly Rule AnIncidentIsDescribed = new("task.incident-note-missing");
    public static readonly Rule AnIncidentIsWithdrawnOnce = new("task.incident-withdrawn");
    public static readonly Rule WithdrawingNeedsAReason = new("task.withdraw-reason-missing");
    public static readonly Rule TheTitleSaysSomething = new("task.title-missing");
    public static readonly Rule ASuspendedTaskIsResumedFirst = new("task.suspended");
    public static readonly Rule OnlyOpenWorkIsSuspended = new("task.not-suspendable");
    public static readonly Rule SuspendingNeedsAReason = new("task.suspension-reason-missing");
    public static readonly Rule SuspendingNeedsABasis = new("task.suspension-basis-missing");
    public static readonly Rule OnlyASuspendedTaskIsResumed = new("task.not-suspended");
    public static readonly Rule OnlyOpenWorkIsRedated = new("task.not-redatable");
    public static readonly Rule RedatingNeedsAReason = new("task.redate-reason-missing");
    public static readonly Rule RedatingChangesTheDeadline = new("task.redate-unchanged");
}
