using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Domain.Tasks;

/// <summary>The part of a deduction's points that a task can win back.</summary>
public sealed class TaskDeduction
{
    public required DeductionId DeductionId { get; init; }

    public required decimal Points { get; init; }
}

/// <summary>A unit that helps the lead (phối hợp).</summary>
public sealed class CoordinatingUnit
{
    public required UnitId UnitId { get; init; }
}

/// <summary>
/// What a unit has to do so that deducted points come back (nhiệm vụ khắc phục). Draft → Assigned → Accepted | Declined →
/// InProgress → Submitted → Completed | Returned; Suspended from any state in which the unit owes something, and back; Cancelled
/// from any open state.
/// </summary>
public sealed partial class RemediationTask : Aggregate, IReminded
{
    private readonly List<TaskDeduction> deductions = [];
    private readonly List<CoordinatingUnit> coordinatingUnits = [];

    private RemediationTask()
    {
    }

    public required RemediationTaskId Id { get; init; }

    public required PlanId PlanId { get; init; }

    /// <summary>Counts within the plan, from 1: the name people use on the telephone.</summary>
    public required int Number { get; init; }

    public required string Title
    {
        get;
        init
        {
            field = value;
            SearchText = Searchable.Fold(value);
        }
    }

    public string SearchText { get; private set; } = "";

    public required TaskKind Kind { get; init; }

    public RemediationTaskState State { get; private set; } = RemediationTaskState.Draft;

    public UnitId? LeadUnitId { get; private set; }

    public IReadOnlyCollection<CoordinatingUnit> CoordinatingUnits => coordinatingUnits;

    public IReadOnlyCollection<TaskDeduction> Deductions => deductions;

    /// <summary>Points this task can win back.</summary>
    public decimal Points { get; private init; }

    public DateOnly? DueOn { get; private set; }

    public DueKind DueKind { get; private set; }

    /// <summary>The last day on which handing in is in time; follows from the deadline.</summary>
    public DateOnly? LastGoodDay { get; private set; }

    public DateOnly? OriginalDueOn { get; private set; }

    /// <summary>Counts every change of the deadline or of the assignment; timers and reminders name the one they belong to.</summary>
    public int DeadlineVersion { get; private set; } = 1;

    public PersonId? AssignedBy { get; private set; }

    public DateTimeOffset? AssignedAt { get; private set; }

    public int? Percent { get; private set; }

    public decimal? Numerator { get; private set; }

    public decimal? Denominator { get; private set; }

    /// <summary>The ratio, in percent, that brings back all points of an indicator.</summary>
    public decimal? Target { get; init; }

    /// <summary>The figures of the base year at which an indicator lost its points; null where the report gives none.</summary>
    public decimal? BaseNumerator { get; private init; }

    public decimal? BaseDenominator { get; private init; }

    /// <summary>The standing duty of the plan before that this one goes on with.</summary>
    public RemediationTaskId? CarriedFromId { get; private init; }

    /// <summary>This year's figure of a task that has to be above the year before.</summary>
    public decimal? Figure { get; private set; }

    /// <summary>The figure of the base year that it has to be above; reported like this year's.</summary>
    public decimal? BaseFigure { get; private set; }

    /// <summary>What was not to happen again and did, without what was withdrawn.</summary>
    public int IncidentCount { get; private set; }

    public int EvidenceCount { get; private set; }

    public PersonId? LastReportedBy { get; private set; }

