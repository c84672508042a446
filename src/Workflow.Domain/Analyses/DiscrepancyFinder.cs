namespace Workflow.Domain.Analyses;

/// <summary>
/// Holds the report against itself. A figure cut or rounded to the digits it is printed with agrees with the exact one;
/// anything beyond that is shown, and nothing is mended.
/// </summary>
internal static class DiscrepancyFinder
{
    private const decimal RoundingOfADeduction = 0.005m;

    public static IReadOnlyList<Discrepancy> Find(HeldTogether report) =>
    [
        .. report.Totals.SelectMany(Sums),
        .. report.Totals.SelectMany(total => SumOfFields(total, report.Rows)),
        .. report.Said is { } said ? OfTheWhole(report.Totals, said) : [],
        .. TableDiscrepancies.Find(report.Rows, report.Criteria, report.Total, report.BaseYear),
        .. report.Rows.SelectMany(Percents),
        .. report.Rows.SelectMany(row => report.Prose.TryGetValue(row.Number, out var prose) ? Contradictions(row, prose) : []),
        .. report.Deductions.SelectMany(deduction => AgainstCriterion(deduction, report.Criteria)),
        .. Twice(report.Deductions),
        .. report.Fields.SelectMany(field => Unexplained(field, report.Deductions)),
    ];

    /// <summary>What a sentence says of the index as a whole, against the table of totals.</summary>
    private static IEnumerable<Discrepancy> OfTheWhole(IReadOnlyList<YearTotal> totals, SaidTotal said)
    {
        var printed = totals.FirstOrDefault(total => total.Year == said.Year && total.Source != said.Source);
        if (printed is null)
        {
            yield break;
        }

        if (said.Index is { } index && !Agree(index, printed.Index))
        {
            yield return new Discrepancy(Discrepancy.ProseContradictsTable, null, [Numbers.Words(index), Two(printed.Index)], said.Source, printed.Source);
        }

        if (said.Rank is { } rank && printed.Rank is { } other && rank != other)
        {
            yield return new Discrepancy(Discrepancy.RankMismatch, null, [Year(rank), Year(other)], said.Source, printed.Source);
        }
    }

    private static IEnumerable<Discrepancy> AgainstCriterion(DeductionStatement deduction, IReadOnlyCollection<CriterionReading> criteria)
    {
        if (deduction is { IsFromTable: false, PartOf: null, Criterion: { } code }
            && criteria.FirstOrDefault(criterion => criterion.Code == code) is { Lost: { } lost } row && !SamePoints(deduction.Points, lost))
        {
            yield return new Discrepancy(Discrepancy.ProseContradictsTable, deduction.Field, [Numbers.Words(deduction.Points), Numbers.Words(lost)], deduction.Source, row.Source);
        }
    }

    private static IEnumerable<Discrepancy> Twice(IReadOnlyList<DeductionStatement> deductions) => deductions
        .Where(deduction => deduction is { Criterion: not null, PartOf: null })
        .GroupBy(deduction => (deduction.Field, deduction.Criterion))
        .SelectMany(same => same.Skip(1).Select(second => new Discrepancy(
            Discrepancy.CriterionTwice, same.Key.Field, [same.Key.Criterion!, Numbers.Words(same.First().Points), Numbers.Words(second.Points)], second.Source, same.First().Source)));

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
        if (rows.All(row => row.Points.ContainsKey(total.Year)) && rows.Sum(row => row.Max) is > 0 and { } whole)
        {
            var sum = rows.Sum(row => row.Points[total.Year].Value);

            // The index is the sum of points or what they are of a hundred; where the fields are the appraisal's alone, neither.
            if (!Agree(total.Index, sum) && !Agree(total.Index, sum / whole * 100) && whole == 100)
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

    private static IEnumerable<Discrepancy> Contradictions(FieldRow row, FieldProse said)
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

        if (said.Max is { } max && row.Max is { } most && !Agree(max.Value, most))
        {
            yield return new Discrepancy(Discrepancy.ProseContradictsTable, row.Number, [max.Words, Numbers.Words(most)], max.Span, row.Source);
        }

        if (said.Rank is { } rank && row.Rank is { } place && rank.Value != place.Value)
        {
            yield return new Discrepancy(Discrepancy.RankMismatch, row.Number, [rank.Words, place.Text], rank.Span, place.Span);
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

    /// <summary>Whether two losses are the same but for rounding to the two decimals points are told with.</summary>
    public static bool SamePoints(decimal one, decimal other) => Math.Abs(one - other) < 2 * RoundingOfADeduction;

    /// <summary>Whether what is said can be the exact figure, rounded or cut off to the digits it is said with.</summary>
    public static bool Agree(decimal said, decimal exact) => Math.Abs(said - exact) < Unit(said);

    private static decimal Unit(decimal printed) => new(1, 0, 0, false, (byte)Math.Min(Numbers.Decimals(printed), 4));

    private static string Year(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Two(decimal number) => Numbers.Words(number, 2);
}

/// <summary>What is held together to find where a report contradicts itself.</summary>
internal sealed record HeldTogether(
    IReadOnlyList<YearTotal> Totals,
    SaidTotal? Said,
    IReadOnlyCollection<FieldRow> Rows,
    IReadOnlyCollection<CriterionReading> Criteria,
    TotalRow? Total,
    IReadOnlyDictionary<int, FieldProse> Prose,
    IReadOnlyList<FieldReading> Fields,
    IReadOnlyList<DeductionStatement> Deductions,
    int BaseYear);
