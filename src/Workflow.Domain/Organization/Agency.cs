namespace Workflow.Domain.Organization;

/// <summary>The public body whose index is improved (cơ quan): the tenant, of any administrative level.</summary>
public sealed class Agency
{
    public required AgencyId Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The zone in which its days begin and end, by its IANA name.</summary>
    public required string Zone { get; set; }
}
