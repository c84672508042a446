using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// The criterion a line of its own has opened: what the lines under it lose is lost in it. A line that gives only the reason
/// may come before the line that gives the points.
/// </summary>
internal sealed partial record Standing(string Code, string? Name, int Start)
{
    private const int LongestHeading = 400;

    public Passage? Reason { get; private init; }

    public bool MayBeAHeading { get; private init; }

    /// <summary>Where the total stands whose parts follow.</summary>
    public int? Whole { get; init; }

    /// <summary>What stands after a paragraph that spoke of no loss.</summary>
    public static Standing? After(Standing? before, PlacedParagraph paragraph, FieldSection section)
    {
        if (paragraph.Text.Length <= LongestHeading && CriterionCodes.Find(paragraph.Text) is [{ } code, ..] && Opens(paragraph.Text, code, section))
        {
            return new Standing(code.Code, Reasons.Name(paragraph.Text[code.End..]), paragraph.Span.Start) { MayBeAHeading = code.MayBeAHeading };
        }

        return before is not null && Reasons.IsReason(paragraph.Text) ? before with { Reason = Reasons.Given(paragraph) }
            : IsItem(paragraph.Text) ? before
            : null;
    }

    /// <summary>After its loss is told, more losses may follow as items; a reason is used up.</summary>
    public Standing Used() => this with { Reason = null };

    private static bool Opens(string text, CriterionCode code, FieldSection section) =>
        text[..code.Index].Trim('-', '+', '*', '•', '–', ' ').Length == 0
        && (!code.MayBeAHeading || (section.Field == code.Field && section.CountsAlike && !HeadsAPart().IsMatch(text[code.End..])));

    private static bool IsItem(string text) => text.Length > 1 && (text[0] is '-' or '+' or '–' or '•' or '*' || text[1] is ')');

    [GeneratedRegex(@"^\s*(?:Kết quả|Hạn chế|Những|Một số|Các|Tồn tại|Ưu điểm|Nguyên nhân|Đánh giá|Nhận xét|Kết luận|Giải pháp|Thuận lợi|Khó khăn|Mặt|Tình hình|Phân tích|Về|Nội dung|Tiêu chí)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeadsAPart();
}
