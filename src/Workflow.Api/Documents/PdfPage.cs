using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Workflow.Api.Documents;

/// <summary>A word and where it stands; distances in points from the lower left corner.</summary>
internal sealed record PdfWord(string Text, double Left, double Right, double Baseline, double Size, bool IsBold = false)
{
    private const double NarrowestSpace = 0.13;


    public double Middle => (Left + Right) / 2;

    /// <summary>About half the height of its letters.</summary>
    public double Height => Baseline + (Size / 4);

    public bool IsBullet => Text is "•" or "-" or "–" or "+" or "▪" or "\uF0B7" or "\uF02D" or "o";

    /// <summary>
    /// Whether the next is the rest of this word: where a letter comes from another font than its neighbours, as ị often does,
    /// the gap beside it is wider than between letters but no space.
    /// </summary>
    public bool GoesOnIn(PdfWord next) =>
        Math.Abs(next.Baseline - Baseline) < 1 && next.Left > Left && Math.Abs(next.Left - Right) < NarrowestSpace * Size;

    public PdfWord With(PdfWord next) => this with { Text = Text + next.Text, Right = Math.Max(Right, next.Right), IsBold = IsBold && next.IsBold };
}

/// <summary>The words on one baseline, from left to right.</summary>
internal sealed record PdfLine(int Page, IReadOnlyList<PdfWord> Words)
{
    public double Baseline => Words[0].Baseline;

    public double Size { get; } = Words.Max(word => word.Size);

    public double Left => Words[0].Left;

    public double Right => Words[^1].Right;

    public double Middle => (Left + Right) / 2;

    public bool IsBold { get; } = Words.All(word => word.IsBold);

    public bool IsItem => Words.Count > 1 && Words[0].IsBullet;

    /// <summary>Where the text begins, after a bullet.</summary>
    public double TextLeft => IsItem ? Words[1].Left : Left;

    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <summary>A page: its running lines from top to bottom, the tables drawn on it with rules, and the rules; its width in points.</summary>
internal sealed record PdfPage(IReadOnlyList<PdfLine> Lines, IReadOnlyList<PdfTable> Tables, IReadOnlyList<PdfRule> Rules, double Width)
{
    private const double SameLine = 0.4;
    private const double ThickestRule = 3;
    private const double ShortestRule = 6;
    private const double WholePage = 0.7;

    public static PdfPage Of(Page page)
    {
        var words = Words(page);
        var rules = page.Paths.Where(path => path.IsStroked || path.IsFilled).SelectMany(path => path).SelectMany(path => RulesOf(path, page)).ToList();
        var tables = new List<PdfTable>();
        foreach (var grid in PdfGrid.Find(rules))
        {
            var inside = words.Where(grid.Holds).ToList();
            tables.Add(PdfTable.Of(grid, inside, page.Number));
            words = [.. words.Except(inside)];
        }

        return new PdfPage(Lined(words, page.Number), tables, rules, page.Width);
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

    private static List<PdfWord> Words(Page page)
    {
        var words = new List<PdfWord>();
        var spaces = page.Letters.Where(letter => string.IsNullOrWhiteSpace(letter.Value))
            .ToLookup(letter => Math.Round(letter.StartBaseLine.Y), letter => letter.StartBaseLine.X);
        foreach (var word in page.GetWords().Where(word => word.TextOrientation == TextOrientation.Horizontal && word.Text.Length > 0))
        {
            var (first, last) = (word.Letters[0], word.Letters[^1]);
            var placed = new PdfWord(
                word.Text,
                Math.Min(word.BoundingBox.Left, first.StartBaseLine.X),
                Math.Max(word.BoundingBox.Right, last.EndBaseLine.X),
                first.StartBaseLine.Y,
                Math.Max(1, first.PointSize),
                first.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) ?? false);
            if (words.Count > 0 && words[^1].GoesOnIn(placed) && !spaces[Math.Round(placed.Baseline)].Any(space => space > words[^1].Left && space < placed.Left))
            {
                words[^1] = words[^1].With(placed);
            }
            else
            {
                words.Add(placed);
            }
        }

        return words;
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
}
