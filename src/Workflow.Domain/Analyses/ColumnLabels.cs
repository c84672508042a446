using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What the header rows say of each column, a heading merged over several columns counting for each of them.</summary>
internal sealed partial class ColumnLabels
{
    private readonly string[] labels;

    private ColumnLabels(string[] labels) => this.labels = labels;

    public int Count => labels.Length;

    public string this[int column] => labels[column];

    public static ColumnLabels Of(IReadOnlyList<IReadOnlyList<PlacedCell>> rows)
    {
        IReadOnlyList<IReadOnlyList<PlacedCell>> headerRows = [.. rows.Where(row => !TableHead.NumbersColumns([.. row.Select(cell => cell.Text)]))];
        var width = headerRows.Select(row => row.Count).DefaultIfEmpty().Max();
        var labels = new string[width];
        Array.Fill(labels, "");
        for (var row = 0; row < headerRows.Count; row++)
        {
            for (var column = 0; column < width; column++)
            {
                labels[column] = $"{labels[column]} {Heading(headerRows, row, column)}".Trim();
            }
        }

        return new ColumnLabels(labels);
    }

    /// <summary>The columns whose label speaks of one of these.</summary>
    public IEnumerable<int> About(params string[] words) =>
        Enumerable.Range(0, Count).Where(column => words.Any(word => labels[column].Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The year a column is about, if its label names exactly one.</summary>
    public int? YearOf(int column)
    {
        var years = Year().Matches(labels[column]).Select(match => match.Value).Distinct().ToList();
        return years.Count == 1 ? int.Parse(years[0], CultureInfo.InvariantCulture) : null;
    }

    private static string Heading(IReadOnlyList<IReadOnlyList<PlacedCell>> rows, int row, int column)
    {
        var own = TextAt(rows, row, column);
        if (own.Length > 0 || column == 0 || row + 1 >= rows.Count)
        {
            return own;
        }

        // An empty cell belongs to the heading on its left only if both are divided further below.
        return IsDivided(rows, row, column) && IsDivided(rows, row, column - 1) ? Heading(rows, row, column - 1) : "";
    }

    private static bool IsDivided(IReadOnlyList<IReadOnlyList<PlacedCell>> rows, int row, int column) =>
        Enumerable.Range(row + 1, rows.Count - row - 1).Any(below => TextAt(rows, below, column).Length > 0);

    private static string TextAt(IReadOnlyList<IReadOnlyList<PlacedCell>> rows, int row, int column) =>
        column < rows[row].Count ? rows[row][column].Text : "";

    [GeneratedRegex(@"\b20\d\d\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();
}
