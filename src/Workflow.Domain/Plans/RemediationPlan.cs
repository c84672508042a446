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

/// <param name="Total">What the whole is to reach, in points; null where nothing is said.</param>
public sealed record PlanTargetsSet(PlanId PlanId, AgencyId AgencyId, decimal? FormerTotal, decimal? Total, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>What a field is to reach, in points.</summary>
public sealed record FieldTarget(int Field, decimal Points);

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
    public decimal? TargetScore { get; private set; }

    /// <summary>What single fields are to reach, by number of the field; those without a target are not among them.</summary>
    public IReadOnlyList<FieldTarget> FieldTargets { get; private set; } = [];

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

    /// <summary>Says what the whole and single fields are to reach, in place of what was said before.</summary>
    /// <param name="fields">The fields of the analysis, each with its maximum.</param>
    public void Aim(decimal? total, IReadOnlyCollection<FieldTarget> targets, IReadOnlyCollection<FieldReading> fields, Actor actor, DateTimeOffset now)
    {
        List<Rule> broken = [];
        if (total < 0 || total > MaxScore)
        {
            broken.Add(PlanRules.TheTargetLiesWithinTheMaximum);
        }

        broken.AddRange(targets
            .Where(target => !fields.Any(field => field.Number == target.Field && target.Points >= 0 && target.Points <= field.Max))
            .Select(target => PlanRules.AFieldsTargetLiesWithinItsMaximum.With(target.Field)));
        Ruling.From(broken).Enforce();

        var former = TargetScore;
        TargetScore = total;
        FieldTargets = [.. targets.GroupBy(target => target.Field).Select(group => group.Last()).OrderBy(target => target.Field)];
        Raise(new PlanTargetsSet(Id, AgencyId, former, total, actor.PersonId, now));
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
