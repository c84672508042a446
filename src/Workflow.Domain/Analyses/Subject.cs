using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Whose index the report is about and for which year it plans, from its title.</summary>
internal sealed partial record Subject(string? Agency, int? TargetYear)
{
    private const int TitleWithin = 12;

    public static Subject Of(SourceDocument document, int baseYear)
    {
        var title = document.Paragraphs.Take(TitleWithin).FirstOrDefault(paragraph => IsTitle(paragraph.Text))?.Text;
        var agency = title is null ? null : Owner().Match(title) is { Success: true } owner ? owner.Groups["agency"].Value : null;
        var later = title is null ? null : Year().Matches(title)
            .Select(match => (int?)int.Parse(match.Value, CultureInfo.InvariantCulture))
            .Where(year => year > baseYear)
            .Min();
        return new Subject(agency is null ? MostNamed(document) : UnitNames.Full(agency.TrimEnd('.', '/', ' ')), later);
    }

    private static bool IsTitle(string text) =>
        text.Contains("phân tích", StringComparison.OrdinalIgnoreCase) && text.Contains("chỉ số", StringComparison.OrdinalIgnoreCase);

    private static string? MostNamed(SourceDocument document) => UnitFinder.Find(document.Text)
        .Where(unit => unit.Standing == UnitStanding.Agency && unit.Name.StartsWith("UBND", StringComparison.Ordinal))
        .GroupBy(unit => unit.Name)
        .OrderByDescending(named => named.Key.Split(' ').Length > 2)
        .ThenByDescending(named => named.Count())
        .FirstOrDefault()?.Key;

    [GeneratedRegex(@"\b(?:của|tại)\s+(?<agency>(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Ban|Chi cục|Cục|Văn phòng)\s[^,;.]{1,80})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Owner();

    [GeneratedRegex(@"\b20\d\d\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();
}
