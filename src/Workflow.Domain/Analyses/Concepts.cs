namespace Workflow.Domain.Analyses;

/// <summary>
/// Matters that reasons and directives speak of in different words: a report that came "muộn" is answered by a duty to
/// report "kịp thời", though they share no syllable.
/// </summary>
internal static class Concepts
{
    private static readonly (string Name, string[] Phrases)[] All =
    [
        ("#timeliness", ["muộn", "chậm", "quá hạn", "trễ hẹn", "không đúng hạn", "đúng hạn", "thời hạn", "đúng tiến độ", "kịp thời"]),
        ("#discipline", ["kỷ luật", "kỷ cương", "cách chức"]),
        ("#inspection", ["thanh tra", "kiểm toán", "sai phạm", "thu hồi"]),
        ("#reporting", ["báo cáo"]),
    ];

    public static IEnumerable<string> In(IReadOnlyList<string> words)
    {
        var text = $" {string.Join(' ', words.Where(word => word.Length > 0))} ";
        return All
            .Where(concept => concept.Phrases.Any(phrase => text.Contains($" {phrase} ", StringComparison.Ordinal)))
            .Select(concept => concept.Name);
    }
}
