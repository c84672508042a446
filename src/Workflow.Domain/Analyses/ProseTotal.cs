using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>The index of the year as a sentence gives it: "đạt 78,12 điểm, xếp vị trí thứ 4/8".</summary>
internal static partial class ProseTotal
{
    /// <summary>Searches the paragraphs that stand under no field's heading.</summary>
    public static YearTotal? Read(IEnumerable<PlacedParagraph> beside, int baseYear) => beside
        .Select(paragraph => Of(paragraph, baseYear))
        .FirstOrDefault(total => total is not null);

    private static YearTotal? Of(PlacedParagraph paragraph, int baseYear)
    {
        var match = Said().Match(paragraph.Text) is { Success: true } ranked ? ranked : Alone().Match(paragraph.Text);
        return match.Success && Numbers.Points(match.Groups["index"].Value) is { } index && !OfAField().IsMatch(paragraph.Text[..match.Index])
            ? new YearTotal(baseYear, null, null, index, Whole(match.Groups["rank"]), Whole(match.Groups["of"]), paragraph.Inside(match.Index, match.Length))
            : null;
    }

    private static int? Whole(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"lĩnh vực|thành phần|tiêu chí", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfAField();

    [GeneratedRegex(
        @"\bđạt\s+(?:được\s+)?(?<index>\d{1,4}(?:[.,]\d{1,4})?)\s*(?:/\s*\d{1,4}(?:[.,]\d{1,4})?\s*)?(?:điểm|%)(?:[^.;]{0,80}?\b(?:xếp|đứng)\s+(?:(?:hạng|vị trí|thứ hạng|thứ|số|ở)\s+)*(?<rank>\d{1,3})(?:\s*/\s*(?<of>\d{1,3}))?\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Said();

    [GeneratedRegex(@"\b(?:chỉ số|PAR INDEX|tổng (?:số )?điểm)\b[^.;]{0,100}?\bđạt\s+(?:được\s+)?(?<index>\d{1,4}(?:[.,]\d{1,4})?)\s*(?:/\s*\d{1,4}(?:[.,]\d{1,4})?\s*)?điểm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Alone();
}
