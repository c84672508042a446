using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Workflow.Api.Documents;

/// <summary>A word and where it stands; distances in points from the lower left corner.</summary>
internal sealed record PdfWord(string Text, double Left, double Right, double Baseline, double Size)
{
    public double Middle => (Left + Right) / 2;

    /// <summary>About half the height of its letters.</summary>
    public double Height => Baseline + (Size / 4);

    public bool IsBullet => Text is "•" or "-" or "–" or "+" or "▪" or "\uF0B7" or "\uF02D" or "o";
}

/// <summary>The words on one baseline, from left to right.</summary>
internal sealed record PdfLine(int Page, IReadOnlyList<PdfWord> Words)
{
    public double Baseline => Words[0].Baseline;

    public double Size { get; } = Words.Max(word => word.Size);

    public double Left => Words[0].Left;

    public double Right => Words[^1].Right;

    public bool IsItem => Words.Count > 1 && Words[0].IsBullet;

    /// <summary>Where the text begins, after a bullet.</summary>
    public double TextLeft => IsItem ? Words[1].Left : Left;

    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <summary>A page: its running lines from top to bottom, the tables drawn on it with rules, and the rules.</summary>
internal sealed partial record PdfPage(IReadOnlyList<PdfLine> Lines, IReadOnlyList<PdfTable> Tables, IReadOnlyList<PdfRule> Rules)
{
    private const double SameLine = 0.4;
    private const double ThickestRule = 3;
    private const double ShortestRule = 6;
    private const double WholePage = 0.7;

    public static PdfPage Of(Page page)
    {
        var words = page.GetWords()
            .Where(word => word.TextOrientation == TextOrientation.Horizontal && word.Text.Length > 0)
            .Select(word => new PdfWord(word.Text, word.BoundingBox.Left, word.BoundingBox.Right, word.Letters[0].StartBaseLine.Y, Math.Max(1, word.Letters[0].PointSize)))
            .ToList();
        var rules = page.Paths.Where(path => path.IsStroked || path.IsFilled).SelectMany(path => path).SelectMany(path => RulesOf(path, page)).ToList();
        var tables = new List<PdfTable>();
        foreach (var grid in PdfGrid.Find(rules))
        {
            var inside = words.Where(grid.Holds).ToList();
            tables.Add(PdfTable.Of(grid, inside, page.Number));
            words = [.. words.Except(inside)];
        }

        return new PdfPage(WithoutPageNumber(Lined(words, page.Number)), tables, rules);
    }

    public static List<PdfLine> Lined(IEnumerable<PdfWord> words, int page)
    {
        var lines = new List<PdfLine>();
        var open = new List<PdfWord>();
        foreach (var word in words.OrderByDescending(word => word.Baseline))
        {
            if (open.Count > 0 && open[0].Baseline - word.Baseline > SameLine * open[0].Size)
            {
                lines.Add(new PdfLine(page, InOrder(open)));
                open = [];
            }

            open.Add(word);
        }

        if (open.Count > 0)
        {
            lines.Add(new PdfLine(page, InOrder(open)));
        }

        return lines;
    }

    private static List<PdfWord> InOrder(List<PdfWord> words) => [.. words.OrderBy(word => word.Left)];

    private static List<PdfLine> WithoutPageNumber(List<PdfLine> lines)
    {
        if (lines.Count > 1 && PageNumber().IsMatch(lines[^1].Text))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count > 1 && PageNumber().IsMatch(lines[0].Text))
        {
            lines.RemoveAt(0);
        }

        return lines;
    }

    private static IEnumerable<PdfRule> RulesOf(PdfSubpath path, Page page)
    {
        // A box as large as the page is its background.
        if (path.GetBoundingRectangle() is not { } box
            || Math.Max(box.Width, box.Height) < ShortestRule
            || (box.Width > page.Width * WholePage && box.Height > page.Height * WholePage))
        {
            return [];
        }

        var (left, right, bottom, top) = (box.Left, box.Right, box.Bottom, box.Top);
        return Math.Min(box.Width, box.Height) < ThickestRule
            ? [new PdfRule(left, right, bottom, top)]
            : [new(left, right, top, top), new(left, right, bottom, bottom), new(left, left, bottom, top), new(right, right, bottom, top)];
    }

    [GeneratedRegex(@"^(?:[-–]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PageNumber();
}
