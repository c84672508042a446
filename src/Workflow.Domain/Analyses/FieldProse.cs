using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What the opening sentences about a field say in words: points, percentage, change, rank; each with its place.</summary>
internal sealed partial record FieldProse(Said? Points, Said? Percent, Said? Change, Said? Rank, Said? Max)
{
    public static FieldProse Of(FieldSection section)
    {
        var opening = section.Paragraphs.Where(paragraph => !paragraph.StatesALoss).ToList();
        return new FieldProse(
            First(opening, OutOf(), match => Numbers.Points(match.Groups["value"].Value)),
            First(opening, Equals(), match => Numbers.Points(match.Groups["value"].Value)),
            First(opening, Against(), Signed),
            First(opening, RankIn(), match => Numbers.Count(match.Groups["value"].Value)),
            First(opening, OutOf(), match => Numbers.Points(match.Groups["max"].Value)));
    }

    public static int? Whole(Said? said) => said is null ? null : Convert.ToInt32(said.Value, CultureInfo.InvariantCulture);

    private static Said? First(List<PlacedParagraph> paragraphs, Regex pattern, Func<Match, decimal?> value)
    {
        foreach (var paragraph in paragraphs)
        {
            var match = pattern.Match(paragraph.Text);
            if (match.Success && value(match) is { } number)
            {
                return new Said(number, match.Groups["words"].Value, paragraph.Inside(match.Groups["words"].Index, match.Groups["words"].Length));
            }
        }

        return null;
    }

    private static decimal? Signed(Match match)
    {
        var change = Numbers.Points(match.Groups["value"].Value);
        return match.Groups["way"].Value.StartsWith("g", StringComparison.OrdinalIgnoreCase) ? -change : change;
    }

    [GeneratedRegex(@"\bđạt\s+(?<words>(?<value>\d{1,3}(?:[.,]\d{1,4})?)\s*/\s*(?<max>\d{1,3}(?:[.,]\d{1,4})?))\s*điểm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OutOf();

    [GeneratedRegex(@"\b(?:bằng|đạt|tương đương)\s+(?<words>(?<value>\d{1,3}(?:[.,]\d{1,4})?)\s*%)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Equals();

    [GeneratedRegex(@"(?<words>\b(?<way>tăng|giảm)\s+(?<value>\d{1,3}(?:[.,]\d{1,4})?)\s*%)\s+so với", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Against();

    [GeneratedRegex(@"(?<words>\bxếp\s+(?:hạng|vị trí|thứ hạng|thứ)?\s*(?:thứ|số)?\s*(?<value>\d{1,3}))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RankIn();
}

/// <summary>A number said in words, and where.</summary>
internal sealed record Said(decimal Value, string Words, TextSpan Span);
