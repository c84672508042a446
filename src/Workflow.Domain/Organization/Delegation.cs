namespace Workflow.Domain.Organization;

public readonly record struct DelegationId(Guid Value) : IId<DelegationId>
{
    public static DelegationId From(Guid value) => new(value);

    public static DelegationId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>
/// A head lets an officer of the unit accept and hand in for some days (ủy quyền). What the officer does is recorded as done in
/// the head's place; both get the reminders.
/// </summary>
public sealed class Delegation : Aggregate
{
    private Delegation()
    {
    }

    public required DelegationId Id { get; init; }

    public required UnitId UnitId { get; init; }

    public required PersonId HeadId { get; init; }

    public required PersonId OfficerId { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>Counts still.</summary>
    public required DateOnly LastDay { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public bool Holds(DateOnly day) => RevokedAt is null && FirstDay <= day && day <= LastDay;

    public static Delegation Give(Actor head, Person officer, DateOnly firstDay, DateOnly lastDay, DateOnly today, DateTimeOffset now)
    {
        List<Rule> broken = [];
        if (!head.Is(Role.UnitHead) || head.UnitId is null)
        {
            broken.Add(DelegationRules.OnlyAHeadDelegates);
        }

        if (officer.UnitId != head.UnitId || !officer.Active || !officer.Roles.Contains(Role.Officer))
        {
            broken.Add(DelegationRules.AnOfficerOfTheUnitStandsIn);
        }

        if (lastDay < firstDay)
        {
            broken.Add(DelegationRules.ASpanHasAnEnd);
        }
        else if (lastDay < today)
        {
            broken.Add(DelegationRules.ASpanLiesAhead);
        }

        Ruling.From(broken).Enforce();
        var delegation = new Delegation
        {
            Id = DelegationId.New(),
            AgencyId = head.AgencyId,
            UnitId = head.UnitId!.Value,
            HeadId = head.PersonId,
            OfficerId = officer.Id,
            FirstDay = firstDay,
            LastDay = lastDay,
            GivenAt = now,
        };
        delegation.Raise(new DelegationGiven(delegation.Id, delegation.AgencyId, delegation.OfficerId, firstDay, lastDay, head.PersonId, now));
        return delegation;
    }

    public void Revoke(Actor actor, DateTimeOffset now)
    {
        if (actor.PersonId != HeadId)
        {
            throw new RuleBrokenException(DelegationRules.OnlyWhoGaveItRevokes);
        }

        if (RevokedAt is null)
        {
            RevokedAt = now;
            Raise(new DelegationRevoked(Id, AgencyId, OfficerId, actor.PersonId, now));
        }
    }
}

/// <summary>An officer stands in for a head from a day to a day.</summary>
public sealed record DelegationGiven(DelegationId DelegationId, AgencyId AgencyId, PersonId OfficerId, DateOnly FirstDay, DateOnly LastDay, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record DelegationRevoked(DelegationId DelegationId, AgencyId AgencyId, PersonId OfficerId, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>What holds for standing in for a head.</summary>
public static class DelegationRules
{
    public static readonly Rule OnlyAHeadDelegates = new("delegation.not-unit-head");
    public static readonly Rule AnOfficerOfTheUnitStandsIn = new("delegation.not-officer-of-unit");
    public static readonly Rule ASpanHasAnEnd = new("delegation.ends-before-it-begins");
    public static readonly Rule ASpanLiesAhead = new("delegation.in-the-past");
    public static readonly Rule OnlyWhoGaveItRevokes = new("delegation.not-own");
}
