namespace Workflow.Domain.Organization;

/// <summary>The person who acts, with the roles held and the unit belonged to at this moment.</summary>
public sealed record Actor(PersonId PersonId, AgencyId AgencyId, UnitId? UnitId, IReadOnlyCollection<Role> Roles)
{
    /// <summary>The head of the own unit in whose place this officer acts at present.</summary>
    public PersonId? Delegator { get; init; }

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Answers for this unit, as its head or in its head's place.</summary>
    public bool Heads(UnitId? unit) => unit is not null && UnitId == unit && (Is(Role.UnitHead) || Delegator is not null);

    /// <summary>Works in this unit, as its head or as an officer.</summary>
    public bool WorksFor(UnitId? unit) => unit is not null && UnitId == unit && (Is(Role.UnitHead) || Is(Role.Officer));
}
