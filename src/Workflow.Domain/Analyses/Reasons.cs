using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Where a statement of loss gives its reason and the criterion's name; the reason has no length where it gives none.</summary>
internal sealed record Grounds(int Start, int End, string? Name)
{
    public bool IsGiven => End > Start;
}

/// <summary>
/// Parts a statement of loss into name, loss and reason. The reason stands after the loss ("bị trừ 0,5 điểm do …"), before it
/// ("Do …, bị trừ 0,5 điểm"; "Việc … nên bị trừ 0,5 điểm"), or after the code the loss names as its place.
/// </summary>
internal static partial class Reasons
{
    private const int WordsOfPlace = 40;
    private const int ShortestFault = 12;

    /// <summary>Parts the statement; the code is the one it begins with, or the one it names as the place of its loss.</summary>
    public static Grounds Of(string text, CriterionCode? code, Loss loss)
    {
        if (code is not null && code.Index > loss.Index)
        {
            return OfPlace(text, code, loss);
        }

        var start = code?.End ?? 0;
        var name = code is null ? null : Name(text[code.End..loss.Index]);
        var connector = Connector().Match(text, loss.End);
        var after = connector.Index + connector.Length;
        if (connector.Groups["why"].Success && HasWords(text, after))
        {
            return new Grounds(after, text.Length, name);
        }

        if (code is { Index: > 0 } && Ahead(text, code.Index) is { } ahead)
        {
            return ahead with { Name = name };
        }

        if (Before(text, start, loss.Index) is { } before)
        {
            return before with { Name = code is null ? null : Name(text[code.End..Math.Max(code.End, before.Start)]) };
        }

        return HasWords(text, after) ? Unwrapped(text, after, name)
            : code is null && Item(text, loss.Index) is { } item ? item
            : new Grounds(text.Length, text.Length, name);
    }

    /// <summary>An item that names its fault and then its points: "a) Báo cáo quý II gửi chậm, bị trừ 1 điểm."</summary>
    private static Grounds? Item(string text, int loss)
    {
        var start = Opening().Match(text).Length;
        var end = loss;
        while (end > start && " ,;:(–-".Contains(text[end - 1], StringComparison.Ordinal))
        {
            end--;
        }

        return end - start >= ShortestFault && !Subjects().IsMatch(text[start..end]) ? new Grounds(start, end, null) : null;
    }

    /// <summary>A reason that stands in brackets, without them.</summary>
    private static Grounds Unwrapped(string text, int from, string? name)
    {
        var end = text.TrimEnd(' ', '.', ';', ',').Length;
        return text[from] == '(' && end > from && text.IndexOf(')', from) == end - 1
            ? new Grounds(from + 1, end - 1, name)
            : new Grounds(from, text.Length, name);
    }

    /// <summary>Whether the words right after a loss say why.</summary>
    public static bool GivesWhy(string text, int from) => Connector().Match(text, from).Groups["why"].Success;

    /// <summary>Where the sentence begins whose first clause is the reason and whose second names the code: "Việc … nên tiêu chí 1.3"; null where it is none.</summary>
    public static int? StartAhead(string text, int code) => Ahead(text, code) is null ? null : SentenceStart(text, code);

    /// <summary>Whether a paragraph gives the reason of what stands before it and nothing else.</summary>
    public static bool IsReason(string paragraph) => ReasonParagraph().IsMatch(paragraph);

    /// <summary>The reason such a paragraph gives.</summary>
    public static Passage Given(PlacedParagraph paragraph)
    {
        var start = ReasonParagraph().Match(paragraph.Text).Length;
        return new Passage(paragraph.Text, paragraph.Span).Between(start, paragraph.Text.Length).Trimmed();
    }

    /// <summary>The name of a criterion, from the words after its code.</summary>
    public static string? Name(string words)
    {
        var name = Maximum().Replace(words, "").TrimStart(' ', '(', ')', ':', '.', ',', ';', '-', '–', '*').TrimEnd(' ', '(', ':', '.', ',', ';', '-', '–', '*');
        name = Lead().Replace(name, "").TrimEnd(' ', '(', ':', '.', ',', '-', '–', '*');
        name = name.Count(letter => letter == ')') > name.Count(letter => letter == '(') ? name.TrimEnd(')') : name;
        return name.StartsWith("về ", StringComparison.OrdinalIgnoreCase) ? name[3..] : name.Length > 0 ? name : null;
    }

    /// <summary>"Bị trừ 0,5 điểm ở tiêu chí 1.2.1 do …": name and reason come after the code, or the reason before all.</summary>
    private static Grounds OfPlace(string text, CriterionCode code, Loss loss)
    {
        var why = Why().Match(text, code.End);
        if (why.Success)
        {
            return new Grounds(why.Index + why.Length, text.Length, Name(text[code.End..why.Index]));
        }

        var between = Why().Match(text[..code.Index], loss.End);
        if (between.Success)
        {
            return new Grounds(between.Index + between.Length, PlaceStart(text, code.Index), Name(text[code.End..]));
        }

        return Before(text, 0, loss.Index) is { } before
            ? before with { Name = Name(text[code.End..]) }
            : new Grounds(text.Length, text.Length, Name(text[code.End..]));
    }

    private static int PlaceStart(string text, int code)
    {
        var from = Math.Max(0, code - WordsOfPlace);
        return PlaceBefore().Match(text[from..code]) is { Success: true } place ? from + place.Index : code;
    }

