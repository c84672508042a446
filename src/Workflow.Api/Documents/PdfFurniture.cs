using System.Text.RegularExpressions;

namespace Workflow.Api.Documents;

/// <summary>
/// Takes out what stands at the head and the foot of pages and is no text: page numbers, and lines that come again at the same
/// height of a page nearby.
/// </summary>
internal static partial class PdfFurniture
{
    private const int MostLines = 3;
    private const int PagesNearby = 2;
    private const double SameHeight = 3;

    public static IReadOnlyList<PdfPage> Drop(IReadOnlyList<PdfPage> pages) =>
        [.. pages.Select((page, at) => page with { Lines = Without(page.Lines, Nearby(pages, at)) })];

    private static List<IReadOnlyList<PdfLine>> Nearby(IReadOnlyList<PdfPage> pages, int at) =>
        [.. Enumerable.Range(at - PagesNearby, (2 * PagesNearby) + 1)
            .Where(other => other != at && other >= 0 && other < pages.Count)
            .Select(other => pages[other].Lines)];

    /// <summary>From the edges inward, so that a line that stands inside the text stays.</summary>
    private static List<PdfLine> Without(IReadOnlyList<PdfLine> lines, List<IReadOnlyList<PdfLine>> nearby)
    {
        var heads = nearby.SelectMany(page => page.Take(MostLines)).ToList();
        var feet = nearby.SelectMany(page => page.TakeLast(MostLines)).ToList();
        var above = lines.Take(MostLines).TakeWhile(line => IsFurniture(line, heads)).Count();
        var below = lines.Skip(above).Reverse().Take(MostLines).TakeWhile(line => IsFurniture(line, feet)).Count();
        return [.. lines.Skip(above).SkipLast(below)];
    }

    private static bool IsFurniture(PdfLine line, List<PdfLine> nearby) =>
        PageNumber().IsMatch(line.Text)
        || nearby.Any(other => Math.Abs(other.Baseline - line.Baseline) < SameHeight && Words(other) == Words(line));

    private static string Words(PdfLine line) => NumberAtAnEnd().Replace(line.Text, "");

    [GeneratedRegex(@"^(?:[-–]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^\d{1,4}\s*[|–-]\s*|[\s|–-]*(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberAtAnEnd();
}
