using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Plans;

public enum PlanState
{
    Draft,
    Published,
}

public sealed record PlanPublished(PlanId PlanId, AgencyId AgencyId, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record PlanDrafted(PlanId PlanId, AgencyId AgencyId, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>The tasks by which the agency means to win back, in one year, what it lost in another.</summary>
public sealed class RemediationPlan : Aggregate
{
    private RemediationPlan()
    {
    }

    public required PlanId Id { get; init; }

    public required AnalysisId AnalysisId { get; init; }

    public required int BaseYear { get; init; }

    public required int TargetYear { get; init; }

    /// <summary>What the chairman wants to reach, in points.</summary>
    public decimal? TargetScore { get; private init; }

    /// <summary>The score of the base year, in points: where everything starts.</summary>
    public required decimal BaseScore { get; init; }

    public required decimal MaxScore { get; init; }

    public PlanState State { get; private set; } = PlanState.Draft;

    public DateTimeOffset? PublishedAt { get; private set; }

    public static RemediationPlan Draft(
        AnalysisId analysisId, int baseYear, int targetYear, decimal baseScore, decimal maxScore, decimal? targetScore, Actor actor, DateTimeOffset now)
    {
        if (targetYear <= baseYear)
        {
            throw new RuleBrokenException(PlanRules.ThePlanFollowsItsBaseYear);
        }

        if (targetScore < 0 || targetScore > maxScore)
        {
            throw new RuleBrokenException(PlanRules.TheTargetLiesWithinTheMaximum);
        }

        var plan = new RemediationPlan
        {
            Id = PlanId.New(),
            AgencyId = actor.AgencyId,
            AnalysisId = analysisId,
            BaseYear = baseYear,
            TargetYear = targetYear,
            BaseScore = baseScore,
            MaxScore = maxScore,
            TargetScore = targetScore,
        };
        plan.Raise(new PlanDrafted(plan.Id, plan.AgencyId, actor.PersonId, now));
        return plan;
    }

    public void Publish(Actor actor, DateTimeOffset now)
    {
        if (State is not PlanState.Draft)
        {
            throw new RuleBrokenException(PlanRules.OnlyADraftIsPublished);
        }

        State = PlanState.Published;
        PublishedAt = now;
        Raise(new PlanPublished(Id, AgencyId, actor.PersonId, now));
    }
}
