using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A table of the index that has a column for each year: rows for the two parts, the whole and the rank.</summary>
internal static partial class TotalsByColumn
{
    public static IReadOnlyList<YearTotal> Read(PlacedTable table)
    {
        var labels = ColumnLabels.Of(table.Head);
        var years = Enumerable.Range(0, labels.Count).Where(column => labels.YearOf(column) is not null).ToList();
        var rows = table.Body.Select(row => (Label: row.FirstOrDefault(cell => cell.Text.Count(char.IsLetter) > 3)?.Text ?? "", Cells: row)).ToList();
        if (years.Count == 0 || rows.Count is < 2 or > 8 || !rows.Exists(row => Rank().IsMatch(row.Label)))
        {
            return [];
        }

        return [.. years.Select(column => Of(column, labels.YearOf(column)!.Value, rows)).OfType<YearTotal>().OrderBy(total => total.Year)];
    }

    private static YearTotal? Of(int column, int year, List<(string Label, IReadOnlyList<PlacedCell> Cells)> rows)
    {
        var survey = Cell(rows, Survey(), column);
        var appraised = Cell(rows, Appraised(), column);
        var rank = Cell(rows, Rank(), column) is { } cell ? Place().Match(cell.Text) : Match.Empty;
        var index = rows.Where(row => !Survey().IsMatch(row.Label) && !Appraised().IsMatch(row.Label) && !Rank().IsMatch(row.Label) && Whole().IsMatch(row.Label) && column < row.Cells.Count)
            .Select(row => row.Cells[column]).FirstOrDefault(whole => Numbers.InCell(whole.Text) is not null);
        return index is null ? null : new YearTotal(
            year,
            appraised is null ? null : Numbers.InCell(appraised.Text),
            survey is null ? null : Numbers.InCell(survey.Text),
            Numbers.InCell(index.Text)!.Value,
            Number(rank.Groups["rank"]),
            Number(rank.Groups["of"]),
            index.Span);
    }

    private static PlacedCell? Cell(List<(string Label, IReadOnlyList<PlacedCell> Cells)> rows, Regex about, int column) =>
        rows.Where(row => about.IsMatch(row.Label) && column < row.Cells.Count).Select(row => row.Cells[column]).FirstOrDefault(cell => cell.Text.Length > 0);

    private static int? Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"hạng|vị trí", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rank();

    [GeneratedRegex(@"xã hội học|điều tra|khảo sát", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Survey();

    [GeneratedRegex(@"thẩm định|HĐT[ĐD]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Appraised();

    [GeneratedRegex(@"index|chỉ số|tổng", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?:thứ\s+|hạng\s+)?(?<rank>\d{1,3})(?:\s*/\s*(?<of>\d{1,3}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
