using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Finds how a reason parts a count among units: "07 hồ sơ … của Phòng A; 04 hồ sơ … của Phòng B".</summary>
internal static partial class ShareFinder
{
    private const int FewestToShare = 2;
    private const int Nearby = 300;

    public static IReadOnlyList<UnitShare> Find(string reason, string? agency)
    {
        var shares = new List<UnitShare>();
        foreach (var unit in UnitFinder.Find(reason).Where(unit => unit.BelongsTo(agency)))
        {
            var nearby = Math.Min(Nearby, unit.Index);
            var start = Math.Max(unit.Index - nearby, reason.LastIndexOfAny([';', '('], Math.Max(0, unit.Index - 1), nearby) + 1);
            var counted = Counted().Match(reason[start..unit.Index]);
            if (counted.Success)
            {
                shares.Add(new UnitShare(unit.Name, int.Parse(counted.Groups["count"].Value, CultureInfo.InvariantCulture)));
            }
        }

        return shares.Count >= FewestToShare ? shares : [];
    }

    [GeneratedRegex(@"(?<![\d/.,])(?<count>\d{1,6})\s+\p{L}[^;\d]*\b(?:của|thuộc|do|tại)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Counted();
}
