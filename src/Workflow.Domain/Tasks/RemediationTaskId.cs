namespace Workflow.Domain.Tasks;

public readonly record struct RemediationTaskId(Guid Value) : IId<RemediationTaskId>
{
    public static RemediationTaskId From(Guid value) => new(value);

    public static RemediationTaskId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