    public PersonId? SubmittedBy { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The day of handing in, in the agency's zone: what decides between in time and late.</summary>
    public DateOnly? SubmittedOn { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Why the state is what it is, where somebody had to say so: declined, returned, cancelled.</summary>
    public string? StateReason { get; private set; }

    public UnitId? ProposedUnitId { get; private set; }

    public DateOnly? ProposedDueOn { get; private set; }

    /// <summary>The last good day has passed with nothing handed in. Set when the clock says so, for the score's sake; the page computes.</summary>
    public bool FellOverdue { get; private set; }

    Guid IReminded.SubjectId => Id.Value;

    UnitId? IReminded.ResponsibleUnitId => LeadUnitId;

    public DueDate? Due => DueOn is { } on ? new DueDate(on, DueKind) : null;

    public bool Ended => State is RemediationTaskState.Completed or RemediationTaskState.Cancelled;

    /// <summary>The unit still owes its result: reminders about the deadline make sense.</summary>
    public bool AwaitsWork => State is RemediationTaskState.Assigned or RemediationTaskState.Accepted
        or RemediationTaskState.InProgress or RemediationTaskState.Returned;

    public static RemediationTask Draft(
        PlanId planId, AgencyId agencyId, int number, string title, TaskKind kind, IEnumerable<TaskDeduction> deductions, decimal? target, Assignment suggested,
        (decimal Part, decimal Whole)? lostAt = null, RemediationTaskId? carriedFrom = null)
    {
        var shares = deductions.ToList();
        var task = new RemediationTask
        {
            Id = RemediationTaskId.New(),
            AgencyId = agencyId,
            PlanId = planId,
            Number = number,
            Title = title,
            Kind = kind,
            Target = target,
            BaseNumerator = lostAt?.Part,
            BaseDenominator = lostAt?.Whole,
            CarriedFromId = carriedFrom,
            Points = shares.Sum(share => share.Points),
        };
        task.deductions.AddRange(shares);
        task.Take(suggested);
        task.OriginalDueOn = task.DueOn;
        return task;
    }

    public Ruling MayBeAssignedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        if (Ended)
        {
            return Ruling.Refuse(TaskRules.AnEndedTaskStaysAsItIs);
        }

        if (State is RemediationTaskState.Suspended)
        {
            return Ruling.Refuse(TaskRules.ASuspendedTaskIsResumedFirst);
        }

        return State is RemediationTaskState.Submitted ? Ruling.Refuse(TaskRules.ASubmittedTaskIsDecidedFirst) : Ruling.Allow();
    }

    /// <summary>
    /// Makes a unit responsible until a day. A draft stays a draft until its plan is published; a declined task, or one that
    /// goes to another unit, has to be answered anew; otherwise only the deadline and the helpers change.
    /// </summary>
    public void Assign(Assignment assignment, Actor actor, DateTimeOffset now, WorkCalendar calendar)
    {
        MayBeAssignedBy(actor).Enforce();
        Check(assignment, calendar.DayOf(now)).Enforce();

        var formerLead = LeadUnitId;
        var formerDue = Due;
        Take(assignment);
        if (State is RemediationTaskState.Draft)
        {
            OriginalDueOn = DueOn;
            return;
        }

        DeadlineVersion++;
        FellOverdue = false;
        if (State is RemediationTaskState.Declined or RemediationTaskState.Assigned || formerLead != LeadUnitId)
        {
            BecomeAssigned(formerLead == LeadUnitId ? null : formerLead, withPlan: false, actor, now);
        }
        else
        {
            Raise(new TaskRearranged(Id, PlanId, AgencyId, formerDue, Due, actor.PersonId, now));
        }
    }

    /// <summary>The plan is published: the draft becomes the unit's to answer.</summary>
    public void Publish(Actor actor, DateTimeOffset now)
    {
        ReadyToPublish().Enforce();
        BecomeAssigned(formerLead: null, withPlan: true, actor, now);
    }

    public Ruling ReadyToPublish()
    {
        List<Rule> missing = [];
        if (LeadUnitId is null)
        {
            missing.Add(TaskRules.ATaskHasALead);
        }

        if (Due is null && Kind is not TaskKind.Standing)
        {
            missing.Add(TaskRules.ATaskHasADeadline);
        }

        return Ruling.From(missing);
    }

    public Ruling MayBeAnsweredBy(Actor actor)
    {
        if (State is not RemediationTaskState.Assigned)
        {
            return Ruling.Refuse(TaskRules.OnlyAnAssignedTaskIsAnswered);
        }

        return actor.Heads(LeadUnitId) ? Ruling.Allow() : Ruling.Refuse(TaskRules.OnlyTheUnitHeadAnswers);
    }

    public void Accept(Actor actor, DateTimeOffset now)
    {
        MayBeAnsweredBy(actor).Enforce();
        Enter(RemediationTaskState.Accepted);
        Raise(new TaskAccepted(Id, PlanId, AgencyId, actor.PersonId, now) { OnBehalfOf = actor.Delegator });
    }

    public void Decline(string reason, UnitId? proposedUnit, DateOnly? proposedDueOn, Actor actor, DateTimeOffset now)
    {
        MayBeAnsweredBy(actor).Enforce();
        Enter(RemediationTaskState.Declined, Said(reason, TaskRules.DecliningNeedsAReason));
        ProposedUnitId = proposedUnit;
        ProposedDueOn = proposedDueOn;
        Raise(new TaskDeclined(Id, PlanId, AgencyId, StateReason!, proposedUnit, proposedDueOn, actor.PersonId, now) { OnBehalfOf = actor.Delegator });
    }

    public Ruling MayBeWorkedOnBy(Actor actor)
    {
        if (!InWork)
        {
            return Ruling.Refuse(TaskRules.OnlyAnAcceptedTaskIsWorkedOn);
        }

        return actor.WorksFor(LeadUnitId) ? Ruling.Allow() : Ruling.Refuse(TaskRules.OnlyTheLeadUnitReportsProgress);
    }

    /// <summary>
    /// Reports how far the work is: a percentage, the figures of an indicator, this year's figure and the base year's of what has
    /// to grow, or several of these.
    /// </summary>
    public void ReportProgress(
        int? percent, decimal? numerator, decimal? denominator, string? note, Actor actor, DateTimeOffset now, decimal? figure = null, decimal? baseFigure = null)
    {
        MayBeWorkedOnBy(actor).Enforce();
        CheckProgress(percent, numerator, denominator, figure, baseFigure).Enforce();

        Percent = percent ?? Percent;
        Numerator = numerator ?? Numerator;
        Denominator = denominator ?? Denominator;
        Figure = figure ?? Figure;
        BaseFigure = baseFigure ?? BaseFigure;
        LastReportedBy = actor.PersonId;
        Enter(RemediationTaskState.InProgress, StateReason);
        Raise(new TaskProgressReported(Id, PlanId, AgencyId, percent, numerator, denominator, Trimmed(note), actor.PersonId, now)
        {
            Figure = figure,
            BaseFigure = baseFigure,
        });
    }

    public Ruling MayReceiveEvidenceFrom(Actor actor)
    {
        if (!InWork)
        {
            return Ruling.Refuse(TaskRules.OnlyAnAcceptedTaskIsWorkedOn);
        }

        return actor.WorksFor(LeadUnitId) || coordinatingUnits.Any(unit => actor.WorksFor(unit.UnitId))
            ? Ruling.Allow()
            : Ruling.Refuse(TaskRules.OnlyTheUnitsOfATaskAttachEvidence);
    }

    /// <summary>Somebody who was reminded says to have had the reminder.</summary>
    public void Acknowledge(PersonId by, DateTimeOffset now) => Raise(new ReminderAcknowledged(Id, PlanId, AgencyId, by, now));

    public void Attach(EvidenceItem item, Actor actor, DateTimeOffset now)
    {
        MayReceiveEvidenceFrom(actor).Enforce();
        EvidenceCount++;
        Raise(new EvidenceAttached(Id, PlanId, AgencyId, item.Id, item.Title, actor.PersonId, now));
    }

    public Ruling MayBeSubmittedBy(Actor actor)
    {
        if (!InWork)
        {
            return Ruling.Refuse(TaskRules.OnlyAnAcceptedTaskIsWorkedOn);
        }

        return actor.Heads(LeadUnitId) ? Ruling.Allow() : Ruling.Refuse(TaskRules.OnlyTheHeadOfTheLeadUnitSubmits);
    }

    /// <summary>What the kind of this task demands and is not there yet.</summary>
    public IReadOnlyList<Rule> MissingForSubmission()
    {
        List<Rule> missing = [];
        if (Kind is TaskKind.Indicator && (Numerator is null || Denominator is null))
        {
            missing.Add(TaskRules.SubmissionNeedsFigures);
        }

        if (Kind is TaskKind.Growth && (Figure is null || BaseFigure is null))
        {
            missing.Add(TaskRules.SubmissionNeedsBothYears);
        }

        if (Kind is not (TaskKind.Indicator or TaskKind.Growth) && Percent is null && Numerator is null)
        {
            missing.Add(TaskRules.SubmissionNeedsProgress);
        }

        if (Kind is not TaskKind.Standing && EvidenceCount == 0)
        {
            missing.Add(TaskRules.SubmissionNeedsEvidence);
        }

        return missing;
    }

    public void Submit(string? note, Actor actor, DateTimeOffset now, WorkCalendar calendar)
    {
        MayBeSubmittedBy(actor).Enforce();
        Ruling.From(MissingForSubmission()).Enforce();
        Enter(RemediationTaskState.Submitted);
        SubmittedBy = actor.PersonId;
        SubmittedAt = now;
        SubmittedOn = calendar.DayOf(now);
        Raise(new TaskSubmitted(Id, PlanId, AgencyId, Trimmed(note), actor.PersonId, now) { OnBehalfOf = actor.Delegator });
    }

    public Ruling MayBeDecidedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        if (State is not RemediationTaskState.Submitted)
        {
            return Ruling.Refuse(TaskRules.OnlyASubmittedTaskIsDecided);
        }

        return actor.PersonId == SubmittedBy || actor.PersonId == LastReportedBy
            ? Ruling.Refuse(TaskRules.NobodyVerifiesOwnWork)
            : Ruling.Allow();
    }

