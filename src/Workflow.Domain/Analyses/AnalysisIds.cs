namespace Workflow.Domain.Analyses;

public readonly record struct AnalysisId(Guid Value) : IId<AnalysisId>
{
    public static AnalysisId From(Guid value) => new(value);

    public static AnalysisId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct DeductionId(Guid Value) : IId<DeductionId>
{
    public static DeductionId From(Guid value) => new(value);

    public static DeductionId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct ReviewActId(Guid Value) : IId<ReviewActId>
{
    public static ReviewActId From(Guid value) => new(value);

    public static ReviewActId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
