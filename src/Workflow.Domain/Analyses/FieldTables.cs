using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>The tables of points and of percentages, field by field and year by year, read into one row for each field.</summary>
internal sealed partial class FieldTables
{
    private readonly SortedDictionary<int, FieldRow> rows = [];

    private FieldTables()
    {
    }

    public IReadOnlyCollection<FieldRow> Rows => rows.Values;

    public static FieldTables Read(SourceDocument document)
    {
        var tables = new FieldTables();
        foreach (var table in document.Tables)
        {
            var headerRows = table.Rows.TakeWhile(row => NumberOf(row) is null).ToList();
            if (headerRows.Count > 0)
            {
                tables.Add(ColumnLabels.Of(headerRows), table.Rows.Skip(headerRows.Count));
            }
        }

        return tables;
    }

    private void Add(ColumnLabels labels, IEnumerable<IReadOnlyList<PlacedCell>> dataRows)
    {
        foreach (var row in dataRows)
        {
            if (NumberOf(row) is not { } number || row.Count < 3 || row[1].Text.Length == 0)
            {
                continue;
            }

            var read = new FieldRow(number, row[1].Text, TextSpan.Between(row[0].Span.Start, row[^1].Span.End));
            for (var column = 2; column < Math.Min(row.Count, labels.Count); column++)
            {
                read.Take(labels[column], labels.YearOf(column), row[column]);
            }

            if (read.SaysAnything)
            {
                rows[number] = rows.TryGetValue(number, out var known) ? known.With(read) : read;
            }
        }
    }

    private static int? NumberOf(IReadOnlyList<PlacedCell> row) =>
        row.Count > 1 && Number().IsMatch(row[0].Text) ? int.Parse(row[0].Text.TrimEnd('.'), CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\d{1,2}\.?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}

/// <summary>What the tables print of one field.</summary>
internal sealed partial class FieldRow(int number, string name, TextSpan source)
{
    private readonly SortedDictionary<int, PrintedCell> points = [];
    private readonly SortedDictionary<int, PrintedCell> percents = [];

    public int Number => number;

    public string Name => name;

    public TextSpan Source => source;

    public decimal? Max { get; private set; }

    /// <summary>The change against the year before, in percentage points.</summary>
    public PrintedCell? Change { get; private set; }

    public IReadOnlyDictionary<int, PrintedCell> Points => points;

    public IReadOnlyDictionary<int, PrintedCell> Percents => percents;

    public bool SaysAnything => points.Count > 0 || percents.Count > 0;

    /// <summary>Reads a cell by what it looks like, and by its column's label where the look does not tell.</summary>
    public void Take(string label, int? year, PlacedCell cell)
    {
        var outOf = GotOfMax().Match(cell.Text);
        if (outOf.Success && year is { } scored)
        {
            Max = Numbers.Points(outOf.Groups["max"].Value);
            Keep(points, scored, Numbers.Points(outOf.Groups["got"].Value), cell);
        }
        else if (label.Contains("tăng", StringComparison.OrdinalIgnoreCase) || label.Contains("giảm", StringComparison.OrdinalIgnoreCase))
        {
            Change = Numbers.Change(cell.Text) is { } change ? new PrintedCell(change, cell.Text, cell.Span) : Change;
        }
        else if (label.Contains("tối đa", StringComparison.OrdinalIgnoreCase))
        {
            Max = Numbers.Points(cell.Text) ?? Max;
        }
        else if (year is { } printed)
        {
            var isPercent = cell.Text.EndsWith('%') || label.Contains('%', StringComparison.Ordinal);
            Keep(isPercent ? percents : points, printed, Numbers.Points(cell.Text), cell);
        }
    }

    /// <summary>The same field with what another table prints of it.</summary>
    public FieldRow With(FieldRow other)
    {
        foreach (var (year, cell) in other.points)
        {
            points.TryAdd(year, cell);
        }

        foreach (var (year, cell) in other.percents)
        {
            percents.TryAdd(year, cell);
        }

        Max ??= other.Max;
        Change ??= other.Change;
        return this;
    }

    private static void Keep(SortedDictionary<int, PrintedCell> column, int year, decimal? number, PlacedCell cell)
    {
        if (number is { } value)
        {
            column.TryAdd(year, new PrintedCell(value, cell.Text, cell.Span));
        }
    }

    [GeneratedRegex(@"^(?<got>\d{1,4}(?:[.,]\d{1,4})?)\s*/\s*(?<max>\d{1,4}(?:[.,]\d{1,4})?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GotOfMax();
}

/// <summary>A number of a table, as it is printed and where.</summary>
internal sealed record PrintedCell(decimal Value, string Text, TextSpan Span);
