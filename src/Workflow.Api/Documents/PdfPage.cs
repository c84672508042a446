using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;

namespace Workflow.Api.Documents;

/// <summary>A word and where it stands; distances in points from the lower left corner.</summary>
internal sealed record PdfWord(string Text, double Left, double Right, double Baseline, double Size)
{
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

/// <summary>A page as lines from top to bottom, and the heights at which rules are drawn across it.</summary>
internal sealed partial record PdfPage(IReadOnlyList<PdfLine> Lines, IReadOnlyList<PdfRule> Rules)
{
    private const double SameLine = 0.4;
    private const double ThinnestRule = 3;
    private const double ShortestRule = 10;

    public static PdfPage Of(Page page)
    {
        var words = page.GetWords()
            .Where(word => word.TextOrientation == TextOrientation.Horizontal && word.Text.Length > 0)
            .Select(word => new PdfWord(word.Text, word.BoundingBox.Left, word.BoundingBox.Right, word.Letters[0].StartBaseLine.Y, Math.Max(1, word.Letters[0].PointSize)))
            .OrderByDescending(word => word.Baseline)
            .ToList();
        var lines = Lined(words, page.Number);
        return new PdfPage(WithoutPageNumber(lines), [.. page.Paths.SelectMany(RulesOf)]);
    }

    private static List<PdfLine> Lined(List<PdfWord> words, int page)
    {
        var lines = new List<PdfLine>();
        var open = new List<PdfWord>();
        foreach (var word in words)
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

    private static IEnumerable<PdfRule> RulesOf(UglyToad.PdfPig.Graphics.PdfPath path)
    {
        if (path.GetBoundingRectangle() is not { } box || box.Width < ShortestRule)
        {
            yield break;
        }

        yield return new PdfRule(box.Left, box.Right, box.Top);
        if (box.Height > ThinnestRule)
        {
            yield return new PdfRule(box.Left, box.Right, box.Bottom);
        }
    }

    [GeneratedRegex(@"^(?:[-–]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PageNumber();
}

/// <summary>A horizontal line drawn on a page.</summary>
internal sealed record PdfRule(double Left, double Right, double Height);
