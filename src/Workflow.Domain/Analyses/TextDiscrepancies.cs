using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What the words of a report contradict: a document younger than the report, a duty to carry out last year's plan.</summary>
internal static partial class TextDiscrepancies
{
    private const int LetterheadWithin = 14;

    public static IEnumerable<Discrepancy> DocumentsAfterReport(SourceDocument document, IReadOnlyList<FieldSection> sections)
    {
        if (DayOfReport(document) is not { } report)
        {
            return [];
        }

        return document.Paragraphs
            .SelectMany(paragraph => DocumentFinder.Find(paragraph.Text)
                .Where(cited => cited.IssuedOn > report.On)
                .Select(cited => new Discrepancy(Discrepancy.DocumentAfterReport, sections.FirstOrDefault(section => section.Holds(paragraph.Span))?.Field, [cited.Text, report.Words], paragraph.Inside(cited.Index, cited.Text.Length), report.Span)))
            .DistinctBy(found => found.Facts[0]);
    }

    public static IEnumerable<Discrepancy> WrongYears(IReadOnlyList<DirectiveReading> directives, int baseYear, int targetYear) => directives
        .SelectMany(directive => OldPlan().Matches(directive.Text)
            .Where(match => Whole(match.Groups["year"]) == baseYear && !LooksBack().IsMatch(directive.Text[Math.Max(0, match.Index - 40)..match.Index]))
            .Select(match => new Discrepancy(
                Discrepancy.WrongYear, null, [match.Value, Words(baseYear), Words(targetYear)], new TextSpan(directive.Source.Start + match.Index, match.Length))));

    /// <summary>The day on the letterhead; where the day or the month is left blank, the last that it may be.</summary>
    private static (DateOnly On, string Words, TextSpan Span)? DayOfReport(SourceDocument document)
    {
        foreach (var block in document.Blocks.Take(LetterheadWithin))
        {
            var match = Letterhead().Match(document.Text, block.Span.Start, block.Span.Length);
            if (match.Success)
            {
                var year = Whole(match.Groups["year"]);
                var month = match.Groups["month"].Success ? Whole(match.Groups["month"]) : 12;
                var day = match.Groups["day"].Success ? Whole(match.Groups["day"]) : 31;
                return month is < 1 or > 12 || day < 1 ? null
                    : (new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month))), match.Value, new TextSpan(match.Index, match.Length));
            }
        }

        return null;
    }

    private static int Whole(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static string Words(int year) => year.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bngày\s+(?:(?<day>\d{1,2})\s+|[.…_\s]{1,10})?tháng\s+(?:(?<month>\d{1,2})\s+|[.…_\s]{1,10})?năm\s+(?<year>20\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Letterhead();

    [GeneratedRegex(@"\b(?:hoàn thành|thực hiện|triển khai|xây dựng|ban hành)\b(?:\s+[^\s.;,]+){0,6}?\s+kế hoạch\b(?!\s+số)[^.;,:]{0,60}?\bnăm\s+(?<year>20\d\d)\b(?!\s*[-–])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OldPlan();

    [GeneratedRegex(@"\b(?:kết quả|báo cáo|tổng kết|sơ kết|đánh giá|đã|chưa|tồn tại|khắc phục|rút kinh nghiệm|chậm|việc)\b[^.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LooksBack();
}
