namespace Workflow.Domain.Organization;

/// <summary>Somebody who works in or with the agency; signs in by the account of the same id.</summary>
public sealed class Person
{
    public required PersonId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public UnitId? UnitId { get; set; }

    public required string FullName { get; set; }

    /// <summary>Chức vụ, as it is written in documents.</summary>
    public required string Position { get; set; }

    public required string Email { get; set; }

    public List<Role> Roles { get; set; } = [];

    public bool Active { get; set; } = true;
}