    private static Grounds? Before(string text, int start, int end)
    {
        var words = text[start..end];
        var sentence = SentenceEnd().Matches(words).LastOrDefault(match => match.Index + match.Length < words.TrimEnd().Length) is { } last ? last.Index + last.Length : 0;
        var because = Because().Match(words, sentence);
        var therefore = Therefore().Match(words, sentence);
        if (!because.Success && !therefore.Success)
        {
            return null;
        }

        var from = because.Success ? because.Groups["reason"].Index : sentence + Opening().Match(words[sentence..]).Length;
        var to = therefore.Success && therefore.Index > from ? therefore.Index
            : Subject().Match(words, from) is { Success: true } subject && subject.Index > from ? subject.Index
            : words.Length;
        while (to > from && " ,;:(".Contains(words[to - 1], StringComparison.Ordinal))
        {
            to--;
        }

        return to > from ? new Grounds(start + from, start + to, null) : null;
    }

    private static Grounds? Ahead(string text, int code)
    {
        var sentence = SentenceStart(text, code);
        var clause = ClauseAhead().Match(text[sentence..code]).Groups["reason"];
        return clause.Success ? new Grounds(sentence + clause.Index, sentence + clause.Index + clause.Length, null) : null;
    }

    private static int SentenceStart(string text, int at) =>
        SentenceEnd().Matches(text[..at]).LastOrDefault(end => end.Index + end.Length < at) is { } last ? last.Index + last.Length : 0;

    private static bool HasWords(string text, int from) => text.AsSpan(Math.Min(from, text.Length)).IndexOfAnyInRange('A', '\uFFEF') >= 0;

    [GeneratedRegex(
        @"\G\s*[)\]]*(?:\s*\((?:điểm\s+)?(?:tối đa|điểm chuẩn|thang điểm)[^)\n]{0,30}\))?\s*(?:[,;.:]\s*)?(?:(?:[–-]\s*)?(?<why>(?:(?:với |vì |bởi |do )?(?:[Ll][ýí] do|[Nn]guyên nhân)(?:\s+(?:bị\s+)?(?:trừ|mất|giảm)(?:\s+điểm)?)?(?:\s+(?:chủ yếu|chính))?(?:\s+(?:là|do|vì)\b)*|bởi vì|tại vì|do vì|do|vì|bởi|xuất phát từ)\b\s*(?:là\b)?\s*:?\s*)|(?<!\n\s*)[–-]\s+)?",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Connector();

    [GeneratedRegex(@"[,;.:(]?\s*(?<![\p{L}])(?:(?:với |vì |bởi )?(?:[Ll][ýí] do|[Nn]guyên nhân)(?:\s+(?:là|do|vì)\b)*|bởi vì|do|vì|bởi)\b\s*(?:là\b)?\s*:?\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Why();

    [GeneratedRegex(@"(?:^|(?<=[:.,;–(-]\s*))\s*(?:(?:[Nn]guyên nhân|[Ll][ýí] do)(?:\s+(?:là|do))*\s*:?\s*|(?:[Dd]o|[Vv]ì|[Bb]ởi):?\s+(?!đó\b|vậy\b|thế\b)(?=\p{L}))(?<reason>\S)|(?:^|(?<=[:.,;–()-]\s*))\s*(?<reason>[Vv]iệc\s)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Because();

    [GeneratedRegex(@"[,;]?\s*\b(?:nên|do đó|do vậy|vì vậy|vì thế|dẫn đến|dẫn tới|khiến(?: cho)?)\b[^;.]{0,80}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Therefore();

    [GeneratedRegex(@"^[\s*•+–-]*(?:(?:Do|Vì|Bởi)\s+(?!(?:đó|vậy|thế)\b)(?<reason>\p{L}.{8,}?)\s*,\s*(?:nên\s+)?|(?:(?:Do|Vì|Bởi)\s+)?(?<reason>\p{L}.{8,}?)\s*,?\s+(?:nên|làm(?:\s+cho)?|khiến(?:\s+cho)?|dẫn\s+(?:đến|tới))\s+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ClauseAhead();

    [GeneratedRegex(@"^(?:(?:trong\s+)?năm\s+\d{4},?\s*)?(?:lĩnh vực|chỉ số|huyện|tỉnh|xã|phường|sở|đơn vị|UBND|các (?:nội dung|tiêu chí)|nội dung|tổng|nguyên nhân|còn|có|tuy nhiên|mặc dù|như vậy|do đó|vì vậy)\b[^,;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Subjects();

    [GeneratedRegex(@",\s*[^,;.]{0,60}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Subject();

    [GeneratedRegex(@"[.;!?]\s+(?=[\p{Lu}\p{Ll}])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^(?:[\s:.,;*•+–-]|\(?[a-zđ\d]{1,2}\)\s)*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\s*[,(]?\s*\b(?:ở|tại|thuộc|của|đối với|trong)\s+(?:các\s+|nội dung\s+|nhóm\s+)*$|\s*\(\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlaceBefore();

    [GeneratedRegex(@"^(?:[-+*•–]\s*)?(?:(?:[Nn]guyên nhân|[Ll][ýí] do)\b[^:\n]{0,60}?(?::|\blà\b|\bdo\b)|(?:Do|Vì|Bởi)\s)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReasonParagraph();

    [GeneratedRegex(@"[(,;]?\s*(?:điểm\s+)?(?:tối đa|điểm chuẩn|thang điểm)\s*(?:là|:)?\s*\d{1,3}(?:[.,]\d{1,4})?\s*(?:điểm|đ)?\s*[),;]?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Maximum();

    [GeneratedRegex(@"(?:[,:–-]|\s)\s*(?:(?:đơn vị|UBND \p{L}+|huyện|xã|tỉnh|cơ quan)\s+)?(?:chỉ|mới|đã)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lead();
}
