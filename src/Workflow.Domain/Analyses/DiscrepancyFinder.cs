namespace Workflow.Domain.Analyses;

/// <summary>
/// Holds the report against itself. A figure cut or rounded to the digits it is printed with agrees with the exact one;
/// anything beyond that is shown, and nothing is mended.
/// </summary>
internal static class DiscrepancyFinder
{
    private const decimal RoundingOfADeduction = 0.005m;

    public static IReadOnlyList<Discrepancy> Find(
        IReadOnlyList<YearTotal> totals,
        IReadOnlyCollection<FieldRow> rows,
        IReadOnlyDictionary<int, FieldProse> prose,
        IReadOnlyList<FieldReading> fields,
        IReadOnlyList<DeductionStatement> deductions) =>
    [
        .. totals.SelectMany(Sums),
        .. totals.SelectMany(total => SumOfFields(total, rows)),
        .. rows.SelectMany(Percents),
        .. rows.SelectMany(row => prose.TryGetValue(row.Number, out var said) ? Contradictions(row, said, fields) : []),
        .. fields.SelectMany(field => Unexplained(field, deductions)),
    ];

    private static IEnumerable<Discrepancy> Sums(YearTotal total)
    {
        if (total is { Appraised: { } appraised, Survey: { } survey } && appraised + survey != total.Index)
        {
            yield return new Discrepancy(
                Discrepancy.SumMismatch, null,
                [Year(total.Year), Two(appraised), Two(survey), Two(appraised + survey), Two(total.Index)],
                total.Source);
        }
    }

    private static IEnumerable<Discrepancy> SumOfFields(YearTotal total, IReadOnlyCollection<FieldRow> rows)
    {
        if (rows.All(row => row.Points.ContainsKey(total.Year)) && rows.Sum(row => row.Max) == 100)
        {
            var sum = rows.Sum(row => row.Points[total.Year].Value);
            if (!Agree(total.Index, sum))
            {
                yield return new Discrepancy(
                    Discrepancy.FieldsMismatch, null, [Year(total.Year), Numbers.Words(sum), Two(total.Index)],
                    total.Source, rows.First().Points[total.Year].Span);
            }
        }
    }

    private static IEnumerable<Discrepancy> Percents(FieldRow row)
    {
        foreach (var (year, printed) in row.Percents)
        {
            if (row.Max is { } max and > 0 && row.Points.TryGetValue(year, out var points))
            {
                var exact = points.Value / max * 100;
                if (Math.Round(exact, Numbers.Decimals(printed.Value), MidpointRounding.AwayFromZero) != printed.Value)
                {
                    yield return new Discrepancy(
                        Discrepancy.PercentMismatch, row.Number,
                        [Year(year), printed.Text, Numbers.Words(Math.Round(exact, 2, MidpointRounding.AwayFromZero), 2) + "%", points.Text],
                        printed.Span, points.Span);
                }
            }
        }
    }

    private static IEnumerable<Discrepancy> Contradictions(FieldRow row, FieldProse said, IReadOnlyList<FieldReading> fields)
    {
        if (said.Change is { } change && row.Change is { } printed && !Agree(change.Value, printed.Value))
        {
            yield return Contradiction(row, change, printed);
        }

        var latest = row.Points.Count > 0 ? row.Points.Keys.Max() : 0;
        if (said.Points is { } points && row.Points.TryGetValue(latest, out var scored) && !Agree(points.Value, scored.Value))
        {
            yield return Contradiction(row, points, scored);
        }

        if (said.Percent is { } percent && row.Percents.TryGetValue(latest, out var rated) && !Agree(percent.Value, rated.Value))
        {
            yield return Contradiction(row, percent, rated);
        }
    }

    private static Discrepancy Contradiction(FieldRow row, Said said, PrintedCell printed) =>
        new(Discrepancy.ProseContradictsTable, row.Number, [said.Words, printed.Text], said.Span, printed.Span);

    private static IEnumerable<Discrepancy> Unexplained(FieldReading field, IReadOnlyList<DeductionStatement> deductions)
    {
        // Deductions are given to two decimals and points to four, so that much of a remainder says nothing.
        var rounding = deductions.Count(deduction => deduction.Field == field.Number) * RoundingOfADeduction;
        if (field.Remainder > rounding)
        {
            yield return new Discrepancy(
                Discrepancy.UnexplainedLoss, field.Number,
                [Numbers.Words(field.Lost, 2), Numbers.Words(field.Explained, 2), Numbers.Words(field.Remainder, 2)],
                field.Source);
        }
        else if (-field.Remainder > rounding)
        {
            yield return new Discrepancy(
                Discrepancy.DeductionsExceedLoss, field.Number,
                [Numbers.Words(field.Lost, 2), Numbers.Words(field.Explained, 2)],
                field.Source);
        }
    }

    /// <summary>Whether what is said can be the exact figure, rounded or cut off to the digits it is said with.</summary>
    private static bool Agree(decimal said, decimal exact) => Math.Abs(said - exact) < Unit(said);

    private static decimal Unit(decimal printed) => new(1, 0, 0, false, (byte)Math.Min(Numbers.Decimals(printed), 4));

    private static string Year(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Two(decimal number) => Numbers.Words(number, 2);
}
