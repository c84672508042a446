using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A document a reason cites: kind, number and, if given, its day; as printed.</summary>
internal sealed record CitedDocument(string Text, int Index, int Length)
{
    /// <summary>The kind in full; null where only a number stands.</summary>
    public string? Kind { get; init; }

    public string Number { get; init; } = "";

    public DateOnly? IssuedOn { get; init; }
}

/// <summary>Finds the documents cited by kind and number: "Công văn số 2451/STC-TCHCSN ngày 11/12/2023".</summary>
internal static partial class DocumentFinder
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["KL"] = "Kết luận",
        ["QĐ"] = "Quyết định",
        ["NQ"] = "Nghị quyết",
        ["CV"] = "Công văn",
        ["BC"] = "Báo cáo",
        ["KH"] = "Kế hoạch",
        ["TB"] = "Thông báo",
        ["CT"] = "Chỉ thị",
    };

    public static IReadOnlyList<CitedDocument> Find(string text) =>
    [
        .. Citation().Matches(text).Select(match => new CitedDocument(match.Value.TrimEnd('.', '-'), match.Index, match.Length)
        {
            Kind = Kinds.GetValueOrDefault(match.Groups["kind"].Value, match.Groups["kind"].Value),
            Number = match.Groups["number"].Value.TrimEnd('.', '-'),
            IssuedOn = DayOf(match),
        }),
    ];

    /// <summary>The documents with their issuers and places.</summary>
    public static IReadOnlyList<DocumentReading> Read(Passage reason) =>
    [
        .. Find(reason.Text)
            .Select(document => new DocumentReading(
                document.Text, document.Kind, document.Number, IssuerAfter(reason.Text, document.Index + document.Length), document.IssuedOn,
                reason.Between(document.Index, document.Index + document.Text.Length).Span))
            .DistinctBy(document => document.Text),
    ];

    /// <summary>The text without what it cites: a number and a day say nothing of the matter.</summary>
    public static string Without(string text) => Citation().Replace(text, "");

    /// <summary>"… của Sở Tài chính": who issued it, right after it.</summary>
    private static string? IssuerAfter(string text, int end)
    {
        var of = Of().Match(text, end);
        if (!of.Success)
        {
            return null;
        }

        var start = of.Index + of.Length;
        var after = text.Substring(start, Math.Min(LongestIssuer, text.Length - start));
        return UnitFinder.Find(after) is [{ Index: 0 } unit, ..] ? unit.Name
            : Ministry().Match(after) is { Success: true } ministry ? ministry.Value.TrimEnd()
            : null;
    }

    private const int LongestIssuer = 100;

    private static DateOnly? DayOf(Match match)
    {
        if (!match.Groups["year"].Success)
        {
            return null;
        }

        var (year, month, day) = (Whole(match.Groups["year"]), Whole(match.Groups["month"]), Whole(match.Groups["day"]));
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Whole(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\b(?<kind>Nghị quyết|Nghị định|Quyết định|Công văn|Công điện|Báo cáo|Kết luận|Kế hoạch|Thông báo|Chỉ thị|Thông tư|Tờ trình|Văn bản|Hướng dẫn|Biên bản"
        + @"|KL|QĐ|NQ|CV|BC|KH|TB|CT)\s+(?:số\s*:?\s*)?(?<number>\d{1,5}(?:/\d{4})?\s?[/-]\s?(?:[\p{Lu}\d][\p{L}\d]*)(?:[-/]\s?[\p{Lu}\d][\p{L}\d]*){0,4})"
        + @"(?:,?\s+ngày\s+(?<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?<year>\d{4}))?",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Citation();

    [GeneratedRegex(@"\G\s*của\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Of();

    [GeneratedRegex(@"^(?:Bộ|Thủ tướng|Chính phủ|Kiểm toán|Văn phòng Chính phủ)(?:\s(?:\p{Lu}\p{Ll}*|và|nhà nước|hành chính))*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ministry();
}
