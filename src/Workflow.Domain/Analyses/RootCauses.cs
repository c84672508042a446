using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Proposes causes that cost points in several places: the same conclusion of an inspection cited, the same leader or the same
/// unit's person disciplined. Plans, laws and reports many reasons cite are no cause, and two units are never one event.
/// </summary>
internal static partial class RootCauses
{
    public static IReadOnlyList<RootCauseReading> Find(IReadOnlyList<DeductionReading> deductions) =>
    [
        .. SameDocuments(deductions).Concat(SameEvents(deductions)).OrderBy(cause => cause.Deductions[0]).ThenBy(cause => cause.Deductions[^1]),
    ];

    private static IEnumerable<RootCauseReading> SameDocuments(IReadOnlyList<DeductionReading> deductions) => deductions
        .SelectMany(deduction => deduction.Cited.Where(IsACause).DistinctBy(NumberOf).Select(document => (deduction.Ordinal, Document: document)))
        .GroupBy(cited => NumberOf(cited.Document))
        .Where(same => same.Count() > 1)
        .Select(same => new RootCauseReading([.. same.Select(cited => cited.Ordinal)], RootCauseGround.SameDocument, same.First().Document.Text))
        .DistinctBy(cause => string.Join(',', cause.Deductions));

    private static IEnumerable<RootCauseReading> SameEvents(IReadOnlyList<DeductionReading> deductions)
    {
        var events = deductions.Select(deduction => (deduction.Ordinal, deduction.Units, Leader: LeaderDisciplined().Match(deduction.Reason), Person: PersonDisciplined().Match(deduction.Reason)))
            .Where(one => one.Person.Success)
            .ToList();
        var leaders = events.Where(one => one.Leader.Success).ToList();
        if (leaders.Count > 1 && leaders.SelectMany(one => one.Units).DistinctBy(UnitNames.Key).Count() <= 1)
        {
            yield return new RootCauseReading([.. leaders.Select(one => one.Ordinal)], RootCauseGround.SameEvent, leaders[0].Leader.Value);
        }

        foreach (var unit in events.Where(one => !one.Leader.Success && one.Units.Count == 1).GroupBy(one => UnitNames.Key(one.Units[0])).Where(same => same.Count() > 1))
        {
            yield return new RootCauseReading([.. unit.Select(one => one.Ordinal)], RootCauseGround.SameEvent, unit.First().Person.Value);
        }
    }

    private static bool IsACause(DocumentReading document) => document.Kind is "Kết luận" or "Thông báo" or "Biên bản" or "Công văn" or "Văn bản";

    private static string NumberOf(DocumentReading document) => string.Concat(document.Number.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    [GeneratedRegex(@"\b(?:lãnh đạo|thủ trưởng|người đứng đầu|trưởng|phó trưởng|giám đốc|chủ tịch)\b[^.;]{0,120}?\bbị\s+(?:xử lý\s+)?(?:kỷ luật|kỉ luật|cách chức)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LeaderDisciplined();

    [GeneratedRegex(@"\b(?:bị\s+(?:xử lý\s+)?(?:kỷ luật|kỉ luật|cách chức))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PersonDisciplined();
}
