using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Tasks;

/// <summary>How the deadline of a task moves: extended on request, re-dated by the coordinator, stopped and let run again.</summary>
public sealed partial class RemediationTask
{
    /// <summary>The request for more time that waits for a decision.</summary>
    public ExtensionRequestId? PendingExtensionId { get; private set; }

    public int ExtensionsGranted { get; private set; }

    /// <summary>The day the clock was stopped.</summary>
    public DateOnly? SuspendedOn { get; private set; }

    /// <summary>The state the clock was stopped in, and to which it comes back.</summary>
    public RemediationTaskState? SuspendedFrom { get; private set; }

    public string? SuspensionReason { get; private set; }

    public string? SuspensionBasis { get; private set; }

    /// <summary>
    /// The steps that belong to it as it stands, from a moment on: the answer that is awaited, the ladder to its deadline. None
    /// while nothing is owed or the clock stands still.
    /// </summary>
    public IReadOnlyList<LadderStep> Steps(DateTimeOffset from, WorkCalendar calendar, DeadlinePolicy policy)
    {
        if (!AwaitsWork && State is not RemediationTaskState.Submitted)
        {
            return [];
        }

        IEnumerable<LadderStep> steps = State is RemediationTaskState.Assigned && AssignedAt is { } assignedAt
            ? Ladder.StepsToAcceptance(assignedAt, calendar, policy).Where(step => step.FireAt > from)
            : [];
        return [.. steps, .. Due is { } due ? Ladder.StepsTo(due, from, calendar, policy) : [], .. ExplanationSteps(calendar, policy)];
    }

    public Ruling MayBeExtendedAtWishOf(Actor actor, DateOnly today, DeadlinePolicy policy)
    {
        if (!InWork)
        {
            return Ruling.Refuse(TaskRules.OnlyAnAcceptedTaskIsWorkedOn);
        }

        if (!actor.Heads(LeadUnitId))
        {
            return Ruling.Refuse(ExtensionRules.OnlyTheUnitHeadAsks);
        }

        if (LastGoodDay is not { } last)
        {
            return Ruling.Refuse(ExtensionRules.OnlyADeadlineIsExtended);
        }

        if (PendingExtensionId is not null)
        {
            return Ruling.Refuse(ExtensionRules.OneRequestAtATime);
        }

        if (ExtensionsGranted >= policy.MostExtensions)
        {
            return Ruling.Refuse(ExtensionRules.SoManyAreGranted.With(policy.MostExtensions));
        }

        return last < today ? Ruling.Refuse(ExtensionRules.ItIsAskedBeforeExpiry) : Ruling.Allow();
    }

    /// <summary>Asks for another day; the deadline stands until somebody has decided.</summary>
    public ExtensionRequest AskForExtension(DateOnly newDueOn, string reason, Actor actor, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        MayBeExtendedAtWishOf(actor, calendar.DayOf(now), policy).Enforce();
        List<Rule> broken = [];
        if (newDueOn <= DueOn)
        {
            broken.Add(ExtensionRules.TheNewDayIsLater);
        }

        if (Trimmed(reason) is null)
        {
            broken.Add(ExtensionRules.AskingNeedsAReason);
        }

        Ruling.From(broken).Enforce();
        var request = new ExtensionRequest
        {
            Id = ExtensionRequestId.New(),
            AgencyId = AgencyId,
            TaskId = Id,
            DueOn = DueOn!.Value,
            NewDueOn = newDueOn,
            Reason = reason.Trim(),
            RequestedBy = actor.PersonId,
            RequestedAt = now,
        };
        PendingExtensionId = request.Id;
        Raise(new ExtensionRequested(Id, PlanId, AgencyId, request.Id, request.DueOn, newDueOn, request.Reason, actor.PersonId, now) { OnBehalfOf = actor.Delegator });
        return request;
    }

    public Ruling MayHaveItsExtensionDecidedBy(Actor actor, ExtensionRequest? request)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        if (request is null || PendingExtensionId != request.Id)
        {
            return Ruling.Refuse(ExtensionRules.OnlyAPendingRequestIsDecided);
        }

        if (State is RemediationTaskState.Submitted)
        {
            return Ruling.Refuse(TaskRules.ASubmittedTaskIsDecidedFirst);
        }

