namespace Workflow.Domain.Reports;

public readonly record struct ReportObligationId(Guid Value) : IId<ReportObligationId>
{
    public static ReportObligationId From(Guid value) => new(value);

    public static ReportObligationId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

public readonly record struct ReportOccurrenceId(Guid Value) : IId<ReportOccurrenceId>
{
    public static ReportOccurrenceId From(Guid value) => new(value);

    public static ReportOccurrenceId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
