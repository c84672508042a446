using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// A paragraph among the duties: a heading that says to whom or about what they are, a sentence that introduces a list, or a
/// duty. The text is without its mark (a dash, "a)", "1.").
/// </summary>
internal sealed partial record DutyItem(string Text, TextSpan Source)
{
    private const int LongestHeading = 250;

    public bool IsHeading { get; private init; }

    /// <summary>The heading names units.</summary>
    public bool Addresses { get; private init; }

    public bool Introduces { get; private init; }

    /// <summary>It has a mark of a list before it.</summary>
    public bool IsListed { get; private init; }

    public static DutyItem Of(IReadOnlyList<PlacedBlock> blocks, int at)
    {
        var paragraph = (PlacedParagraph)blocks[at];
        var mark = Mark().Match(paragraph.Text);
        var text = paragraph.Text[mark.Length..];
        var next = at + 1 < blocks.Count ? blocks[at + 1] as PlacedParagraph : null;
        var kind = KindOf(mark);
        var follows = next is null ? (at + 1 < blocks.Count ? Follows.Below : Follows.Nothing) : Compare(kind, KindOf(Mark().Match(next.Text)));
        var addresses = IsAddress(text, kind);
        var isTitle = kind is MarkKind.Number or MarkKind.Letter && text.Length <= LongestHeading && !EndsAsASentence(text) && follows is Follows.Below;
        var isHeading = text.Length > 0 && (addresses || isTitle) && follows is not Follows.Nothing;
        return new DutyItem(text, paragraph.Inside(mark.Length, text.Length))
        {
            IsHeading = isHeading,
            Addresses = isHeading && addresses,
            Introduces = !isHeading && text.EndsWith(':') && follows is Follows.Below,
            IsListed = mark.Length > 0,
        };
    }

    /// <summary>Nothing but the names of those who are addressed: "Phòng Nội vụ; Văn phòng HĐND và UBND:", "Đối với UBND các xã".</summary>
    private static bool IsAddress(string text, MarkKind kind)
    {
        if (text.Length is 0 or > LongestHeading || text[^1] is ';' || (text[^1] is '.' && kind is not MarkKind.Number) || Acts().IsMatch(WithoutNames(text)))
        {
            return false;
        }

        // "Chi cục Kiểm lâm: trình dự thảo …" says after its colon what is to be done.
        if (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && text[colon..].Any(char.IsLetter))
        {
            return false;
        }

        var address = Address().Match(text);
        return address.Success && (kind is MarkKind.Number or MarkKind.Letter || text.EndsWith(':') || kind is MarkKind.None);
    }

    /// <summary>An office may be called after what it does: "Sở Xây dựng".</summary>
    private static string WithoutNames(string text)
    {
        foreach (var unit in UnitFinder.Find(text).Reverse())
        {
            text = text.Remove(unit.Index, unit.Length);
        }

        return text;
    }

    private static bool EndsAsASentence(string text) => text.EndsWith('.') || text.EndsWith(';');

    private static MarkKind KindOf(Match mark) =>
        mark.Groups["number"].Success ? MarkKind.Number
        : mark.Groups["letter"].Success ? MarkKind.Letter
        : mark.Groups["dash"].Success ? MarkKind.Dash
        : mark.Groups["plus"].Success ? MarkKind.Plus
        : MarkKind.None;

    /// <summary>Whether what follows stands beneath or beside.</summary>
    private static Follows Compare(MarkKind mark, MarkKind next) => next == mark && mark is not MarkKind.None ? Follows.Beside : Follows.Below;

    private enum MarkKind
    {
        None,
        Number,
        Letter,
        Dash,
        Plus,
    }

    private enum Follows
    {
        Nothing,
        Beside,
        Below,
    }

    [GeneratedRegex(
        @"^(?:(?<number>\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s*|\d{1,2}(?:\.\d{1,2}){1,3}\s+|[IVX]{1,5}\s*[.)]\s+|\(\d{1,2}\)\s*)(?=[\p{L}(“""])|(?<letter>\(?[a-zđ]\)\s*|[a-zđ]\.\s+)|(?<dash>[-–•*]\s*)|(?<plus>\+\s*))",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"^(?:(?:Đối với|Đề nghị|Giao|Về phía)\s+)?(?:các\s+|[Tt]hủ trưởng|[Nn]gười đứng đầu|[Tt]rưởng|Chủ tịch|[Cc]ác (?:cơ quan|đơn vị|phòng|ban|sở|xã|địa phương)|Phòng|P\.|Văn phòng|VP|Trung tâm|TT\s|UBND|Ủy ban|Uỷ ban|Ban\s|BQL|Sở\s|Chi cục|Chi nhánh|Cục|Kho bạc|Công an|Bảo hiểm|Bộ phận|Hạt\s|Đài\s|Đội\s|Trạm\s|Thanh tra|Mặt trận|MTTQ|Cơ quan|Bộ Chỉ huy|Trường|Công chức|Tổ\s|Hội đồng|HĐND)",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:chủ trì|phối hợp|tham mưu|triển khai|xây dựng|rà soát|kiểm tra|đôn đốc|báo cáo|khắc phục|nâng cao|tăng cường|đảm bảo|bảo đảm|phải|cần|có trách nhiệm|tiếp tục|bố trí|hướng dẫn|tổng hợp|theo dõi|hoàn thành)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Acts();
}