    public void Verify(string? note, Actor actor, DateTimeOffset now)
    {
        MayBeDecidedBy(actor).Enforce();
        Enter(RemediationTaskState.Completed);
        CompletedAt = now;
        Raise(new TaskVerified(Id, PlanId, AgencyId, Trimmed(note), actor.PersonId, now));
    }

    public void Return(string reason, Actor actor, DateTimeOffset now)
    {
        MayBeDecidedBy(actor).Enforce();
        Enter(RemediationTaskState.Returned, Said(reason, TaskRules.ReturningNeedsAReason));
        SubmittedBy = null;
        SubmittedAt = null;
        SubmittedOn = null;
        Raise(new TaskReturned(Id, PlanId, AgencyId, StateReason!, actor.PersonId, now));
    }

    public Ruling MayBeCancelledBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        return Ended ? Ruling.Refuse(TaskRules.AnEndedTaskStaysAsItIs) : Ruling.Allow();
    }

    public void Cancel(string reason, Actor actor, DateTimeOffset now)
    {
        MayBeCancelledBy(actor).Enforce();
        Enter(RemediationTaskState.Cancelled, Said(reason, TaskRules.CancellingNeedsAReason));
        Raise(new TaskCancelled(Id, PlanId, AgencyId, StateReason!, actor.PersonId, now));
    }

    public Ruling MayHaveIncidentsRecordedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        return Kind is TaskKind.Sustained && State is not (RemediationTaskState.Draft or RemediationTaskState.Cancelled)
            ? Ruling.Allow()
            : Ruling.Refuse(TaskRules.OnlyWhatMustNotRecurHasIncidents);
    }

    /// <summary>What was not to happen again has happened. Points are gone at once, verified or not.</summary>
    /// <param name="year">The year the task is watched in; what happened in another costs nothing of it.</param>
    public Incident RecordIncident(DateOnly on, string note, int year, Actor actor, DateTimeOffset now, WorkCalendar calendar)
    {
        MayHaveIncidentsRecordedBy(actor).Enforce();
        if (on.Year != year || on > calendar.DayOf(now))
        {
            throw new RuleBrokenException(TaskRules.AnIncidentHappenedInTheYear.With(year));
        }

        var incident = Incident.Of(this, on, Said(note, TaskRules.AnIncidentIsDescribed), actor, now);
        IncidentCount++;
        Raise(new IncidentRecorded(Id, PlanId, AgencyId, incident.Id, on, incident.Note, actor.PersonId, now));
        return incident;
    }

    /// <summary>The incident does not count after all.</summary>
    public void Withdraw(Incident incident, string reason, Actor actor, DateTimeOffset now)
    {
        MayHaveIncidentsRecordedBy(actor).Enforce();
        if (!incident.Counts)
        {
            throw new RuleBrokenException(TaskRules.AnIncidentIsWithdrawnOnce);
        }

        incident.Withdraw(Said(reason, TaskRules.WithdrawingNeedsAReason), actor, now);
        IncidentCount--;
        Raise(new IncidentWithdrawn(Id, PlanId, AgencyId, incident.Id, incident.HappenedOn, incident.WithdrawnReason!, actor.PersonId, now));
    }

    public bool Concerns(Rung rung, int deadlineVersion) =>
        deadlineVersion == DeadlineVersion && rung.Kind switch
        {
            RungKind.AcceptanceDue or RungKind.AcceptanceOverdue => State is RemediationTaskState.Assigned,
            RungKind.Explanation => ExplanationDueOn is not null && !Ended,
            _ => AwaitsWork,
        };

    /// <summary>
    /// A step of the ladder has come. Says whether it still concerns anybody: not when the deadline has changed since, the
    /// assignment was answered or the result handed in.
    /// </summary>
    public bool Reach(Rung rung, int deadlineVersion, DeadlinePolicy policy, DateTimeOffset now)
    {
        if (!Concerns(rung, deadlineVersion))
        {
            return false;
        }

        if (rung.Kind is RungKind.AcceptanceOverdue)
        {
            Raise(new AcceptanceFellOverdue(Id, PlanId, AgencyId, now));
        }

        if (rung.Kind is RungKind.Overdue && !FellOverdue)
        {
            FellOverdue = true;
            Raise(new TaskFellOverdue(Id, PlanId, AgencyId, now));
        }

        if (rung == Rung.Overdue(policy.EscalateAt))
        {
            Raise(new TaskEscalated(Id, PlanId, AgencyId, now));
        }

        return true;
    }

    /// <summary>
    /// The next one follows while the result waits for the verifier too: it may be returned, and is then owed again. It is counted
    /// from the day the last one was planned for, so that a new policy changes the distance and not the number.
    /// </summary>
    public LadderStep? StepAfter(LadderStep came, int deadlineVersion, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var awaited = came.Rung.Kind switch
        {
            RungKind.Overdue => !Ended && Due is not null,
            RungKind.Explanation => Concerns(came.Rung, deadlineVersion),
            _ => false,
        };
        return awaited && deadlineVersion == DeadlineVersion ? Ladder.StepAfter(came, calendar, policy) : null;
    }

    private bool InWork => State is RemediationTaskState.Accepted or RemediationTaskState.InProgress or RemediationTaskState.Returned;

    private static Ruling CheckProgress(int? percent, decimal? numerator, decimal? denominator, decimal? figure, decimal? baseFigure)
    {
        List<Rule> broken = [];
        if (percent is null && numerator is null && denominator is null && figure is null && baseFigure is null)
        {
            broken.Add(TaskRules.ProgressSaysSomething);
        }

        if (percent is < 0 or > 100)
        {
            broken.Add(TaskRules.PercentLiesBetweenZeroAndHundred);
        }

        if (numerator is null != denominator is null || numerator < 0 || denominator <= 0 || numerator > denominator)
        {
            broken.Add(TaskRules.NumeratorLiesWithinDenominator);
        }

        if (figure < 0 || baseFigure < 0)
        {
            broken.Add(TaskRules.FiguresAreNotNegative);
        }

        return Ruling.From(broken);
    }

    private static Ruling Check(Assignment assignment, DateOnly today)
    {
        List<Rule> broken = [];
        if (assignment.LeadUnitId is null)
        {
            broken.Add(TaskRules.ATaskHasALead);
        }

        if (assignment.LeadUnitId is { } lead && assignment.CoordinatingUnitIds.Contains(lead))
        {
            broken.Add(TaskRules.TheLeadDoesNotCoordinateItself);
        }

        if (assignment.Due is { } due && due.LastGoodDay < today)
        {
            broken.Add(TaskRules.TheDeadlineLiesAhead);
        }

        return Ruling.From(broken);
    }

    private static string Said(string? reason, Rule otherwise) =>
        Trimmed(reason) ?? throw new RuleBrokenException(otherwise);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private void Take(Assignment assignment)
    {
        LeadUnitId = assignment.LeadUnitId;
        DueOn = assignment.Due?.On;
        DueKind = assignment.Due?.Kind ?? DueKind.OnOrBefore;
        LastGoodDay = assignment.Due?.LastGoodDay;

        var wanted = assignment.CoordinatingUnitIds.Where(unit => unit != assignment.LeadUnitId).ToHashSet();
        coordinatingUnits.RemoveAll(unit => !wanted.Contains(unit.UnitId));
        coordinatingUnits.AddRange(wanted
            .Where(unit => coordinatingUnits.TrueForAll(present => present.UnitId != unit))
            .Select(unit => new CoordinatingUnit { UnitId = unit }));
    }

    private void BecomeAssigned(UnitId? formerLead, bool withPlan, Actor actor, DateTimeOffset now)
    {
        Enter(RemediationTaskState.Assigned);
        PendingExtensionId = null;
        ExplanationDueOn = formerLead is null ? ExplanationDueOn : null;
        AssignedBy = actor.PersonId;
        AssignedAt = now;
        Raise(new TaskAssigned(Id, PlanId, AgencyId, LeadUnitId!.Value, formerLead, Due, withPlan, actor.PersonId, now));
    }

    private void Enter(RemediationTaskState state, string? reason = null)
    {
        State = state;
        StateReason = reason;
        ProposedUnitId = null;
        ProposedDueOn = null;
        LeaveBehind(state);
    }
}
