using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What the tables print of one field.</summary>
internal sealed partial class FieldRow(int number, string name, TextSpan source)
{
    private const double EnoughOfTheName = 0.6;

    private readonly SortedDictionary<int, PrintedCell> points = [];
    private readonly SortedDictionary<int, PrintedCell> percents = [];
    private readonly SortedDictionary<int, decimal> maxima = [];
    private readonly List<Doubt> doubts = [];

    public int Number => number;

    public string Name => name;

    public TextSpan Source => source;

    /// <summary>The maximum of the latest year that gives one.</summary>
    public decimal? Max => maxima.Count > 0 ? maxima.Values.Last() : null;

    /// <summary>The change against the year before, in percentage points.</summary>
    public PrintedCell? Change { get; private set; }

    /// <summary>The place among peers a table prints.</summary>
    public PrintedCell? Rank { get; private set; }

    public IReadOnlyDictionary<int, PrintedCell> Points => points;

    public IReadOnlyDictionary<int, PrintedCell> Percents => percents;

    public IReadOnlyList<Doubt> Doubts => doubts;

    public bool SaysAnything => points.Count > 0 || percents.Count > 0;

    public static bool IsOutOf(string cell) => GotOfMax().IsMatch(cell);

    public static (decimal Got, decimal Max)? OutOf(string cell) =>
        GotOfMax().Match(cell) is { Success: true } match
        && Numbers.InCell(match.Groups["got"].Value) is { } got && Numbers.InCell(match.Groups["max"].Value) is { } max
            ? (got, max)
            : null;

    public bool IsCalledLike(string other) =>
        Words.Contained(name, other) >= EnoughOfTheName || Words.Contained(other, name) >= EnoughOfTheName;

    public void Doubting(ReadValue value, string why)
    {
        if (!doubts.Exists(doubt => doubt.Value == value))
        {
            doubts.Add(new Doubt(value, why));
        }
    }

    public void TakeMax(int year, decimal max) => maxima.TryAdd(year, max);

    public void TakePoints(int year, decimal value, PlacedCell cell) => points.TryAdd(year, new PrintedCell(value, cell.Text, cell.Span));

    public void TakePercent(int year, decimal value, PlacedCell cell) => percents.TryAdd(year, new PrintedCell(value, cell.Text, cell.Span));

    public void TakeChange(PlacedCell cell) => Change ??= Numbers.Change(cell.Text) is { } change ? new PrintedCell(change, cell.Text, cell.Span) : null;

    public void TakeRank(PlacedCell cell) =>
        Rank ??= RankCell().Match(cell.Text) is { Success: true } rank
            ? new PrintedCell(decimal.Parse(rank.Groups["rank"].Value, System.Globalization.CultureInfo.InvariantCulture), cell.Text, cell.Span)
            : null;

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

        foreach (var (year, max) in other.maxima)
        {
            maxima.TryAdd(year, max);
        }

        Change ??= other.Change;
        Rank ??= other.Rank;
        return this;
    }

    [GeneratedRegex(@"^(?<got>\d{1,4}(?:[.,]\d{1,4})*\s*(?:điểm|đ)?)\s*/\s*(?<max>\d{1,4}(?:[.,]\d{1,4})*\s*(?:điểm|đ)?)(?:\s*\([^)]*\))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GotOfMax();

    [GeneratedRegex(@"^(?:thứ\s+|hạng\s+)?(?<rank>\d{1,3})(?:\s*/\s*\d{1,3})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RankCell();
}

/// <summary>A number of a table, as it is printed and where.</summary>
internal sealed record PrintedCell(decimal Value, string Text, TextSpan Span);
