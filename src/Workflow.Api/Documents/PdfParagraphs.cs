using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>
/// Puts lines together into paragraphs: a new one begins at a bullet, after more space than between lines, at an indent,
/// at another size of letters, or where the line before had room for the first word.
/// </summary>
internal sealed class PdfParagraphs
{
    private const double NormalPitch = 1.3;
    private const double MoreSpace = 1.2;
    private const double Indent = 12;
    private const double OtherSize = 1;
    private const double Room = 10;
    private const string SentenceEnds = ".;:!?";

    private readonly double pitch;
    private readonly double rightEdge;
    private readonly List<PdfLine> open = [];

    public PdfParagraphs(IReadOnlyList<PdfPage> pages)
    {
        var lines = pages.SelectMany(page => page.Lines).ToList();
        rightEdge = lines.Count == 0 ? 0 : lines.Max(line => line.Right);
        pitch = pages.SelectMany(page => page.Lines.Zip(page.Lines.Skip(1), (above, below) => Math.Round((above.Baseline - below.Baseline) / above.Size, 1)))
            .Where(gap => gap > 0)
            .GroupBy(gap => gap)
            .OrderByDescending(gaps => gaps.Count())
            .Select(gaps => gaps.Key)
            .FirstOrDefault(NormalPitch);
    }

    /// <summary>Two lines of one text: with a space between, save where a hyphenated number or code was broken at its hyphen.</summary>
    public static string Joined(string before, string after) =>
        before.Length == 0 ? after
        : before.Length > 1 && before[^1] == '-' && before[^2] != ' ' ? before + after
        : $"{before} {after}";

    public void Add(PdfLine line, List<SourceBlock> blocks)
    {
        if (open.Count > 0 && Opens(open[^1], line))
        {
            Close(blocks);
        }

        open.Add(line);
    }

    public void Close(List<SourceBlock> blocks)
    {
        if (open.Count == 0)
        {
            return;
        }

        var text = open.Aggregate("", (before, line) => Joined(before, line.IsItem ? Item(line) : line.Text));
        blocks.Add(new Paragraph(text));
        open.Clear();
    }

    private bool Opens(PdfLine before, PdfLine line) =>
        line.IsItem
        || Math.Abs(before.Size - line.Size) > OtherSize
        || HadRoom(before, line)
        || (before.Page == line.Page
            ? before.Baseline - line.Baseline > pitch * MoreSpace * before.Size || line.Left > before.TextLeft + Indent
            : SentenceEnds.Contains(before.Text[^1], StringComparison.Ordinal));

    private bool HadRoom(PdfLine before, PdfLine line)
    {
        var first = line.Words[0];
        var space = before.Size / 4;
        return before.Right + space + (first.Right - first.Left) + Room < rightEdge;
    }

    private static string Item(PdfLine line) =>
        (line.Words[0].Text == "+" ? "+ " : "- ") + string.Join(' ', line.Words.Skip(1).Select(word => word.Text));
}
