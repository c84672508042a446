using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// The index as a whole: a table with a row or a column for each year, otherwise the row that adds up the fields together with
/// what the prose says, which knows the rank.
/// </summary>
internal static partial class Totals
{
    public static IReadOnlyList<YearTotal> Read(SourceDocument document, SaidTotal? said, SaidTotal? earlier, TotalRow? sum, int baseYear)
    {
        foreach (var table in document.Tables)
        {
            var rows = FromRows(table);
            var totals = rows.Count > 0 ? rows : TotalsByColumn.Read(table);
            if (totals.Count > 0)
            {
                return totals;
            }
        }

        IReadOnlyList<YearTotal> sums = FromSum(sum, baseYear);
        if (earlier is { Index: { } before } && sums.All(total => total.Year != earlier.Year))
        {
            sums = [new YearTotal(earlier.Year, null, null, before, earlier.Rank, earlier.RankOf, earlier.Source), .. sums];
        }

        var summed = sums.FirstOrDefault(total => total.Year == baseYear);
        if (said is null || (said.Index ?? summed?.Index) is not { } index)
        {
            return sums;
        }

        var isSummed = summed?.Index == index;
        var whole = new YearTotal(baseYear, isSummed ? summed!.Appraised : null, isSummed ? summed!.Survey : null, index, said.Rank, said.RankOf, said.Source);
        return [.. sums.Where(total => total.Year != baseYear).Append(whole).OrderBy(total => total.Year)];
    }

    private static IReadOnlyList<YearTotal> FromRows(PlacedTable table)
    {
        var headerRows = table.Rows.TakeWhile(row => YearIn(row) is null).ToList();
        return headerRows.Count is 0 or > TableHead.MostRows || headerRows.Count == table.Rows.Count ? [] : [.. Read(ColumnLabels.Of(headerRows), table.Rows.Skip(headerRows.Count))];
    }

    private static IReadOnlyList<YearTotal> FromSum(TotalRow? sum, int baseYear) => sum is null ? [] :
        [.. sum.Printed.Points.Select(points => points.Key == baseYear && sum is { Appraised: not null, Survey: not null }
            ? new YearTotal(points.Key, sum.Appraised, sum.Survey, points.Value.Value, null, null, points.Value.Span)
            : new YearTotal(points.Key, null, null, points.Value.Value, null, null, points.Value.Span))];

    private static IEnumerable<YearTotal> Read(ColumnLabels labels, IEnumerable<IReadOnlyList<PlacedCell>> rows)
    {
        var ranks = labels.About("xếp hạng", "thứ hạng", "vị trí").ToList();
        var surveys = labels.About("xã hội học", "điều tra", "khảo sát").ToList();
        var appraisals = labels.About("HĐTD", "HĐTĐ", "thẩm định").Except(surveys).ToList();
        var indexes = labels.About("index", "chỉ số", "tổng").Except(ranks).Except(surveys).Except(appraisals).ToList();
        foreach (var row in rows)
        {
            if (YearIn(row) is { } year && Cell(row, indexes) is { } index && Numbers.Points(index) is { } points)
            {
                var rank = Cell(row, ranks) is { } cell ? Rank().Match(cell) : Match.Empty;
                var rankOf = rank.Groups["of"].Success ? rank : RankOf().Match(string.Join(' ', ranks.Select(column => labels[column])));
                yield return new YearTotal(
                    year,
                    Points(row, appraisals),
                    Points(row, surveys),
                    points,
                    Whole(rank.Groups["rank"]),
                    Whole(rankOf.Groups["of"]),
                    TextSpan.Between(row[0].Span.Start, row[^1].Span.End));
            }
        }
    }

    private static int? YearIn(IReadOnlyList<PlacedCell> row) =>
        row.Count > 1 && YearCell().Match(row[0].Text) is { Success: true } year ? Whole(year.Groups["year"]) : null;

    private static string? Cell(IReadOnlyList<PlacedCell> row, List<int> columns) =>
        columns.Where(column => column < row.Count).Select(column => row[column].Text).FirstOrDefault(text => text.Length > 0);

    private static decimal? Points(IReadOnlyList<PlacedCell> row, List<int> columns) => Cell(row, columns) is { } cell ? Numbers.Points(cell) : null;

    private static int? Whole(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?:năm\s+)?(?<year>20\d\d)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearCell();

    [GeneratedRegex(@"^(?<rank>\d{1,3})(?:\s*/\s*(?<of>\d{1,3}))?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rank();

    [GeneratedRegex(@"/\s*(?<of>\d{1,3})\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RankOf();
}
