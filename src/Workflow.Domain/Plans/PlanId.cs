namespace Workflow.Domain.Plans;

public readonly record struct PlanId(Guid Value) : IId<PlanId>
{
    public static PlanId From(Guid value) => new(value);

    public static PlanId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
