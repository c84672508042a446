using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Finds sums of money and the one unit the words lay each to: "UBND xã Bản Bo: 36.370.000 đồng", "29,504 triệu đồng … (BQL rừng phòng hộ)".</summary>
internal static partial class MoneyFinder
{
    private const int Nearby = 160;

    public static IReadOnlyList<MoneyReading> Find(Passage reason, string? agency)
    {
        var sums = Sum().Matches(reason.Text);
        if (sums.Count == 0)
        {
            return [];
        }

        var units = UnitFinder.Find(reason.Text).Where(unit => unit.BelongsTo(agency)).ToList();
        return [.. sums.Select((sum, at) => Dong(sum) is { } dong
            ? new MoneyReading(dong, UnitOf(reason.Text, sum, at + 1 < sums.Count ? sums[at + 1].Index : reason.Text.Length, units), reason.Between(sum.Index, sum.Index + sum.Length).Span)
            : null).OfType<MoneyReading>()];
    }

    private static decimal? Dong(Match sum)
    {
        var billions = sum.Groups["billions"].Success ? Numbers.Count(sum.Groups["billions"].Value) * 1_000_000_000m : 0;
        var rest = sum.Groups["sum"].Success ? Numbers.Count(sum.Groups["sum"].Value) * Scale(sum.Groups["scale"].Value) : 0;
        return billions + rest is > 0 and { } dong ? Math.Round(dong) : null;
    }

    private static decimal Scale(string word) => word.ToLowerInvariant() switch
    {
        "nghìn" or "ngàn" => 1_000m,
        "triệu" or "tr" => 1_000_000m,
        _ => 1m,
    };

    /// <summary>The only unit of the body between the sum and the next, otherwise the only one right before it.</summary>
    private static string? UnitOf(string text, Match sum, int next, List<NamedUnit> units)
    {
        var end = sum.Index + sum.Length;
        var start = text.LastIndexOfAny([';', '(', '.'], Math.Max(0, sum.Index - 1), Math.Min(Nearby, sum.Index)) + 1;
        var before = units.Where(unit => unit.Index >= start && unit.Index < sum.Index).Select(unit => unit.Name).Distinct().ToList();
        if (before.Count == 1)
        {
            return before[0];
        }

        if (units.Find(unit => unit.Index > end && At().IsMatch(text[end..unit.Index])) is { } place)
        {
            return place.Name;
        }

        var mark = Mark().Match(text, end);
        var stop = Math.Min(next, mark.Success ? mark.Index : text.Length);
        var after = units.Where(unit => unit.Index >= end && unit.Index < stop && !IsOf(text, unit, next)).Select(unit => unit.Name).Distinct().ToList();
        return after.Count == 1 ? after[0] : null;
    }

    [GeneratedRegex(
        @"(?<![\d.,/])(?:(?<billions>\d{1,3}(?:\.\d{3}){0,2}(?:,\d{1,9})?)\s*(?:tỷ|tỉ)(?:\s+(?<sum>\d{1,3}(?:,\d{1,6})?)\s*(?<scale>triệu))?\s*(?:đồng\b)"
        + @"|(?<sum>\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,6})?|\d{1,12}(?:,\d{1,6})?)\s*(?:(?<scale>nghìn|ngàn|triệu|tr)\s*(?:đồng|đ)?\b|đồng\b))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sum();

    /// <summary>"UBND xã Yên Lạc: 86.500.000 đồng": the sum that follows is the unit's, the one before it is not.</summary>
    private static bool IsOf(string text, NamedUnit unit, int sum) =>
        unit.Index + unit.Length is var end && end <= sum && sum < text.Length && Colon().IsMatch(text[end..sum]);

    [GeneratedRegex(@"^\s*(?::|là)\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Colon();

    /// <summary>"64.200.000 đồng tại UBND xã Pà Cò": said right after the sum, whoever is named later.</summary>
    [GeneratedRegex(@"^\s*(?:tại|của|ở)\s+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex At();

    [GeneratedRegex(@";|\.\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();
}
