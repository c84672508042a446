using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What a sentence says of the index of the year as a whole; some say only the rank.</summary>
internal sealed record SaidTotal(int Year, decimal? Index, int? Rank, int? RankOf, TextSpan Source);

/// <summary>
/// The index of the year in words: "đạt 78,12 điểm, xếp vị trí thứ 4/8", "xếp thứ 2/8 với 87,05 điểm", "đứng thứ 4 trong 19 xã".
/// </summary>
internal static partial class ProseTotal
{
    /// <summary>Searches the paragraphs that stand under no field's heading; a sentence with points before one with the rank alone.</summary>
    public static SaidTotal? Read(IEnumerable<PlacedParagraph> beside, int baseYear)
    {
        var said = beside.Select(paragraph => Of(paragraph, baseYear)).OfType<SaidTotal>().ToList();
        return said.Find(total => total.Index is not null) ?? said.FirstOrDefault();
    }

    /// <summary>The index of an earlier year, where a sentence names that year and gives points and rank.</summary>
    public static SaidTotal? ReadEarlier(IEnumerable<PlacedParagraph> beside, int year) => beside
        .Where(paragraph => paragraph.Text.Contains(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        .Select(paragraph => Of(paragraph, year))
        .FirstOrDefault(total => total is { Index: not null, Rank: not null });

    private static SaidTotal? Of(PlacedParagraph paragraph, int year)
    {
        foreach (var pattern in (Regex[])[Ranked(), RankedFirst(), Alone(), RankAlone()])
        {
            foreach (Match match in pattern.Matches(paragraph.Text))
            {
                if (!OfAField().IsMatch(paragraph.Text[..match.Index]) && IsOf(year, paragraph.Text[..(match.Index + match.Length)]))
                {
                    return new SaidTotal(
                        year,
                        match.Groups["index"].Success ? Numbers.Points(match.Groups["index"].Value) : null,
                        match.Groups["first"].Success ? 1 : Whole(match.Groups["rank"]),
                        Whole(match.Groups["of"]),
                        paragraph.Inside(match.Index, match.Length));
                }
            }
        }

        return null;
    }

    /// <summary>The last year named so far is the one the sentence is about.</summary>
    private static bool IsOf(int year, string words) =>
        Year().Matches(words) is not [.., var last] || int.Parse(last.Value, CultureInfo.InvariantCulture) == year;

    private static int? Whole(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    private const string Index = @"(?<index>\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,4}(?:[.,]\d{1,4})?)\s*(?:/\s*\d{1,4}(?:[.,]\d{1,4})?\s*)?(?:điểm|%)";
    private const string Place = @"\b(?:xếp|đứng)\s+(?:(?:hạng|vị trí|thứ hạng|thứ|số|ở)\s+)*(?:(?<first>nhất)|(?<rank>\d{1,3}))(?:\s*(?:/|(?:trong|trên)\s+(?:tổng\s+)?(?:số\s+)?)\s*(?<of>\d{1,3}))?\b";

    [GeneratedRegex(@"lĩnh vực|thành phần|tiêu chí", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfAField();

    [GeneratedRegex(@"\b20\d\d\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"\b(?:đạt|là)\s+(?:được\s+)?" + Index + "[^.;]{0,80}?" + Place, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ranked();

    [GeneratedRegex(Place + @"[^.;\d]{0,60}?\bvới\s+(?:tổng\s+)?(?:số\s+)?(?:điểm\s+)?(?:là\s+)?" + Index, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RankedFirst();

    [GeneratedRegex(@"\b(?:chỉ số|PAR INDEX|tổng (?:số )?điểm|điểm thẩm định)\b[^.;]{0,100}?\b(?:đạt|là)\s+(?:được\s+)?" + Index, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(Place + @"(?<=/\s*\d{1,3}|trong\s+(?:tổng\s+)?(?:số\s+)?\d{1,3})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RankAlone();
}
