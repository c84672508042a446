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

/// <summary>The cells that rules drawn on a page enclose; how Word and most programs print a table.</summary>
internal sealed class PdfGrid
{
    private const double Slack = 2;
    private const int FewestLines = 3;
    private const int MostRules = 4000;

    private readonly List<PdfRule> down;

    private PdfGrid(List<PdfRule> rules)
    {
        down = [.. rules.Where(rule => !rule.IsAcross)];
        Columns = Distinct(down.Select(rule => rule.Place));
        Rows = [.. Distinct(rules.Where(rule => rule.IsAcross).Select(rule => rule.Height)).AsEnumerable().Reverse()];
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
            var grid = new PdfGrid(Connected(left));
            if (grid.Columns.Count >= FewestLines && grid.Rows.Count >= FewestLines)
            {
                grids.Add(grid);
            }
        }

        return [.. grids.OrderByDescending(grid => grid.Top)];
    }

    public bool Holds(PdfWord word) =>
        word.Middle > Columns[0] && word.Middle < Columns[^1] && word.Height < Rows[0] && word.Height > Rows[^1];

    /// <summary>The text of each cell; one merged over several columns has it in the first.</summary>
    public List<IReadOnlyList<string>> Cells(IEnumerable<PdfWord> words)
    {
        var cells = Enumerable.Range(0, Rows.Count - 1).Select(_ => Enumerable.Repeat("", Columns.Count - 1).ToArray()).ToList();
        foreach (var line in PdfPage.Lined(words, 0))
        {
            foreach (var word in line.Words)
            {
                var row = Enumerable.Range(0, Rows.Count - 1).Last(at => word.Height < Rows[at]);
                var column = Enumerable.Range(0, Columns.Count - 1).Last(at => word.Middle > Columns[at] && (at == 0 || IsDrawn(at, row)));
                cells[row][column] = PdfParagraphs.Joined(cells[row][column], word.Text);
            }
        }

        return [.. cells];
    }

    private bool IsDrawn(int column, int row)
    {
        var middle = (Rows[row] + Rows[row + 1]) / 2;
        return down.Any(rule => Math.Abs(rule.Place - Columns[column]) <= Slack && rule.Bottom - Slack < middle && rule.Top + Slack > middle);
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
