using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Tasks;

/// <summary>A unit is asked why a task is not done, and answers.</summary>
public sealed partial class RemediationTask
{
    /// <summary>The last day to explain, while an explanation is awaited.</summary>
    public DateOnly? ExplanationDueOn { get; private set; }

    public Ruling MayBeAskedToExplainBy(Actor actor)
    {
        if (!actor.Is(Role.Coordinator) && !actor.Is(Role.Chairman))
        {
            return Ruling.Refuse(ExplanationRules.OnlyTheLeadershipAsks);
        }

        return MayBeAskedToExplain();
    }

    /// <param name="actor">Who asks; null where the clock does.</param>
    public Explanation AskToExplain(string? question, Actor? actor, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        (actor is null ? MayBeAskedToExplain() : MayBeAskedToExplainBy(actor)).Enforce();
        var explanation = new Explanation
        {
            Id = ExplanationId.New(),
            AgencyId = AgencyId,
            TaskId = Id,
            Question = Trimmed(question),
            DueOn = calendar.AddWorkingDays(calendar.DayOf(now), policy.ExplanationWindow),
            AskedBy = actor?.PersonId,
            AskedAt = now,
        };
        ExplanationDueOn = explanation.DueOn;
        Raise(new ExplanationAsked(Id, PlanId, AgencyId, explanation.Id, explanation.DueOn, explanation.Question, actor?.PersonId, now));
        return explanation;
    }

    public Ruling MayBeExplainedBy(Actor actor)
    {
        if (ExplanationDueOn is null)
        {
            return Ruling.Refuse(ExplanationRules.OnlyWhatIsAskedIsExplained);
        }

        return actor.Heads(LeadUnitId) ? Ruling.Allow() : Ruling.Refuse(ExplanationRules.OnlyTheUnitHeadExplains);
    }

    public void Explain(Explanation asked, string answer, Actor actor, DateTimeOffset now)
    {
        MayBeExplainedBy(actor).Enforce();
        asked.Give(Said(answer, ExplanationRules.AnAnswerSaysSomething), actor, now);
        ExplanationDueOn = null;
        Raise(new ExplanationGiven(Id, PlanId, AgencyId, asked.Id, asked.Answer!, actor.PersonId, now) { OnBehalfOf = actor.Delegator });
    }

    private Ruling MayBeAskedToExplain()
    {
        if (!AwaitsWork)
        {
            return Ruling.Refuse(ExplanationRules.OnlyOpenWorkIsExplained);
        }

        return ExplanationDueOn is null ? Ruling.Allow() : Ruling.Refuse(ExplanationRules.OneAtATime);
    }

    /// <summary>The morning after the last day to explain.</summary>
    private IEnumerable<LadderStep> ExplanationSteps(WorkCalendar calendar, DeadlinePolicy policy) => ExplanationDueOn is { } due
        ? [new LadderStep(Rung.Explanation(1), calendar.At(calendar.AddWorkingDays(due, 1), policy.DigestAt))]
        : [];
}
