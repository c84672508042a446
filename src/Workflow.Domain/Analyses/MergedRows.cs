namespace Workflow.Domain.Analyses;

/// <summary>What several rows say when they are one.</summary>
internal static class MergedRows
{
    public static DeductionReading Of(IReadOnlyList<Deduction> rows, int ordinal)
    {
        var reads = rows.Select(row => row.Read).ToList();
        var figures = reads.Find(read => read.Denominator is not null || read.Percent is not null) ?? reads[0];
        return reads[0] with
        {
            Ordinal = ordinal,
            Field = rows[0].Field,
            Criterion = rows.Select(row => row.Criterion).FirstOrDefault(code => code is not null),
            CriterionName = rows.Select(row => row.CriterionName).FirstOrDefault(name => name is not null),
            Points = rows.Sum(row => row.Points),
            Reason = string.Join('\n', rows.Select(row => row.Reason).Distinct()),
            Numerator = figures.Numerator,
            Denominator = figures.Denominator,
            Percent = figures.Percent,
            Dates = [.. reads.SelectMany(read => read.Dates).Distinct()],
            Documents = [.. reads.SelectMany(read => read.Documents).Distinct()],
            Units = [.. rows.SelectMany(row => row.Units).Distinct()],
            Shares = [.. reads.SelectMany(read => read.Shares).GroupBy(share => share.Unit).Select(unit => new UnitShare(unit.Key, unit.Sum(share => share.Count)))],
            SuggestedLead = reads.Select(read => read.SuggestedLead).FirstOrDefault(lead => lead is not null),
            SuggestedCoordinating = [.. reads.SelectMany(read => read.Suggestions).Select(suggestion => suggestion.Unit).Distinct().Skip(1)],
            Suggestions = [.. reads.SelectMany(read => read.Suggestions).DistinctBy(suggestion => suggestion.Unit)],
            AnsweredBy = [.. reads.SelectMany(read => read.AnsweredBy).Distinct()],
            Doubts = [],
            Cited = [.. reads.SelectMany(read => read.Cited).Distinct()],
            Money = [.. reads.SelectMany(read => read.Money).Distinct()],
            LateReports = [.. reads.SelectMany(read => read.LateReports).Distinct()],
        };
    }
}
