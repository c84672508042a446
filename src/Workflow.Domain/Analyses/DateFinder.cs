using System.Globalization;
using System.Text.RegularExpressions;
using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Finds the days of a reason and what they mean, from the words right before them. A day whose meaning the words do not
/// tell is left out: a guess would set a wrong deadline.
/// </summary>
internal static partial class DateFinder
{
    private const int Nearby = 60;

    public static IReadOnlyList<DatedFact> Find(Passage reason)
    {
        var cited = DocumentFinder.Find(reason.Text);
        var facts = new List<DatedFact>();
        foreach (Match match in Date().Matches(reason.Text))
        {
            if (DayOf(match) is { } day && Meaning(reason.Text, match, cited) is { } meaning)
            {
                facts.Add(new DatedFact(day, meaning.Means, meaning.Words, reason.Between(match.Index, match.Index + match.Length).Span));
            }
        }

        return facts;
    }

    private static (DateMeaning Means, DueKind? Words)? Meaning(string text, Match date, IReadOnlyList<CitedDocument> cited)
    {
        var document = cited.FirstOrDefault(one => date.Index >= one.Index && date.Index < one.Index + one.Length);
        if (document is not null)
        {
            return (IsHandedIn(text, document) ? DateMeaning.Signed : DateMeaning.Issued, null);
        }

        var before = Clause(text, date.Index);
        return DueBefore().IsMatch(before) ? (DateMeaning.Due, DueKind.Before)
            : DueOn().IsMatch(before) ? (DateMeaning.Due, DueKind.OnOrBefore)
            : Received().IsMatch(before) ? (DateMeaning.Received, null)
            : Sent().IsMatch(before) ? (DateMeaning.Sent, null)
            : Signed().IsMatch(before) ? (DateMeaning.Signed, null)
            : OnlyThen().Match(text, date.Index + date.Length) is { Success: true } then ? (MeaningOf(then), null)
            : null;
    }

    private static DateMeaning MeaningOf(Match then) =>
        then.Groups["received"].Success ? DateMeaning.Received : then.Groups["signed"].Success ? DateMeaning.Signed : DateMeaning.Sent;

    /// <summary>The body's own report, named right after the verb of handing it in: its day is the day it was signed.</summary>
    private static bool IsHandedIn(string text, CitedDocument document) =>
        HandingIn().IsMatch(text[Math.Max(0, document.Index - 20)..document.Index]);

    /// <summary>The words before a date, no further back than the date or the clause before it.</summary>
    private static string Clause(string text, int end)
    {
        var start = Math.Max(0, end - Nearby);
        var cut = text.LastIndexOfAny([';', '(', ',', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], end - 1, end - start);
        return text[(cut < 0 ? start : cut + 1)..end];
    }

    private static DateOnly? DayOf(Match match)
    {
        var day = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
        var month = int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture);
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    [GeneratedRegex(
        @"\b(?<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+|\.)(?<month>\d{1,2})(?:\s*/\s*|\s+năm\s+|\.)(?<year>(?:19|20)\d\d)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\btrước\s+(?:ngày\s*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DueBefore();

    [GeneratedRegex(
        @"\b(?:chậm nhất|muộn nhất|không quá|thời hạn|hạn gửi|hạn nộp|đến hạn|hạn cuối|hạn)\s*(?:là|đến|vào|:)?\s*(?:hết\s+)?(?:ngày\s*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DueOn();

    [GeneratedRegex(@"\b(?:nhận|tiếp nhận)\b[^.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Received();

    [GeneratedRegex(@"\b(?:chuyển|gửi|phát hành|trình|nộp)\b[^.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sent();

    [GeneratedRegex(@"\b(?:ngày văn bản|ngày ký|ký ban hành|ký|ban hành)\b[^.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Signed();

    [GeneratedRegex(@"\G\s*(?:\p{L}+\s+){0,4}?mới\s+(?:(?<received>nhận|tiếp nhận)|(?<signed>ký|ban hành)|gửi|nộp|trình|chuyển|phát hành)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OnlyThen();

    [GeneratedRegex(@"\b(?:nộp|gửi|trình|có|ký(?:\s+ban hành)?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HandingIn();
}
