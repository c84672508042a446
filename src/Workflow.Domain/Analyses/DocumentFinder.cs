using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A document a reason cites: kind, number and, if given, its day; as printed.</summary>
internal sealed record CitedDocument(string Text, int Index, int Length);

/// <summary>Finds the documents cited by kind and number: "Công văn số 2451/STC-TCHCSN ngày 11/12/2023".</summary>
internal static partial class DocumentFinder
{
    public static IReadOnlyList<CitedDocument> Find(string text) =>
        [.. Citation().Matches(text).Select(match => new CitedDocument(match.Value.TrimEnd('.', '-'), match.Index, match.Length))];

    /// <summary>The text without what it cites: a number and a day say nothing of the matter.</summary>
    public static string Without(string text) => Citation().Replace(text, "");

    [GeneratedRegex(
        @"\b(?:(?:Nghị quyết|Nghị định|Quyết định|Công văn|Báo cáo|Kết luận|Kế hoạch|Thông báo|Chỉ thị|Thông tư|Tờ trình|Văn bản|Hướng dẫn|Biên bản)"
        + @"|KL|QĐ|NQ|CV|BC|KH|TB|CT)\s+(?:số\s*:?\s*)?\d{1,5}(?:/\d{4})?\s?[/-]\s?(?:[\p{Lu}\d][\p{L}\d]*)(?:[-/]\s?[\p{Lu}\d][\p{L}\d]*){0,4}"
        + @"(?:,?\s+ngày\s+\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4})?",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Citation();
}
