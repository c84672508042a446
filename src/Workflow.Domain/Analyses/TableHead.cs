using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Tells the rows that head a table from those that hold its data.</summary>
internal static partial class TableHead
{
    /// <summary>No table is headed by more rows.</summary>
    public const int MostRows = 6;

    /// <summary>How many rows head the table: those before the first data row, or the first alone where no row is known as data.</summary>
    public static int Of(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        for (var at = 0; at < Math.Min(rows.Count, MostRows + 1); at++)
        {
            if (IsData(rows[at]))
            {
                return at;
            }
        }

        return Math.Min(1, rows.Count);
    }

    public static bool StartsWithData(IReadOnlyList<IReadOnlyList<string>> rows) => rows.Count > 0 && IsData(rows[0]);

    /// <summary>A row that numbers the columns: (1) (2) (3)=(1)-(2).</summary>
    public static bool NumbersColumns(IReadOnlyList<string> row)
    {
        var filled = row.Where(cell => cell.Length > 0).ToList();
        return filled.Count > 1
            && filled.All(cell => ColumnNumber().IsMatch(cell))
            && (filled.Any(cell => cell[0] == '(' || char.IsLetter(cell[0])) || CountsUp(filled));
    }

    private static bool CountsUp(List<string> cells) => cells
        .Select(cell => cell.Split('=')[0].Trim(' ', '(', ')'))
        .Select((cell, at) => cell == (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
        .All(same => same);

    private static bool IsData(IReadOnlyList<string> row) =>
        !NumbersColumns(row) && (row.Any(cell => Value().IsMatch(cell)) || (row.Count > 1 && RowNumber().IsMatch(row[0]) && row.Skip(1).Any(cell => cell.Any(char.IsLetter))));

    [GeneratedRegex(
        @"^(?!(?:19|20)\d\d$)(?:[+–−-]\s*)?\d{1,4}(?:[.,]\d{1,4})*\.?\s*(?:%|điểm|đ)?(?:\s*/\s*\d{1,4}(?:[.,]\d{1,4})?\s*(?:%|điểm|đ)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"^(?:(?:lĩnh vực|LV)\s+)?(?:\d{1,2}|[IVX]{1,5})[.)]?$|^(?:(?:tiêu chí(?: thành phần)?|TCTP|TC)\s+)?\d{1,2}(?:\.\w{1,2}){1,3}\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowNumber();

    [GeneratedRegex(@"^(?:\(?\d{1,2}\)?(?:\s*=\s*[\d()+\s/*x-]+)?|\(?[A-Z]\)?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ColumnNumber();
}
