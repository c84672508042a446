namespace Workflow.Domain.Organization;

/// <summary>A part of the agency that can be made responsible (đơn vị): an office, a service, a commune.</summary>
public sealed class Unit
{
    public required UnitId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string Name { get; set; }

    public required UnitKind Kind { get; set; }

    /// <summary>Other spellings under which documents name it, like "Phòng TC-KH".</summary>
    public List<string> OtherNames { get; set; } = [];

    public DateOnly? ValidFrom { get; set; }

    /// <summary>The last day of its existence, once known.</summary>
    public DateOnly? ValidTo { get; set; }
}

public enum UnitKind
{
    /// <summary>Phòng chuyên môn, Văn phòng.</summary>
    Office,

    /// <summary>Đơn vị sự nghiệp, ban quản lý.</summary>
    Service,

    /// <summary>Ủy ban nhân dân xã, thị trấn.</summary>
    Commune,

    /// <summary>Lãnh đạo Ủy ban nhân dân.</summary>
    Leadership,
}
