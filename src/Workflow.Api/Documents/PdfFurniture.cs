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

    public static IReadOnlyList<PdfPage> Drop(IReadOnlyList<PdfPage> pages)
    {
        var outermost = pages.Select(page => page.Lines.Take(MostLines).Concat(page.Lines.Skip(MostLines).TakeLast(MostLines)).ToList()).ToList();
        return [.. pages.Select((page, at) => page with { Lines = Without(page.Lines, Nearby(outermost, at)) })];
    }

    private static List<PdfLine> Nearby(List<List<PdfLine>> outermost, int at) =>
        [.. Enumerable.Range(at - PagesNearby, (2 * PagesNearby) + 1)
            .Where(other => other != at && other >= 0 && other < outermost.Count)
            .SelectMany(other => outermost[other])];

    /// <summary>From the edges inward, so that a line that stands inside the text stays.</summary>
    private static List<PdfLine> Without(IReadOnlyList<PdfLine> lines, List<PdfLine> nearby)
    {
        var above = lines.Take(MostLines).TakeWhile(line => IsFurniture(line, nearby)).Count();
        var below = lines.Skip(above).Reverse().Take(MostLines).TakeWhile(line => IsFurniture(line, nearby)).Count();
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
