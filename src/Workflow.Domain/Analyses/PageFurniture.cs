using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Takes out what belongs to the page and not to the text: page numbers, and header and footer lines that come again where
/// a page breaks. A line that merely comes twice in the text stays.
/// </summary>
internal static partial class PageFurniture
{
    private const int LongestLine = 120;

    public static IEnumerable<SourceBlock> Drop(IReadOnlyList<SourceBlock> blocks)
    {
        var repeated = blocks.OfType<Paragraph>()
            .Where(paragraph => paragraph.Text.Length <= LongestLine && !SaysSomething().IsMatch(paragraph.Text))
            .CountBy(paragraph => Line(paragraph.Text), StringComparer.Ordinal)
            .Where(line => line.Value > 1)
            .Select(line => line.Key)
            .ToHashSet(StringComparer.Ordinal);
        return blocks.Where((_, at) => !IsPageNumber(blocks, at) && !IsRunningLine(blocks, at, repeated));
    }

    private static bool IsPageNumber(IReadOnlyList<SourceBlock> blocks, int at) =>
        at >= 0 && at < blocks.Count && blocks[at] is Paragraph paragraph && PageNumber().IsMatch(paragraph.Text);

    private static bool IsRunningLine(IReadOnlyList<SourceBlock> blocks, int at, HashSet<string> repeated) =>
        blocks[at] is Paragraph line
        && repeated.Contains(Line(line.Text))
        && (IsPageNumber(blocks, at - 1) || IsPageNumber(blocks, at + 1) || Interrupts(blocks, at, repeated));

    /// <summary>It stands in the middle of a sentence or of a table, perhaps with others of its kind.</summary>
    private static bool Interrupts(IReadOnlyList<SourceBlock> blocks, int at, HashSet<string> repeated)
    {
        var before = at - 1;
        var after = at + 1;
        while (before >= 0 && IsLine(blocks[before], repeated))
        {
            before--;
        }

        while (after < blocks.Count && IsLine(blocks[after], repeated))
        {
            after++;
        }

        return before >= 0 && after < blocks.Count && (blocks[before], blocks[after]) switch
        {
            (Table, Table) => true,
            (Paragraph open, Paragraph next) => BrokenSentences.Continues(open.Text, next.Text),
            _ => false,
        };
    }

    private static bool IsLine(SourceBlock block, HashSet<string> repeated) =>
        block is Paragraph paragraph && (repeated.Contains(Line(paragraph.Text)) || PageNumber().IsMatch(paragraph.Text));

    private static string Line(string text) => NumberAtTheEnd().Replace(text, "");

    [GeneratedRegex(@"^(?:[-–—]\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"[\s|–-]*(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberAtTheEnd();

    [GeneratedRegex(@"tiêu chí|điểm|^[-+*•(]|^\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SaysSomething();
}