        return request.RequestedBy == actor.PersonId ? Ruling.Refuse(ExtensionRules.NobodyDecidesTheirOwn) : Ruling.Allow();
    }

    /// <summary>Grants the other day or refuses it; the first deadline is kept beside the new one.</summary>
    public void DecideExtension(ExtensionRequest request, bool approve, string? reason, Actor actor, DateTimeOffset now, WorkCalendar calendar)
    {
        MayHaveItsExtensionDecidedBy(actor, request).Enforce();
        if (!approve)
        {
            request.Decide(granted: false, Said(reason, ExtensionRules.RefusingNeedsAReason), actor, now);
            PendingExtensionId = null;
            Raise(new ExtensionRefused(Id, PlanId, AgencyId, request.Id, request.DecisionReason!, actor.PersonId, now));
            return;
        }

        var former = Due!.Value;
        var due = former with { On = request.NewDueOn };
        List<Rule> broken = [];
        if (due.On <= former.On)
        {
            broken.Add(ExtensionRules.TheNewDayIsLater);
        }

        if (due.LastGoodDay < calendar.DayOf(now))
        {
            broken.Add(TaskRules.TheDeadlineLiesAhead);
        }

        Ruling.From(broken).Enforce();
        request.Decide(granted: true, Trimmed(reason), actor, now);
        PendingExtensionId = null;
        ExtensionsGranted++;
        MoveTo(due, calendar.DayOf(now));
        Raise(new ExtensionGranted(Id, PlanId, AgencyId, request.Id, former, due, request.DecisionReason, actor.PersonId, now));
    }

    public Ruling MayBeRedatedBy(Actor actor)
    {
        var ruling = MayBeAssignedBy(actor);
        return ruling.Allowed && !AwaitsWork ? Ruling.Refuse(TaskRules.OnlyOpenWorkIsRedated) : ruling;
    }

    /// <summary>The coordinator sets another deadline, earlier or later, and says why.</summary>
    public void Redate(DueDate due, string reason, Actor actor, DateTimeOffset now, WorkCalendar calendar)
    {
        MayBeRedatedBy(actor).Enforce();
        List<Rule> broken = [];
        if (due == Due)
        {
            broken.Add(TaskRules.RedatingChangesTheDeadline);
        }

        if (due.LastGoodDay < calendar.DayOf(now))
        {
            broken.Add(TaskRules.TheDeadlineLiesAhead);
        }

        if (Trimmed(reason) is null)
        {
            broken.Add(TaskRules.RedatingNeedsAReason);
        }

        Ruling.From(broken).Enforce();
        var former = Due;
        MoveTo(due, calendar.DayOf(now));
        Raise(new TaskRedated(Id, PlanId, AgencyId, former, due, reason.Trim(), actor.PersonId, now));
    }

    public Ruling MayBeSuspendedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        return AwaitsWork ? Ruling.Allow() : Ruling.Refuse(Ended ? TaskRules.AnEndedTaskStaysAsItIs : TaskRules.OnlyOpenWorkIsSuspended);
    }

    /// <summary>Stops the clock. Nobody is reminded until it runs again.</summary>
    /// <param name="basis">What shows that the unit is kept from working: a document, a decision. May be left out where a file shows it, and is its title then.</param>
    public void Suspend(string reason, string? basis, Actor actor, DateTimeOffset now, WorkCalendar calendar, EvidenceItem? document = null)
    {
        MayBeSuspendedBy(actor).Enforce();
        var shown = Trimmed(basis) ?? document?.Title;
        List<Rule> broken = [];
        if (Trimmed(reason) is null)
        {
            broken.Add(TaskRules.SuspendingNeedsAReason);
        }

        if (shown is null)
        {
            broken.Add(TaskRules.SuspendingNeedsABasis);
        }

        Ruling.From(broken).Enforce();
        SuspendedFrom = State;
        SuspendedOn = calendar.DayOf(now);
        SuspensionReason = reason.Trim();
        SuspensionBasis = shown;
        DeadlineVersion++;
        Enter(RemediationTaskState.Suspended, StateReason);
        Raise(new TaskSuspended(Id, PlanId, AgencyId, SuspensionReason, SuspensionBasis!, actor.PersonId, now));
        if (document is not null)
        {
            DocumentSuspension(document, actor, now);
        }
    }

    public Ruling MayHaveItsSuspensionDocumentedBy(Actor actor) => MayBeResumedBy(actor);

    /// <summary>Adds a file that shows why the clock stands still. It is no evidence of the result.</summary>
    public void DocumentSuspension(EvidenceItem document, Actor actor, DateTimeOffset now)
    {
        MayHaveItsSuspensionDocumentedBy(actor).Enforce();
        Raise(new SuspensionDocumented(Id, PlanId, AgencyId, document.Id, document.Title, actor.PersonId, now));
    }

    public Ruling MayBeResumedBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator))
        {
            return Ruling.Refuse(TaskRules.OnlyTheCoordinatorDecides);
        }

        return State is RemediationTaskState.Suspended ? Ruling.Allow() : Ruling.Refuse(TaskRules.OnlyASuspendedTaskIsResumed);
    }

    /// <summary>
    /// Lets the clock run again: the deadline moves by the working days that passed meanwhile. A unit that had not answered yet
    /// gets its whole time to answer anew.
    /// </summary>
    public void Resume(string? note, Actor actor, DateTimeOffset now, WorkCalendar calendar)
    {
        MayBeResumedBy(actor).Enforce();
        var today = calendar.DayOf(now);
        var days = calendar.WorkingDaysBetween(SuspendedOn!.Value, today);
        var former = Due;
        Enter(SuspendedFrom!.Value, StateReason);
        if (State is RemediationTaskState.Assigned)
        {
            AssignedAt = now;
        }

        if (former is { } due)
        {
            MoveTo(due with { On = due.On.AddDays(calendar.AddWorkingDays(due.LastGoodDay, days).DayNumber - due.LastGoodDay.DayNumber) }, today);
        }
        else
        {
            DeadlineVersion++;
        }

        Raise(new TaskResumed(Id, PlanId, AgencyId, former, Due, days, Trimmed(note), actor.PersonId, now));
    }

    /// <summary>Another deadline is another version: what was planned for the former one comes to nothing.</summary>
    private void MoveTo(DueDate due, DateOnly today)
    {
        (DueOn, DueKind, LastGoodDay) = (due.On, due.Kind, due.LastGoodDay);
        OriginalDueOn ??= due.On;
        DeadlineVersion++;
        FellOverdue = FellOverdue && due.LastGoodDay < today;
    }

    /// <summary>What a state does not know is not carried into it.</summary>
    private void LeaveBehind(RemediationTaskState entered)
    {
        if (entered is not RemediationTaskState.Suspended)
        {
            (SuspendedOn, SuspendedFrom, SuspensionReason, SuspensionBasis) = (null, null, null, null);
        }

        if (Ended || entered is RemediationTaskState.Declined)
        {
            (PendingExtensionId, ExplanationDueOn) = (null, null);
        }
    }
}
