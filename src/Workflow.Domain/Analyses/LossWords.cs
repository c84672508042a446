using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

internal enum LossKind
{
    /// <summary>So many points were taken off.</summary>
    Amount,

    /// <summary>So many points of so many were given.</summary>
    OutOf,

    /// <summary>Nothing was given.</summary>
    Everything,

    /// <summary>Points were taken off, and how many is not said.</summary>
    Unsaid,
}

/// <summary>Words that say points were lost, and where. The points are those lost; null where the words do not say.</summary>
internal sealed record Loss(LossKind Kind, int Index, int Length, decimal? Points)
{
    public int End => Index + Length;

    /// <summary>The maximum the words give.</summary>
    public decimal? Max { get; init; }

    /// <summary>The sum of several.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Its parts are said to follow.</summary>
    public bool HasParts { get; init; }

    /// <summary>What a fault costs, not what was taken off: "mỗi báo cáo muộn trừ 0,25 điểm".</summary>
    public bool IsTariff { get; init; }

    /// <summary>Said of an earlier year, or perhaps of one.</summary>
    public bool MayBeEarlier { get; init; }

    /// <summary>"chỉ đạt": the words themselves say that something is missing.</summary>
    public bool SaysOnly { get; init; }
}

/// <summary>Finds the words of loss in running text, leaving out what denies a loss and what an earlier year lost.</summary>
internal static partial class LossWords
{
    private const int Before = 60;

