namespace Workflow.Domain.Analyses;

/// <summary>One row of a score table: what it is about and what its columns print.</summary>
internal sealed class ScoreRow
{
    private readonly IReadOnlyList<PlacedCell> cells;
    private readonly ScoreColumns columns;

    public ScoreRow(IReadOnlyList<PlacedCell> cells, ScoreColumns columns)
    {
        this.cells = cells;
        this.columns = columns;
        var number = columns.First(ColumnMeaning.Number) is { } at && at < cells.Count ? cells[at].Text : "";
        var name = columns.First(ColumnMeaning.Name) is { } called && called < cells.Count ? cells[called].Text : "";
        Label = RowLabel.Of(number, name);
        Number = number;
    }

    public RowLabel Label { get; set; }

    /// <summary>What stands in the column of numbers.</summary>
    public string Number { get; }

    public TextSpan Span => TextSpan.Between(cells[0].Span.Start, cells[^1].Span.End);

    public IReadOnlyList<PlacedCell> Cells => cells;

    public PlacedCell? Reason => Cell(ColumnMeaning.Reason);

    /// <summary>A row of one filled cell besides its number parts the table, it prints nothing.</summary>
    public bool HasValues => Enumerable.Range(0, cells.Count).Any(column => column < columns.Count && columns[column] > ColumnMeaning.Name && cells[column].Text.Length > 0);

    public decimal? Max => Value(ColumnMeaning.Max) ?? Latest(ColumnMeaning.Points, cell => FieldRow.OutOf(cell)?.Max);

    public decimal? Points => Latest(ColumnMeaning.Points, cell => FieldRow.OutOf(cell)?.Got ?? Numbers.InCell(cell));

    public decimal? SelfScored => Value(ColumnMeaning.SelfScored);

    public decimal? Appraised => Value(ColumnMeaning.Appraised);

    public decimal? Survey => Value(ColumnMeaning.Survey);

    public decimal? PrintedLost => Value(ColumnMeaning.Lost) is { } lost ? Math.Abs(lost) : null;

    /// <summary>Figures stand in the column of losses that are no number of points.</summary>
    public bool IsOdd => PrintedLost is null && Cell(ColumnMeaning.Lost)?.Text.Any(char.IsAsciiDigit) is true;

    /// <summary>What was scored: as printed, otherwise the appraisal's part and the survey's together.</summary>
    public decimal? Scored => Points ?? (Appraised is null && Survey is null ? null : (Appraised ?? 0) + (Survey ?? 0));

    /// <summary>What was lost: as printed, otherwise the maximum less what was scored.</summary>
    public decimal? Lost => PrintedLost ?? (Max is { } max && Scored is { } scored && scored <= max ? max - scored : null);

    /// <summary>Hands every figure of the row to its field; a column that names no year is about <paramref name="year"/>.</summary>
    public void Give(FieldRow field, int year)
    {
        var ranks = new List<(int Year, PlacedCell Cell)>();
        for (var column = 0; column < Math.Min(cells.Count, columns.Count); column++)
        {
            var cell = cells[column];
            var about = columns.YearOf(column) ?? year;
            if (columns[column] is ColumnMeaning.Points or ColumnMeaning.Percent && FieldRow.OutOf(cell.Text) is { } outOf)
            {
                field.TakePoints(about, outOf.Got, cell);
                field.TakeMax(about, outOf.Max);
            }
            else if (columns[column] is ColumnMeaning.Points && cell.Text.EndsWith('%') && Numbers.InCell(cell.Text) is { } rated)
            {
                field.TakePercent(about, rated, cell);
            }
            else if (columns[column] is ColumnMeaning.Change)
            {
                field.TakeChange(cell);
            }
            else if (columns[column] is ColumnMeaning.Rank)
            {
                ranks.Add((about, cell));
            }
            else if (Numbers.InCell(cell.Text) is { } number)
            {
                Give(field, columns[column], about, number, cell);
            }
        }

        foreach (var rank in ranks.OrderByDescending(rank => rank.Year))
        {
            field.TakeRank(rank.Cell);
        }

        GiveWhatIsComputed(field, year);
    }

    private static void Give(FieldRow field, ColumnMeaning meaning, int year, decimal number, PlacedCell cell)
    {
        switch (meaning)
        {
            case ColumnMeaning.Max:
                field.TakeMax(year, number);
                break;
            case ColumnMeaning.Points:
                field.TakePoints(year, number, cell);
                break;
            case ColumnMeaning.Percent:
                field.TakePercent(year, number, cell);
                break;
            default:
                break;
        }
    }

    /// <summary>Tables that split the score in its parts need not print it whole.</summary>
    private void GiveWhatIsComputed(FieldRow field, int year)
    {
        if (field.Points.Count > 0 || field.Max is not { } max)
        {
            return;
        }

        var cell = Cell(ColumnMeaning.Appraised) ?? Cell(ColumnMeaning.Survey) ?? Cell(ColumnMeaning.SelfScored) ?? Cell(ColumnMeaning.Lost);
        if (cell is null)
        {
            return;
        }

        var whole = Scored ?? SelfScored ?? max - PrintedLost;
        if (whole is not { } points)
        {
            return;
        }

        field.TakePoints(year, points, cell);
        if (Scored is null && SelfScored is not null)
        {
            field.Doubting(ReadValue.Points, Doubt.SelfScored);
        }
        else if (Scored is null || (Appraised is not null && Survey is not null && max - PrintedLost != points))
        {
            field.Doubting(ReadValue.Points, Doubt.Computed);
        }
    }

    private decimal? Value(ColumnMeaning meaning) => Latest(meaning, Numbers.InCell);

    /// <summary>Of several columns of one meaning that of the latest year.</summary>
    private decimal? Latest(ColumnMeaning meaning, Func<string, decimal?> read) => Enumerable.Range(0, Math.Min(cells.Count, columns.Count))
        .Where(column => columns[column] == meaning)
        .OrderByDescending(column => columns.YearOf(column) ?? int.MaxValue)
        .Select(column => read(cells[column].Text))
        .FirstOrDefault(value => value is not null);

    private PlacedCell? Cell(ColumnMeaning meaning) => Enumerable.Range(0, Math.Min(cells.Count, columns.Count))
        .Where(column => columns[column] == meaning && cells[column].Text.Length > 0)
        .Select(column => cells[column])
        .FirstOrDefault();
}
