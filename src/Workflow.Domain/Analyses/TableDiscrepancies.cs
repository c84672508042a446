namespace Workflow.Domain.Analyses;

/// <summary>Holds a score table against itself: criteria under their criterion, criteria under their field, fields under the total row.</summary>
internal static class TableDiscrepancies
{
    public static IEnumerable<Discrepancy> Find(IReadOnlyCollection<FieldRow> fields, IReadOnlyCollection<CriterionReading> criteria, TotalRow? total, int baseYear)
    {
        foreach (var field in fields)
        {
            var own = criteria.Where(criterion => criterion.Field == field.Number).ToList();
            foreach (var found in Levels(own).Concat(OfField(field, own, baseYear)))
            {
                yield return found;
            }
        }

        foreach (var found in OfTotal(fields, total))
        {
            yield return found;
        }
    }

    private static IEnumerable<Discrepancy> Levels(List<CriterionReading> criteria)
    {
        var parts = criteria.ToLookup(criterion => Above(criterion.Code), StringComparer.Ordinal);
        return criteria.SelectMany(whole => Compare(whole.Code, whole.Field, whole.Max, whole.Appraised, whole.Source, [.. parts[whole.Code]]));
    }

    private static IEnumerable<Discrepancy> OfField(FieldRow field, List<CriterionReading> criteria, int baseYear)
    {
        var least = criteria.Select(criterion => criterion.Code.Split('.').Length).DefaultIfEmpty().Min();
        var first = criteria.Where(criterion => criterion.Code.Split('.').Length == least).ToList();
        var isSplit = criteria.Exists(criterion => criterion.Survey is not null);
        return Compare(
            field.Name, field.Number, field.Max, isSplit ? null : field.Points.GetValueOrDefault(baseYear)?.Value, field.Source, first);
    }

    /// <summary>Only a whole all of whose parts print the figure is held against them.</summary>
    private static IEnumerable<Discrepancy> Compare(
        string name, int field, decimal? max, decimal? points, TextSpan source, List<CriterionReading> parts)
    {
        if (parts.Count < 2)
        {
            yield break;
        }

        if (max is { } printed && parts.TrueForAll(part => part.Max is not null) && parts.Sum(part => part.Max) is { } maxima && !AddUp(printed, maxima, parts.Count))
        {
            yield return new Discrepancy(Discrepancy.MaxMismatch, field, [name, Numbers.Words(maxima), Numbers.Words(printed)], source, parts[0].Source);
        }

        if (points is { } got && parts.TrueForAll(part => part.Appraised is not null) && parts.Sum(part => part.Appraised) is { } sum && !AddUp(got, sum, parts.Count))
        {
            yield return new Discrepancy(Discrepancy.CriteriaMismatch, field, [name, Numbers.Words(sum), Numbers.Words(got)], source, parts[0].Source);
        }
    }

    private static IEnumerable<Discrepancy> OfTotal(IReadOnlyCollection<FieldRow> fields, TotalRow? total)
    {
        if (total is null || fields.Count < 2)
        {
            yield break;
        }

        if (total.Printed.Max is { } max && fields.Sum(field => field.Max) is { } maxima && !AddUp(max, maxima, fields.Count) && max * Thousand != maxima)
        {
            yield return new Discrepancy(Discrepancy.MaxMismatch, null, [total.Printed.Name.Length > 0 ? total.Printed.Name : "Tổng", Numbers.Words(maxima), Numbers.Words(max)], total.Printed.Source, fields.First().Source);
        }

        foreach (var (year, printed) in total.Printed.Points)
        {
            if (fields.All(field => field.Points.ContainsKey(year)) && fields.Sum(field => field.Points[year].Value) is var sum && !AddUp(printed.Value, sum, fields.Count))
            {
                yield return new Discrepancy(
                    Discrepancy.FieldsMismatch, null, [Numbers.Words(year), Numbers.Words(sum), printed.Text], printed.Span, fields.First().Points[year].Span);
            }
        }
    }

    /// <summary>"1.200" is one and two tenths, or twelve hundred where the fields add up to that.</summary>
    private const int Thousand = 1_000;

    /// <summary>Points are printed to two decimals, so a sum may be off by half a hundredth for each part.</summary>
    private static bool AddUp(decimal printed, decimal sum, int parts) => Math.Abs(printed - sum) <= 0.005m * parts;

    /// <summary>The code one level up: 1.2 of 1.2.1 and of 1.2.a.</summary>
    private static string Above(string code) => code.LastIndexOf('.') is var dot and > 0 ? code[..dot] : "";
}
