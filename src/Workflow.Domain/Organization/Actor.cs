namespace Workflow.Domain.Organization;

/// <summary>The person who acts, with the roles held and the unit belonged to at this moment.</summary>
public sealed record Actor(PersonId PersonId, AgencyId AgencyId, UnitId? UnitId, IReadOnlyCollection<Role> Roles)
{
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Answers for this unit.</summary>
    public bool Heads(UnitId? unit) => unit is not null && UnitId == unit && Is(Role.UnitHead);

    /// <summary>Works in this unit, as its head or as an officer.</summary>
    public bool WorksFor(UnitId? unit) => unit is not null && UnitId == unit && (Is(Role.UnitHead) || Is(Role.Officer));
}
