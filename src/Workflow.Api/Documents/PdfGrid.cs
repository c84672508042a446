using System.Text;

namespace Workflow.Api.Documents;

/// <summary>A straight line drawn on a page, or the edge of a box: across where its ends differ in X, else down.</summary>
internal sealed record PdfRule(double Left, double Right, double Bottom, double Top)
{
    public bool IsAcross => Right - Left > Top - Bottom;

    public double Height => (Bottom + Top) / 2;

    public double Place => (Left + Right) / 2;

    public bool Touches(PdfRule other, double slack) =>
        Left <= other.Right + slack && other.Left <= Right + slack && Bottom <= other.Top + slack && other.Bottom <= Top + slack;
}

/// <summary>
/// The text of a cell, its last line, the place where the cell ends, and how wide its first word is: by these it shows whether the
/// text goes on in a cell of the next page. A cell of a table without rules has no place: then nothing goes on.
/// </summary>
internal sealed record PdfCell(string Text, IReadOnlyList<PdfWord> LastLine, double Right, double FirstWord)
{
    private const double Padding = 8;

    public static readonly PdfCell Empty = new("", [], double.PositiveInfinity, 0);

    /// <summary>Whether its last line has no room for a word so wide.</summary>
    public bool IsFull(double word) => LastLine.Count > 0 && LastLine[^1].Right + (LastLine[^1].Size / 4) + word > Right - Padding;

    public PdfCell With(PdfWord word, double right)
    {
        if (LastLine.Count == 0)
        {
            return new PdfCell(word.Text, [word], right, word.Right - word.Left);
        }

        var sameLine = Math.Abs(LastLine[^1].Baseline - word.Baseline) < word.Size / 2;
        var text = !sameLine && IsBrokenWord(word) ? Text + word.Text : PdfParagraphs.Joined(Text, word.Text);
        return this with { Text = text, LastLine = sameLine ? [.. LastLine, word] : [word], Right = right };
    }

    /// <summary>A word wider than its cell is broken between letters: "STT" into "ST" and "T", "Điểm" into "Điể" and "m".</summary>
    private bool IsBrokenWord(PdfWord next) =>
        LastLine is [var one]
        && next.Text.All(char.IsLetter)
        && !HasVowel(next.Text)
        && (char.IsLower(next.Text[0]) || !HasVowel(one.Text))
        && IsFull((next.Right - next.Left) / next.Text.Length);

    private static bool HasVowel(string word) =>
        word.Normalize(NormalizationForm.FormD).Any(letter => "aeiouyAEIOUYơưƠƯ".Contains(letter, StringComparison.Ordinal));
}

/// <summary>The cells that rules drawn on a page enclose; how Word and most programs print a table.</summary>
internal sealed class PdfGrid
{
    private const double Slack = 2;
    private const int FewestLines = 3;
    private const int MostRules = 4000;

    private readonly List<PdfRule> down;
    private readonly List<PdfRule> across;

    private PdfGrid(IEnumerable<PdfRule> down, List<PdfRule> across, IReadOnlyList<double> rows)
    {
        this.across = across;
        Rows = rows;
        this.down = [.. down.Where(rule => Enumerable.Range(0, Math.Max(0, rows.Count - 1)).Any(row => Passes(rule, row)))];
        Columns = Distinct(this.down.Select(rule => rule.Place));
    }

    /// <summary>The upright lines from left to right.</summary>
    public IReadOnlyList<double> Columns { get; }

    /// <summary>The level lines from top to bottom.</summary>
    public IReadOnlyList<double> Rows { get; }

    public double Top => Rows[0];

    public static IReadOnlyList<PdfGrid> Find(IReadOnlyList<PdfRule> rules)
    {
        if (rules.Count > MostRules)
        {
            return [];
        }

        var grids = new List<PdfGrid>();
        var left = rules.ToList();
        while (left.Count > 0)
        {
            grids.AddRange(Of(Connected(left)).Parted().Where(grid => grid.Columns.Count >= FewestLines && grid.Rows.Count >= FewestLines));
        }

        return [.. grids.OrderByDescending(grid => grid.Top)];
    }

