using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Domain.Deadlines;

public readonly record struct PolicyEditionId(Guid Value) : IId<PolicyEditionId>
{
    public static PolicyEditionId From(Guid value) => new(value);

    public static PolicyEditionId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>For what a policy holds: the whole agency, one plan, one kind of task, or a kind of task in a plan. The narrowest wins.</summary>
public readonly record struct PolicyScope(PlanId? PlanId, TaskKind? Kind)
{
    public bool IsGeneral => PlanId is null && Kind is null;

    public bool Covers(PlanId plan, TaskKind kind) => (PlanId is null || PlanId == plan) && (Kind is null || Kind == kind);

    /// <summary>A plan is narrower than a kind.</summary>
    public int Narrowness => (PlanId is null ? 0 : 2) + (Kind is null ? 0 : 1);
}

/// <summary>
/// What was put in force for a scope at one time, or that its policy was withdrawn. A change is a new edition; the former stays as
/// it was.
/// </summary>
public sealed class PolicyEdition : Aggregate
{
    private PolicyEdition()
    {
    }

    public required PolicyEditionId Id { get; init; }

    public PlanId? PlanId { get; private init; }

    public TaskKind? TaskKind { get; private init; }

    /// <summary>Counts the editions of a scope, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Null withdraws the policy of the scope: from then on the wider one holds.</summary>
    public DeadlinePolicy? Terms { get; private init; }

    public required PersonId SavedBy { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    public PolicyScope Scope => new(PlanId, TaskKind);

    /// <exception cref="RuleBrokenException">It could reach nobody.</exception>
    public static PolicyEdition PutInForce(PolicyScope scope, int number, DeadlinePolicy terms, IReadOnlyCollection<Role> held, Actor actor, DateTimeOffset now)
    {
        terms.MayBePutInForce(held).Enforce();
        var edition = Of(scope, number, terms, actor, now);
        edition.Raise(new DeadlinePolicySaved(edition.Id, edition.AgencyId, number, scope, actor.PersonId, now));
        return edition;
    }

    /// <param name="former">What holds until now.</param>
    /// <exception cref="RuleBrokenException">There is nothing to withdraw, it is the policy of all, or what would hold instead could reach nobody.</exception>
    public static PolicyEdition Withdraw(PolicyScope scope, int number, PoliciesInForce former, IReadOnlyCollection<Role> held, Actor actor, DateTimeOffset now)
    {
        former.MayBeWithdrawn(scope, held).Enforce();
        var edition = Of(scope, number, null, actor, now);
        edition.Raise(new DeadlinePolicyWithdrawn(edition.Id, edition.AgencyId, number, scope, actor.PersonId, now));
        return edition;
    }

    private static PolicyEdition Of(PolicyScope scope, int number, DeadlinePolicy? terms, Actor actor, DateTimeOffset now) => new()
    {
        Id = PolicyEditionId.New(),
        AgencyId = actor.AgencyId,
        PlanId = scope.PlanId,
        TaskKind = scope.Kind,
        Number = number,
        Terms = terms,
        SavedBy = actor.PersonId,
        SavedAt = now,
    };
}

/// <summary>Another edition of a policy came into force.</summary>
public sealed record DeadlinePolicySaved(PolicyEditionId EditionId, AgencyId AgencyId, int Number, PolicyScope Scope, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>A policy of a plan or a kind of task was withdrawn; the wider one holds again.</summary>
public sealed record DeadlinePolicyWithdrawn(PolicyEditionId EditionId, AgencyId AgencyId, int Number, PolicyScope Scope, PersonId? By, DateTimeOffset At) : IDomainEvent;
