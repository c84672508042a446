namespace Workflow.Domain.Analyses;

/// <summary>Brings a field's loss and its deductions together: maximum − points = deductions + remainder.</summary>
internal static class Reconciliation
{
    public static FieldReading Reconcile(FieldRow row, int baseYear, int? rank, IReadOnlyList<DeductionStatement> deductions)
    {
        var max = row.Max ?? throw new InvalidOperationException("A field without a maximum is no field.");
        var lost = max - row.Points[baseYear].Value;
        var explained = deductions.Where(deduction => deduction.Field == row.Number).Sum(deduction => deduction.Points);
        return new FieldReading(
            row.Number,
            row.Name,
            max,
            [.. row.Points.Select(points => new FieldResult(points.Key, points.Value.Value, row.Percents.GetValueOrDefault(points.Key)?.Value))],
            rank ?? (row.Rank is { } printed ? decimal.ToInt32(printed.Value) : null),
            lost,
            explained,
            lost - explained,
            row.Source)
        {
            Doubts = row.Doubts,
        };
    }
}
