namespace Workflow.Domain.Evidence;

public readonly record struct EvidenceId(Guid Value) : IId<EvidenceId>
{
    public static EvidenceId From(Guid value) => new(value);

    public static EvidenceId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
