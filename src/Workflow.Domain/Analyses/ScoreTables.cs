using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Points lost as a row of a table prints them, with the reason its last column gives.</summary>
internal sealed record TableLoss(ScoreRow Row, int? Field, string? Code, decimal Points, PlacedCell Reason, bool IsPrinted);

/// <summary>The row that adds up the fields.</summary>
internal sealed record TotalRow(FieldRow Printed, decimal? Appraised, decimal? Survey);

/// <summary>
/// Every table of points, percentages and losses, read into one row for each field, one for each criterion, and the losses
/// that have a reason beside them.
/// </summary>
internal sealed partial class ScoreTables
{
    private readonly SortedDictionary<int, FieldRow> fields = [];
    private readonly Dictionary<(int Field, string Code), CriterionReading> criteria = [];
    private readonly List<TableLoss> losses = [];
    private readonly List<(ScoreRow Row, int? Field)> oddRows = [];
    private readonly int year;

    private ScoreTables(int year) => this.year = year;

    public IReadOnlyCollection<FieldRow> Fields => fields.Values;

    public IReadOnlyCollection<CriterionReading> Criteria => criteria.Values;

    public IReadOnlyList<TableLoss> Losses => losses;

    /// <summary>Rows that tell a loss their columns do not say.</summary>
    public IReadOnlyList<(ScoreRow Row, int? Field)> OddRows => oddRows;

    public TotalRow? Total { get; private set; }

    /// <summary>The fields and criteria of a reading that is there already, for what a sentence says beside it.</summary>
    public static ScoreTables Of(AnalysisReading reading)
    {
        var known = new ScoreTables(reading.BaseYear);
        foreach (var field in reading.Fields)
        {
            var row = new FieldRow(field.Number, field.Name, field.Source);
            row.TakeMax(reading.BaseYear, field.Max);
            known.fields[field.Number] = row;
        }

        foreach (var criterion in reading.Criteria)
        {
            known.criteria.TryAdd((criterion.Field, criterion.Code), criterion);
        }

        return known;
    }

    /// <summary>Reads all tables; a column that names no year is about the year of its caption, otherwise about the given one.</summary>
    public static ScoreTables Read(SourceDocument document, int year)
    {
        var read = new ScoreTables(year);
        var tables = document.Blocks
            .Select((block, at) => (Table: block as PlacedTable, Caption: at > 0 ? document.Blocks[at - 1] as PlacedParagraph : null))
            .Where(block => block.Table is not null && !DirectiveTable.Is(block.Table) && !PeerTable.Is(block.Table))
            .Select(block => (Rows: Rows(block.Table!), Columns: ScoreColumns.Of(block.Table!), Year: YearOf(block.Caption)))
            .ToList();
        foreach (var (rows, columns, captioned) in tables.OrderByDescending(table => PrintsScores(table.Columns, table.Rows)))
        {
            read.Add(rows, columns, captioned ?? year, PrintsScores(columns, rows));
        }

        return read;
    }

    /// <summary>Whether a table gives maxima and points, as a table of scores must.</summary>
    private static bool PrintsScores(ScoreColumns columns, List<ScoreRow> rows) => rows.Exists(row => row.Max is not null)
        && (columns.Have(ColumnMeaning.Points) || columns.Have(ColumnMeaning.Appraised) || columns.Have(ColumnMeaning.Survey)
            || columns.Have(ColumnMeaning.SelfScored) || columns.Have(ColumnMeaning.Lost));

    private static List<ScoreRow> Rows(PlacedTable table)
    {
        var columns = ScoreColumns.Of(table);
        var rows = table.Body.Select(cells => new ScoreRow(cells, columns)).ToList();
        if (rows.Exists(row => RowLabel.IsRoman(row.Number)))
        {
            NumberWithinRomanFields(rows);
        }
        else if (rows.TrueForAll(row => row.Label.Level is RowLevel.Other or RowLevel.Total) && columns.First(ColumnMeaning.Number) is null)
        {
            NumberByPlace(rows);
        }

        return rows;
    }

    /// <summary>Where Roman numerals count the fields, plain numbers count the criteria under them.</summary>
    private static void NumberWithinRomanFields(List<ScoreRow> rows)
    {
        int? field = null;
        foreach (var row in rows)
        {
            if (row.Label.Level is RowLevel.Field && RowLabel.IsRoman(row.Number))
            {
                field = row.Label.Field;
            }
            else if (field is not null && row.Label.Level is RowLevel.Field or RowLevel.Criterion)
            {
                row.Label = row.Label with { Level = RowLevel.Criterion, Field = field, Code = row.Label.Code ?? row.Number.TrimEnd('.', ')') };
            }
        }

        // Counted anew in every field, "1" is not one criterion but several: 1.1, 2.1, 3.1.
        var criteria = rows.Where(row => row.Label is { Level: RowLevel.Criterion, Field: not null }).ToList();
        if (criteria.GroupBy(row => row.Label.Code).Any(same => same.DistinctBy(row => row.Label.Field).Count() > 1))
        {
            criteria.ForEach(row => row.Label = row.Label with { Code = $"{row.Label.Field}.{row.Label.Code}" });
        }
    }

