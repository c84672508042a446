using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What a reason counts: so many of so many, and a percentage as printed.</summary>
internal sealed record Figures(decimal? Numerator, decimal? Denominator, decimal? Percent);

/// <summary>Finds figures: "35/38 chỉ tiêu", "tổng số hồ sơ … 2818; số hồ sơ … 1339", "đạt 62%".</summary>
internal static partial class FigureFinder
{
    public static Figures Find(string reason)
    {
        var pair = OutOf(reason) ?? TotalAndPart(reason);
        return new Figures(pair?.Part, pair?.Whole, PercentIn(reason));
    }

    private static (decimal Part, decimal Whole)? OutOf(string reason)
    {
        var cited = DocumentFinder.Find(reason);
        foreach (Match match in Fraction().Matches(reason))
        {
            var inCitation = cited.Any(one => match.Index >= one.Index && match.Index < one.Index + one.Length);
            if (!inCitation && Pair(match) is { } pair)
            {
                return pair;
            }
        }

        return null;
    }

    private static (decimal Part, decimal Whole)? TotalAndPart(string reason) =>
        PartOfTotal().Match(reason) is { Success: true } match ? Pair(match) : null;

    private static (decimal Part, decimal Whole)? Pair(Match match) =>
        Numbers.Count(match.Groups["part"].Value) is { } part && Numbers.Count(match.Groups["whole"].Value) is { } whole && whole > 0 && part <= whole
            ? (part, whole)
            : null;

    private static decimal? PercentIn(string reason) =>
        Percentage().Match(reason) is { Success: true } match ? Numbers.Points(match.Groups["percent"].Value) : null;

    [GeneratedRegex(
        @"(?<![\d/.,-])(?<!\b(?:ngày|tháng|quý|năm|trước|sau|đến|từ|hạng|thứ)\s)(?<part>\d{1,3}(?:\.\d{3}){1,2}|\d{1,7})\s?/\s?(?<whole>\d{1,3}(?:\.\d{3}){1,2}|\d{1,7})(?=\s+\p{L}|\s*\(|\s*[,;.)](?:\s|$)|$)(?!\s+huyện)"
        + @"|(?<![\d/.,-])(?<part>\d{1,3}(?:\.\d{3}){0,3}(?:,\d{1,3})?)\s?/\s?(?<whole>\d{1,3}(?:\.\d{3}){0,3}(?:,\d{1,3})?)(?=\s+(?:tỷ|triệu)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"\btổng số\s[^,;]{1,200}?\s(?:là\s)?(?<whole>\d{1,3}(?:\.\d{3}){1,2}|\d{1,7})[^\d,;]{0,40}[,;]\s*(?:trong đó,?\s*)?(?:có\s+)?(?:số\s[^,;]{1,200}?\s(?:là\s)?)(?<part>\d{1,3}(?:\.\d{3}){1,2}|\d{1,7})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartOfTotal();

    [GeneratedRegex(@"(?<![\d.,])(?<percent>\d{1,3}(?:[.,]\d{1,4})?)\s?%", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Percentage();
}
