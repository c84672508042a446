using System.Text.RegularExpressions;
using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Brings the days of a reason together by report: what was due when, signed, sent and received. Reports are parted by
/// semicolons; where one stretch gives two terms, or two days of one meaning, it is left alone rather than guessed.
/// </summary>
internal static partial class LateReports
{
    private const int LongestName = 160;

    public static IReadOnlyList<LateReport> Find(Passage reason, IReadOnlyList<DatedFact> dates) =>
        [.. Parts(reason).Select(part => Of(reason, part, [.. dates.Where(date => date.Source.Start >= part.Span.Start && date.Source.End <= part.Span.End)])).OfType<LateReport>()];

    private static IEnumerable<Passage> Parts(Passage reason)
    {
        var start = 0;
        foreach (Match mark in Mark().Matches(reason.Text))
        {
            yield return reason.Between(start, mark.Index).Trimmed();
            start = mark.Index + mark.Length;
        }

        yield return reason.Between(start, reason.Text.Length).Trimmed();
    }

    private static LateReport? Of(Passage reason, Passage part, List<DatedFact> dates)
    {
        var days = dates.Where(date => date.Means is not DateMeaning.Issued).ToLookup(date => date.Means, date => date);
        if (days[DateMeaning.Due].Count() != 1 || days.Any(same => same.Count() > 1))
        {
            return null;
        }

        var due = days[DateMeaning.Due].Single();
        var counts = new[] { DateMeaning.Received, DateMeaning.Sent, DateMeaning.Signed }.SelectMany(means => days[means]).FirstOrDefault();
        var lastGoodDay = due.DueKind is DueKind.Before ? due.On.AddDays(-1) : due.On;
        return counts is null || counts.On <= lastGoodDay ? null : new LateReport(
            NameOf(reason, part),
            due.On,
            due.DueKind!.Value,
            On(days, DateMeaning.Signed),
            On(days, DateMeaning.Sent),
            On(days, DateMeaning.Received),
            counts.Means,
            counts.On.DayNumber - lastGoodDay.DayNumber,
            part.Span);
    }

    private static DateOnly? On(ILookup<DateMeaning, DatedFact> days, DateMeaning means) => days[means].Select(date => (DateOnly?)date.On).FirstOrDefault();

    /// <summary>As the stretch names it; where it only goes on about the report before the semicolon, as that one does.</summary>
    private static string NameOf(Passage reason, Passage part)
    {
        var before = reason.Text[..(part.Span.Start - reason.Span.Start)];
        return NameIn(part.Text) ?? Report().Matches(before).LastOrDefault()?.Groups["name"].Value
            ?? (part.Text.Split(',', 2)[0] is { Length: <= LongestName } clause ? clause : part.Text[..LongestName]);
    }

    private static string? NameIn(string text) => Report().Match(text) is { Success: true } report ? report.Groups["name"].Value : null;

    [GeneratedRegex(@";|\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?<name>(?:[Bb]áo cáo|[Kk]ế hoạch|(?<!ngày )[Vv]ăn bản|[Hh]ồ sơ|[Bb]iểu mẫu|[Đđ]ề án)\s[^,;()]{1,160}?)(?=\s+(?:bị\s+)?(?:(?:đến nơi )?muộn|chậm|không đúng hạn|quá hạn|trễ|gửi|nộp|có ngày|đến ngày|mới)|\s*[,;(]|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Report();
}
