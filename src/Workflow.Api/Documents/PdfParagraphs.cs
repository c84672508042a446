using System.Text.RegularExpressions;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>
/// Puts lines together into paragraphs: a new one begins at a bullet, after more space than between lines, at an indent,
/// at another size or weight of letters, where the line before had room for the first word, and at a number after a full stop.
/// </summary>
internal sealed partial class PdfParagraphs
{
    private const double NormalPitch = 1.3;
    private const double MoreSpace = 1.12;
    private const double Indent = 12;
    private const double OtherSize = 1;
    private const double Room = 10;
    private const double Straight = 2;
    private const double Centred = 4;
    private const int FewestJustified = 4;
    private const string SentenceEnds = ".;:!?";

    private readonly double pitch;
    private readonly Dictionary<int, Column> columns;
    private readonly List<PdfLine> open = [];

    public PdfParagraphs(IReadOnlyList<PdfPage> pages)
    {
        columns = pages.GroupBy(page => Math.Round(page.Width))
            .Select(alike => (Pages: alike, Column: Column.Of([.. alike.SelectMany(page => page.Lines)])))
            .SelectMany(alike => alike.Pages.SelectMany(page => page.Lines.Take(1)).Select(line => (line.Page, alike.Column)))
            .ToDictionary(page => page.Page, page => page.Column);
        var pairs = pages.SelectMany(page => page.Lines.Zip(page.Lines.Skip(1))).ToList();
        // Where a sentence goes on in small letters the lines are surely of one paragraph.
        pitch = Pitch(pairs.Where(pair => char.IsLower(pair.Second.Text[0]) && !EndsSentence(pair.First))) ?? Pitch(pairs) ?? NormalPitch;
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
        || OtherWeight(before, line)
        || HadRoom(before, line)
        || (EndsSentence(before) && Numbered().IsMatch(line.Text))
        || (before.Page == line.Page
            ? Gap(before, line) > pitch * MoreSpace || IsIndented(before, line)
            : EndsSentence(before));

    /// <summary>Whether a heading ends or begins between the two; a few bold words within a sentence are none.</summary>
    private static bool OtherWeight(PdfLine before, PdfLine line) =>
        before.IsBold != line.IsBold && !char.IsLower(line.Text[0]) && (before.IsBold || EndsSentence(before));

    private bool IsIndented(PdfLine before, PdfLine line) =>
        line.Left > before.TextLeft + Indent && !(columns[line.Page].Centres(before) && columns[line.Page].Centres(line));

    private bool HadRoom(PdfLine before, PdfLine line)
    {
        var column = columns[before.Page];
        var first = line.Words[0];
        var needed = (before.Size / 4) + (first.Right - first.Left) + Room;
        return column.Centres(before) && columns[line.Page].Centres(line) ? before.Right - before.Left + needed < column.Right - column.Left
            : column.IsJustified ? before.Right < column.Right - Straight && (before.Right + needed < column.Right || EndsSentence(before))
            : before.Right + needed < column.Right;
    }

    private static double? Pitch(IEnumerable<(PdfLine First, PdfLine Second)> pairs) =>
        pairs.Select(pair => Gap(pair.First, pair.Second))
            .Where(gap => gap > 0)
            .GroupBy(gap => Math.Round(gap, 1))
            .OrderByDescending(gaps => gaps.Count())
            .Select(gaps => (double?)gaps.Average())
            .FirstOrDefault();

    /// <summary>From line to line, in sizes of the upper one's letters.</summary>
    private static double Gap(PdfLine above, PdfLine below) => (above.Baseline - below.Baseline) / above.Size;

    private static bool EndsSentence(PdfLine line) => SentenceEnds.Contains(line.Text[^1], StringComparison.Ordinal);

    private static string Item(PdfLine line) =>
        (line.Words[0].Text == "+" ? "+ " : "- ") + string.Join(' ', line.Words.Skip(1).Select(word => word.Text));

    [GeneratedRegex(@"^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]\s+\p{Lu}|^[a-zđ]\)\s|^\(\d{1,2}\)\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();

    /// <summary>Between what edges the text of a page runs; justified where many lines end at the right one.</summary>
    private sealed record Column(double Left, double Right, bool IsJustified)
    {
        public static Column Of(IReadOnlyList<PdfLine> lines)
        {
            var left = lines.Count == 0 ? 0 : lines.Min(line => line.Left);
            var ends = lines.GroupBy(line => Math.Round(line.Right)).MaxBy(alike => alike.Count());
            return ends is not null && ends.Count() >= FewestJustified && ends.Count() > lines.Count / 10
                ? new Column(left, ends.Max(line => line.Right), true)
                : new Column(left, lines.Count == 0 ? 0 : lines.Max(line => line.Right), false);
        }

        public bool Centres(PdfLine line) => Math.Abs(line.Middle - ((Left + Right) / 2)) < Centred;
    }
}
