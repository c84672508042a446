namespace Workflow.Domain.Organization;

public readonly record struct AgencyId(Guid Value) : IId<AgencyId>
{
    public static AgencyId From(Guid value) => new(value);

    public static AgencyId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct UnitId(Guid Value) : IId<UnitId>
{
    public static UnitId From(Guid value) => new(value);

    public static UnitId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    public static PersonId From(Guid value) => new(value);

    public static PersonId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
