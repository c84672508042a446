using System.Globalization;
using System.Text.RegularExpressions;
using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Analyses;

/// <summary>The day something is due; the year is supplied where the words leave it out.</summary>
internal sealed record DueDay(DateOnly On, DueKind Kind, bool YearSupplied);

/// <summary>
/// Finds the day a duty is due: "trước ngày 30/9/2024", "chậm nhất ngày 15/10", "trong quý III/2024", "hoàn thành trong tháng 8".
/// A duty of every day ("thường xuyên") has none.
/// </summary>
internal static partial class DueDays
{
    /// <summary>The first day of the text that is said to be the last for something.</summary>
    public static DueDay? In(string text, int year) => Read(Said().Match(text), year);

    /// <summary>The day a cell gives under a heading that says it is the term.</summary>
    public static DueDay? InCell(string text, int year) => In(text, year) ?? Read(Bare().Match(text), year);

    private static DueDay? Read(Match match, int year)
    {
        if (!match.Success || (match.Groups["year"].Success && !match.Groups["year"].Value.StartsWith("20", StringComparison.Ordinal)))
        {
            return null;
        }

        var supplied = !match.Groups["year"].Success;
        var of = supplied ? year : Whole(match.Groups["year"]);
        var kind = match.Groups["before"].Success ? DueKind.Before : DueKind.OnOrBefore;
        DateOnly? day = match.Groups["quarter"].Success ? EndOf(of, QuarterOf(match.Groups["quarter"].Value) * 3, kind, months: 3)
            : match.Groups["month"].Success && match.Groups["day"].Success ? Day(of, Whole(match.Groups["month"]), Whole(match.Groups["day"]))
            : match.Groups["month"].Success ? EndOf(of, Whole(match.Groups["month"]), kind, months: 1)
            : match.Groups["half"].Success ? new DateOnly(of, 6, 30)
            : match.Groups["within"].Success ? (of >= year ? new DateOnly(of, 12, 31) : null)
            : match.Groups["whole"].Success && !supplied ? new DateOnly(of, 12, 31)
            : null;
        return day is { } on ? new DueDay(on, kind, supplied) : null;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>The last day of a month or quarter; what is due before it is due before its first day.</summary>
    private static DateOnly? EndOf(int year, int month, DueKind kind, int months) => month is < 1 or > 12 ? null
        : kind is DueKind.Before ? new DateOnly(year, month, 1).AddMonths(1 - months)
        : new DateOnly(year, month, DateTime.DaysInMonth(year, month));

    private static int QuarterOf(string quarter) => quarter[0] is 'I' or 'V' ? RowLabel.Roman(quarter) : Whole(quarter);

    private static int Whole(Group group) => Whole(group.Value);

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private const string DayWords = @"(?<day>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?<month>\d{1,2})(?:\s*(?:[/.-]|\s+năm\s+)\s*(?<year>\d{4})(?!\d))?(?![\d/%]|\s*[-/]\s*\p{Lu}{2})";
    private const string MonthWords = @"tháng\s+(?<month>\d{1,2})(?:\s*(?:[/.-]|\s+năm\s+)\s*(?<year>\d{4}))?(?!\d)";
    private const string QuarterWords = @"quý\s+(?<quarter>IV|I{1,3}|[1-4])(?:\s*(?:[/.-]|\s*năm\s+)\s*(?<year>\d{4}))?(?![\p{L}\d])";
    private const string YearWords = @"(?<whole>(?:hết\s+|cuối\s+)?năm)\s+(?<year>20\d\d)";
    private const string HalfWords = @"(?<half>6 tháng đầu năm)(?:\s+(?<year>20\d\d))?";

    [GeneratedRegex(
        @"(?:\b(?<before>trước)\s+(?:ngày\s+|thời điểm\s+)?|\b(?:chậm nhất|muộn nhất|không quá|đến hết|thời hạn|thời gian|hạn cuối|hạn nộp|hạn|hoàn thành|xong)\s*(?:hoàn thành\s*)?(?:là|đến|vào|trong|:)?\s*(?:hết\s+)?(?:ngày\s+)?|\btrong\s+(?:ngày\s+)?)(?:" + DayWords + "|" + MonthWords + "|" + QuarterWords + ")"
        + @"|\b(?:thời hạn|thời gian|hoàn thành|xong|chậm nhất|đến hết)\s*(?:hoàn thành\s*)?(?:là|đến|vào|trong|:)?\s*(?:" + HalfWords + "|" + YearWords + @")|\btrong\s+(?<within>năm)\s+(?<year>20\d\d)\b(?!\s*[-–])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Said();

    [GeneratedRegex(@"^\s*(?:trong\s+|đến\s+|ngày\s+)*(?:" + DayWords + "|" + MonthWords + "|" + QuarterWords + "|" + HalfWords + "|" + YearWords + @")\s*\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bare();
}