    // One of these stands in every text the pattern beside it can match; most paragraphs hold none and are not searched.
    private static readonly SearchValues<string> SignsOfAmount = SearchValues.Create(
        ["trừ", "mất", "hụt", "bị giảm", "tối đa", "tuyệt đối", "chuẩn", "(-", "[-", ": -", ":-", "(–", ": –", "( -", "(−"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> SignsOfOutOf = SearchValues.Create(["/", "trên", "trong tổng"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> SignsOfLoss = SearchValues.Create(["trừ", "mất", "giảm điểm", "không", "chưa", " 0"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A figure of points, or a percentage of them; two numbers with a dot and no unit would be a code.</summary>
    private const string Points = @"(?<points>\d{1,3}(?:[.,]\d{1,4})?)(?![\d%]|[.,/]\d)";
    private const string BarePoints = @"(?<points>\d{1,3},\d{1,4}|0\.\d{1,4}|\d{1,2}(?![.,]\d))(?![\d%/])(?=\s*(?:$|[).;,:\n]|(?:do|vì|bởi|nguyên nhân|l[ýí] do)\b))";
    private const string Unit = @"\s*(?:điểm|đ)\b";

    /// <summary>Whether the text says how many points were taken off.</summary>
    public static bool HasAmount(string text) => text.AsSpan().ContainsAny(SignsOfAmount) && Amount().IsMatch(text);

    public static IReadOnlyList<Loss> Find(string text, int baseYear)
    {
        var found = Matches(Amount(), text, SignsOfAmount).Select(match => OfAmount(text, match))
            .Concat(Matches(OutOf(), text, SignsOfOutOf).Select(OfOutOf).OfType<Loss>())
            .Concat(Matches(Everything(), text, SignsOfLoss).Select(match => new Loss(LossKind.Everything, match.Index, match.Length, null) { Max = MaxIn(text) }))
            .Concat(Matches(Unsaid(), text, SignsOfLoss).Select(match => new Loss(LossKind.Unsaid, match.Index, match.Length, null) { Max = MaxIn(text) }))
            .OrderBy(loss => loss.Index)
            .ThenBy(loss => loss.Kind)
            .ToList();
        var apart = new List<Loss>();
        foreach (var loss in found)
        {
            if ((apart.Count == 0 || loss.Index >= apart[^1].End) && !IsDenied(text, loss) && Dated(text, loss, baseYear) is { } dated)
            {
                apart.Add(dated);
            }
        }

        return apart;
    }

    /// <summary>Figures of points with no word of loss, as in the list of a total's parts.</summary>
    public static IReadOnlyList<Loss> Parts(string text, int from) =>
        [.. Part().Matches(text, from).Select(match => new Loss(LossKind.Amount, match.Index, match.Length, Numbers.Points(match.Groups["points"].Value)))];

    private static IEnumerable<Match> Matches(Regex pattern, string text, SearchValues<string> signs) =>
        text.AsSpan().ContainsAny(signs) ? pattern.Matches(text) : [];

    private static Loss OfAmount(string text, Match match)
    {
        var before = text[Math.Max(0, match.Index - Before)..match.Index];
        var points = Numbers.Points(match.Groups["points"].Value);
        return new Loss(points > 0 ? LossKind.Amount : LossKind.Unsaid, match.Index, match.Length, points)
        {
            Max = MaxIn(text),
            IsTotal = SumBefore().IsMatch(before) || Sum().IsMatch(match.Value),
            HasParts = PartsFollow().IsMatch(text, match.Index + match.Length),
            IsTariff = Tariff().IsMatch(before) && !Why().IsMatch(text, match.Index + match.Length),
        };
    }

    private static Loss? OfOutOf(Match match)
    {
        var got = Numbers.Points(match.Groups["points"].Value);
        var max = Numbers.Points(match.Groups["max"].Value);
        return max > got
            ? new Loss(LossKind.OutOf, match.Index, match.Length, max - got) { Max = max, SaysOnly = match.Groups["only"].Success || got == 0 }
            : null;
    }

    private static decimal? MaxIn(string text) => Max().Match(text) is { Success: true } max ? Numbers.Points(max.Groups["points"].Value) : null;

    private static bool IsDenied(string text, Loss loss) => Denial().IsMatch(text[Math.Max(0, loss.Index - Before)..loss.Index]);

    /// <summary>The loss, marked where an earlier year stands near; null where it is that year's without doubt.</summary>
    private static Loss? Dated(string text, Loss loss, int baseYear)
    {
        var after = YearAfter().Match(text, loss.End);
        if (after.Success && int.Parse(after.Groups["year"].Value, CultureInfo.InvariantCulture) < baseYear)
        {
            return null;
        }

        var start = Math.Max(0, loss.Index - Before * 2);
        var before = YearBefore().Match(text[start..loss.Index]);
        if (!before.Success || (before.Groups["year"].Success && int.Parse(before.Groups["year"].Value, CultureInfo.InvariantCulture) >= baseYear))
        {
            return loss;
        }

        var ahead = text[..(start + before.Index)].TrimEnd();
        return ahead.Length == 0 || ".;:,(-–".Contains(ahead[^1], StringComparison.Ordinal) ? null : loss with { MayBeEarlier = true };
    }

    [GeneratedRegex(
        @"\b(?:bị\s+|đã\s+){0,3}(?:giảm\s+trừ|khấu\s+trừ|trừ|mất|bị\s+giảm|hụt)(?:\s+(?:mất|đi|hết|thêm|tổng\s+cộng|tổng\s+số|tổng|khoảng|tới|số)){0,4}\s*[:(\[]?\s*[-–−]?\s*" + Points + Unit
        + @"|\b(?:tổng\s+)?(?:số\s+|mức\s+)?điểm\s+(?:bị\s+|đã\s+){0,3}(?:giảm\s+trừ|trừ|mất)(?:\s+(?:của|ở|tại|trong)\s+[^,.;:\d]{1,60}?)?(?:\s+(?:là|bằng))?\s*[:=]?\s*[-–−]?\s*(?:" + Points + Unit + "|" + BarePoints + ")"
        + @"|\b(?:bị\s+|đã\s+){0,3}(?:giảm\s+trừ|trừ|mất)\s+điểm\s*(?:là\s*)?[:(]?\s*[-–−]?\s*(?:" + Points + Unit + "|" + BarePoints + ")"
        + @"|(?=[-–−])(?<=[(\[:]\s*)[-–−]\s*" + Points + Unit
        + "|" + Points + Unit + @"\s+(?:đã\s+)?bị\s+(?:trừ|mất)\b"
        + @"|\b(?:thiếu|kém|thấp hơn|giảm)\s+" + Points + Unit + @"\s+so\s+với\s+(?:mức\s+)?(?:điểm\s+)?(?:tối\s+đa|tuyệt\s+đối|chuẩn)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"(?:\b(?<only>chỉ\s+|mới\s+)?(?:đạt|được|chấm|còn|là|bằng|có)\s+(?:được\s+|số\s+điểm\s+|điểm\s+|mức\s+){0,3}|(?=\d)(?<=[:(–-]\s*|\d\.?\s+|\p{L}\s+))(?<points>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:điểm|đ)?\s*(?:/|trên(?:\s+tổng(?:\s+số)?)?|trong\s+tổng\s+số)\s*(?<max>\d{1,3}(?:[.,]\d{1,4})?)" + Unit,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OutOf();

    [GeneratedRegex(
        @"\bkhông\s+(?:được|đạt|có|ghi)\s+(?:tính\s+|chấm\s+|cho\s+)?điểm\b(?!\s+(?:tối|tuyệt|cao|cộng|thưởng|nào|bị|trừ|mất|trung|số|yếu|nghẽn|nóng|mới|sáng|đến|chuẩn))"
        + @"|\b(?:bị\s+)?(?:trừ|mất)\s+(?:toàn bộ|hết|cả)\s+(?:số\s+)?điểm\b|\b(?:đạt|được|chấm|còn)\s+(?:được\s+)?0\s*(?:điểm|đ)\b|\bbị\s+(?:chấm\s+)?(?:điểm\s+0|0\s+điểm)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Everything();

    [GeneratedRegex(
        @"\b(?:bị\s+)?(?:trừ|mất)\s+(?:nhiều\s+|một phần\s+|\d{1,3}\s*%\s*(?:số\s+|tổng\s+)?)?điểm\b|\bđiểm\s+bị\s+(?:trừ|mất)\b|\bbị\s+giảm\s+điểm\b"
        + @"|\b(?:chưa|không)\s+(?:được|đạt)\s+(?:số\s+)?điểm\s+(?:tối đa|tuyệt đối)|\bchưa\s+được\s+(?:tính\s+|chấm\s+)?điểm\b(?!\s+tối)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unsaid();

    [GeneratedRegex(@"(?<![\d.,/])" + Points + Unit + @"(?!\s+(?:tối đa|chuẩn))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\b(?:điểm\s+)?(?:tối đa|điểm chuẩn|thang điểm)\s*(?:là|:)?\s*" + Points + @"(?:" + Unit + @"|(?=\s*[);,]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Max();

    [GeneratedRegex(@"\b(?:tổng|tổng\s+cộng|tổng\s+số)\s+(?:cộng\s+)?(?:số\s+)?(?:điểm\s+)?(?:thành phần\s+)?(?:đã\s+|bị\s+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SumBefore();

    [GeneratedRegex(@"\btổng\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"\G\s*[)\]]?\s*[,;:(.]?\s*(?:trong đó|bao gồm|gồm|cụ thể|chi tiết)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartsFollow();

    [GeneratedRegex(@"\b(?:mỗi|cứ|từng|nếu)\s[^.;:(]{0,45}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tariff();

    [GeneratedRegex(@"\G\s*\)?\s*[,:]?\s*(?:do|vì|nguyên nhân|l[ýí] do)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Why();

    [GeneratedRegex(@"\b(?:không|chưa|chẳng|tránh|khỏi)\s+(?:(?:có|tiêu chí|nội dung|lĩnh vực|nào|hề|còn|để|phải|xảy ra|việc)\s+)*(?:bị\s+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Denial();

    [GeneratedRegex(@"\G\s*\)?\s*(?:(?:trong|của|ở|vào|tại|như)\s+)*năm\s+(?<year>20\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearAfter();

    [GeneratedRegex(
        @"(?<!\b(?:với|hơn|từ|bằng)\s+)\b(?:năm\s+(?<year>20\d\d)|năm\s+trước|cùng\s+kỳ(?:\s+năm\s+trước)?)\s*[:,]?(?:\s+(?!nên\b|do\b|dẫn\b|khiến\b|vì\b|năm\b)[^\s(;.,]+){0,8},?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearBefore();
}
