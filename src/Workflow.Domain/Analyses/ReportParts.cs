using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What the report analyses, and the duties it gives: each from a heading that speaks of duties to the next that does not.</summary>
internal sealed partial record ReportParts(IReadOnlyList<PlacedBlock> Analysis, IReadOnlyList<DutyPart> Duties)
{
    private const int TitleWithin = 12;
    private const int LongestHeading = 200;

    public static ReportParts Of(IReadOnlyList<PlacedBlock> blocks)
    {
        var headings = blocks.Select((block, at) => block is PlacedParagraph paragraph ? HeadingIn(paragraph, at) : null).ToList();
        var depth = headings.OfType<Heading>().Where(SpeaksOfDuties).Select(heading => heading.Depth).DefaultIfEmpty(int.MaxValue).Min();
        var analysis = new List<PlacedBlock>();
        var duties = new List<DutyPart>();
        List<PlacedBlock>? open = null;
        var closed = false;
        var aside = false;
        for (var at = 0; at < blocks.Count; at++)
        {
            if (headings[at] is { } heading && heading.Depth <= depth)
            {
                aside = open is not null && !SpeaksOfDuties(heading) && Requests().IsMatch(heading.Title);
                if (SpeaksOfDuties(heading) || (open is not null && Carries().IsMatch(heading.Title)))
                {
                    open = [];
                    closed = false;
                    duties.Add(new DutyPart(heading, open));
                    continue;
                }

                open = aside || open is null ? open : null;
            }

            closed |= open is not null && blocks[at] is PlacedParagraph paragraph && Closing().IsMatch(paragraph.Text);
            if (!aside && !(closed && open is not null))
            {
                (open ?? analysis).Add(blocks[at]);
            }
        }

        return new ReportParts(analysis, duties);
    }

    /// <summary>A numbered heading, or one in capitals that stands for itself.</summary>
    private static Heading? HeadingIn(PlacedParagraph paragraph, int at) =>
        Outline.HeadingIn(paragraph) is { Depth: <= 1 } heading ? heading
        : at >= TitleWithin / 2 && paragraph.Text.Length <= LongestHeading && IsInCapitals(paragraph.Text) && Subjects().IsMatch(paragraph.Text)
            ? new Heading(0, null, paragraph.Text)
            : null;

    private static bool SpeaksOfDuties(Heading heading) => heading.Depth < 1
        ? Subjects().IsMatch(heading.Title) || Named().IsMatch(heading.Title) && !Analyses().IsMatch(heading.Title)
        : Subjects().IsMatch(heading.Title);

    private static bool IsInCapitals(string text) => text.Any(char.IsLetter) && !text.Any(char.IsLower);

    [GeneratedRegex(
        @"^(?:(?:một số|các|những)\s+)?(?:đề xuất\s+)?(?:phương hướng|nhiệm vụ|giải pháp|biện pháp|khắc phục|kế hoạch khắc phục|hướng khắc phục)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Subjects();

    [GeneratedRegex(@"nhiệm vụ|giải pháp|biện pháp|phương hướng|khắc phục", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:kết quả|phân tích|đánh giá|tình hình|thực trạng)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Analyses();

    [GeneratedRegex(@"^(?:tổ chức thực hiện|phân công|trách nhiệm)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Carries();

    [GeneratedRegex(@"^(?:kiến nghị|đề xuất)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Requests();

    [GeneratedRegex(@"^(?:Trên đây là|Nơi nhận|TM\.|KT\.|TL\.|TUQ\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Closing();
}

/// <summary>A part that gives duties, under its heading.</summary>
internal sealed record DutyPart(Heading Heading, IReadOnlyList<PlacedBlock> Blocks);