    private static void NumberByPlace(List<ScoreRow> rows)
    {
        var number = 0;
        foreach (var row in rows.Where(row => row.Label.Level is RowLevel.Other && row.HasValues && row.Label.Name.Any(char.IsLetter)))
        {
            row.Label = row.Label with { Level = RowLevel.Field, Field = ++number };
        }
    }

    private static int? YearOf(PlacedParagraph? caption)
    {
        var years = caption is null ? [] : Year().Matches(caption.Text).Select(match => match.Value).Distinct().ToList();
        return years.Count == 1 ? int.Parse(years[0], System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private void Add(List<ScoreRow> rows, ScoreColumns columns, int about, bool printsScores)
    {
        int? field = null;
        string? parent = null;
        foreach (var row in rows)
        {
            var label = row.Label;
            if (label.Level is RowLevel.Total)
            {
                Total ??= printsScores ? new TotalRow(Read(row, 0, columns, about), row.Appraised, row.Survey) : null;
                continue;
            }

            if (label.Level is RowLevel.Field && Take(Read(row, label.Field!.Value, columns, about), printsScores))
            {
                field = label.Field;
                parent = null;
                continue;
            }

            if (label.Level is RowLevel.Criterion)
            {
                field = label.Field;
                parent = label.Code;
                if (printsScores)
                {
                    Take(row);
                }
            }

            if (row.IsOdd)
            {
                oddRows.Add((row, label.Field ?? field));
            }
            else if (row.HasValues && row.Reason is { } reason && Says(reason) && LossOf(row) is { } lost)
            {
                losses.Add(new TableLoss(row, label.Level is RowLevel.Criterion ? label.Field : field, label.Level is RowLevel.Criterion ? label.Code : parent is not null && label.Level is RowLevel.Other ? parent : null, lost.Points, reason, lost.IsPrinted));
            }
        }
    }

    private static FieldRow Read(ScoreRow row, int number, ScoreColumns columns, int about)
    {
        var read = new FieldRow(number, row.Label.Name, row.Span);
        row.Give(read, about);
        if (columns.ByPlace)
        {
            read.Doubting(ReadValue.Points, Doubt.UnlabelledColumn);
            read.Doubting(ReadValue.Max, Doubt.UnlabelledColumn);
        }

        return read;
    }

    /// <summary>Whether the row is a field's: one of a table of scores, or of another table that calls it the same.</summary>
    private bool Take(FieldRow read, bool printsScores)
    {
        if (fields.TryGetValue(read.Number, out var known))
        {
            if (known.IsCalledLike(read.Name))
            {
                fields[read.Number] = known.With(read);
                return true;
            }

            return false;
        }

        if (printsScores && read.SaysAnything && read.Max is not null)
        {
            fields[read.Number] = read;
            return true;
        }

        return false;
    }

    private void Take(ScoreRow row)
    {
        var (field, code) = (row.Label.Field!.Value, row.Label.Code!);
        criteria.TryAdd((field, code), new CriterionReading(
            field, code, row.Label.Name, row.Max, row.SelfScored, row.Appraised ?? (row.Survey is null ? row.Points : null), row.Survey, row.Lost, row.Span)
        {
            Doubts = row.Lost is not null && row.PrintedLost is null ? [new Doubt(ReadValue.Points, Doubt.Computed)] : [],
        });
    }

    /// <summary>What a row lost: as its columns or as its reason says.</summary>
    private static (decimal Points, bool IsPrinted)? LossOf(ScoreRow row) =>
        row.PrintedLost is { } printed ? (printed > 0 ? (printed, true) : null)
        : row.Lost is { } lost ? (lost > 0 ? (lost, false) : null)
        : null;

    private static bool Says(PlacedCell reason) => !Nothing().IsMatch(reason.Text) && reason.Text.Count(char.IsLetter) > 3;

    [GeneratedRegex(@"^(?:không(?: có| trừ| mất)?|đạt(?: điểm)?(?: tối đa)?|không (?:bị )?(?:trừ|mất) điểm|đạt yêu cầu|như trên|nt)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\b20\d\d\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();
}