    public bool Holds(PdfWord word) =>
        word.Middle > Columns[0] && word.Middle < Columns[^1] && word.Height < Rows[0] && word.Height > Rows[^1];

    /// <summary>The text of each cell; one merged over several columns or rows has it in the first.</summary>
    public List<IReadOnlyList<PdfCell>> Cells(IEnumerable<PdfWord> words)
    {
        var cells = Enumerable.Range(0, Rows.Count - 1).Select(_ => Enumerable.Repeat(PdfCell.Empty, Columns.Count - 1).ToArray()).ToList();
        foreach (var word in PdfPage.Lined(words, 0).SelectMany(line => line.Words))
        {
            var row = Enumerable.Range(0, Rows.Count - 1).Last(at => word.Height < Rows[at]);
            var column = Enumerable.Range(0, Columns.Count - 1).Last(at => word.Middle > Columns[at] && (at == 0 || IsDrawn(at, row)));
            var right = Enumerable.Range(column + 1, Columns.Count - 1 - column).First(at => at == Columns.Count - 1 || IsDrawn(at, row));
            while (row > 0 && !IsRuled(row, (Columns[column] + Columns[right]) / 2))
            {
                row--;
            }

            cells[row][column] = cells[row][column].With(word, Columns[right]);
        }

        return [.. cells];
    }

    private static PdfGrid Of(List<PdfRule> rules)
    {
        var across = rules.Where(rule => rule.IsAcross).ToList();
        return new PdfGrid(rules.Where(rule => !rule.IsAcross), across, [.. Distinct(across.Select(rule => rule.Height)).AsEnumerable().Reverse()]);
    }

    /// <summary>Two tables one right below the other hang together by their edges, but no line between columns goes on.</summary>
    private IEnumerable<PdfGrid> Parted()
    {
        var start = 0;
        var above = Inner(0);
        for (var row = 1; row < Rows.Count - 1; row++)
        {
            var below = Inner(row);
            if (above.Count > 0 && below.Count > 0 && !above.Overlaps(below))
            {
                yield return new PdfGrid(down, across, [.. Rows.Skip(start).Take(row - start + 1)]);
                start = row;
            }

            above = below;
        }

        yield return start == 0 ? this : new PdfGrid(down, across, [.. Rows.Skip(start)]);
    }

    private HashSet<int> Inner(int row) => [.. Enumerable.Range(1, Math.Max(0, Columns.Count - 2)).Where(column => IsDrawn(column, row))];

    private bool IsDrawn(int column, int row) => down.Any(rule => Math.Abs(rule.Place - Columns[column]) <= Slack && Passes(rule, row));

    private bool IsRuled(int row, double place) =>
        across.Any(rule => Math.Abs(rule.Height - Rows[row]) <= Slack && rule.Left - Slack < place && rule.Right + Slack > place);

    private bool Passes(PdfRule rule, int row)
    {
        var middle = (Rows[row] + Rows[row + 1]) / 2;
        return rule.Bottom - Slack < middle && rule.Top + Slack > middle;
    }

    /// <summary>Takes from the rules one and all that hang together with it.</summary>
    private static List<PdfRule> Connected(List<PdfRule> rules)
    {
        var connected = new List<PdfRule> { rules[^1] };
        rules.RemoveAt(rules.Count - 1);
        for (var at = 0; at < connected.Count; at++)
        {
            var one = connected[at];
            connected.AddRange(rules.Where(rule => rule.Touches(one, Slack)));
            rules.RemoveAll(rule => rule.Touches(one, Slack));
        }

        return connected;
    }

    private static List<double> Distinct(IEnumerable<double> places)
    {
        var distinct = new List<double>();
        foreach (var place in places.Order())
        {
            if (distinct.Count == 0 || place - distinct[^1] > Slack)
            {
                distinct.Add(place);
            }
        }

        return distinct;
    }
}
