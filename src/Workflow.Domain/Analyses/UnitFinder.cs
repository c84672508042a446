using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What a named unit is to the body whose index is analysed.</summary>
public enum UnitStanding
{
    /// <summary>An office or a commune of the body, which can be given a task.</summary>
    Own,

    /// <summary>Many at once: "UBND các xã, thị trấn".</summary>
    Collective,

    /// <summary>The body itself or its leaders.</summary>
    Agency,

    /// <summary>A department of the province: outside, unless the body is the province.</summary>
    Department,

    /// <summary>Above or beside the body: the province, its departments, the Party.</summary>
    Outside,
}

/// <summary>A unit where a text names it, under its full name.</summary>
internal sealed partial record NamedUnit(string Name, UnitStanding Standing, int Index, int Length)
{
    /// <summary>Whether the agency can give it a task: a commune has no communes, and only a province has departments.</summary>
    public bool BelongsTo(string? agency) => Standing switch
    {
        UnitStanding.Own => !Commune().IsMatch(agency ?? "") || !Commune().IsMatch(Name),
        UnitStanding.Department => Province().IsMatch(agency ?? ""),
        _ => false,
    };

    [GeneratedRegex(@"^(?:UBND\s+)?(?:xã|phường|thị trấn|đặc khu)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Commune();

    [GeneratedRegex(@"^(?:UBND\s+)?tỉnh\b|^UBND thành phố (?:Hà Nội|Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|Huế)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Province();
}

/// <summary>
/// Finds the units a text names. Official names are not capitalised throughout ("Phòng Tài chính - Kế hoạch"), so where
/// one ends is known from the offices the decrees on district and provincial organisation establish, and otherwise from
/// the first word that no name contains.
/// </summary>
internal static partial class UnitFinder
{
    private const int LongestName = 120;

    public static IReadOnlyList<NamedUnit> Find(string text)
    {
        var units = new List<NamedUnit>();
        var match = Unit().Match(text);
        while (match.Success)
        {
            var length = match.Length;
            if (match.Groups["head"].Success)
            {
                var rest = text.Substring(match.Index + match.Length, Math.Min(LongestName, text.Length - match.Index - match.Length));
                length += match.Groups["proper"].Success && !char.IsUpper(rest.FirstOrDefault()) ? 0 : UnitNames.RestOfName(rest).Length;
                length += match.Value.StartsWith('T') && Level().Match(text, match.Index + length) is { Success: true } level ? level.Length : 0;
            }

            var written = text.Substring(match.Index, length);
            if (!match.Groups["head"].Success || length > match.Length)
            {
                units.Add(new NamedUnit(UnitNames.Full(written), StandingOf(match, written), match.Index, length));
            }

            match = Unit().Match(text, match.Index + Math.Max(1, length));
        }

        return units;
    }

    /// <summary>The units a heading of section II addresses; it parts them with semicolons, or with a comma before the next name.</summary>
    public static IReadOnlyList<string> Addressed(string heading) =>
        [.. Joints().Split(heading)
            .SelectMany(part => Leaders().Split(part))
            .Select(part => part.Trim(' ', ',', '.', ':'))
            .Where(part => part.Length > 0)
            .Select(UnitNames.Full)
            .Select(name => char.ToUpperInvariant(name[0]) + name[1..])];

    /// <summary>The units of a cell that holds nothing else, one a line or parted by marks.</summary>
    public static IReadOnlyList<string> Listed(string cell)
    {
        var found = Find(cell).Select(unit => unit.Name).DistinctBy(UnitNames.Key).ToList();
        return found.Count > 0 ? found : Addressed(CellMarks().Replace(cell, ";"));
    }

    public static bool IsCollective(string name) => name.Contains("các ", StringComparison.OrdinalIgnoreCase);

    private static UnitStanding StandingOf(Match match, string written) =>
        match.Groups["collective"].Success || IsCollective(written) ? UnitStanding.Collective
        : match.Groups["agency"].Success ? UnitStanding.Agency
        : written.StartsWith("Sở", StringComparison.Ordinal) ? UnitStanding.Department
        : match.Groups["outside"].Success ? UnitStanding.Outside
        : UnitStanding.Own;

    // One alternative a line, the longer before the shorter: the first that fits wins.
    [GeneratedRegex(
        @"(?<collective>\b(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+các\s+(?:xã|phường|huyện)(?:,\s*(?:xã|phường|thị trấn|thị xã|thành phố))*"
        + @"|\b[Cc]ác cơ quan, đơn vị thuộc UBND \p{L}+)"
        + @"|(?<agency>\b(?:Lãnh đạo|lãnh đạo|Phó Chủ tịch|Chủ tịch)\s+(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND)\s+(?:huyện|thành phố|thị xã|quận|tỉnh))"
        + @"|(?<outside>\b(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+tỉnh(?:\s+\p{Lu}\p{Ll}+){0,4})"
        + @"|(?<agency>\b(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:huyện|quận|thị xã|thành phố)(?:\s+\p{Lu}\p{Ll}+){0,4})"
        + @"|\b(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:xã|phường|thị trấn|đặc khu)(?:\s+\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,3}|\s+\p{Lu}\p{Ll}+\s+\p{Ll}+)?"
        + @"|(?<outside>\b(?:Huyện ủy|Tỉnh ủy|Thành ủy|Thị ủy|Quận ủy|Huyện uỷ|Tỉnh uỷ)\b|\bBan Chấp hành Đảng bộ\s+(?:tỉnh|huyện|thành phố|thị xã)(?:\s+\p{Lu}\p{Ll}+){0,4})"
        + @"|(?<outside>\bThanh tra\s+(?:tỉnh|Chính phủ)\b|\bBan Dân tộc(?:\s+tỉnh)?\b|\b(?:HĐTD|HĐTĐ|Hội đồng thẩm định)\s+(?:cấp\s+)?tỉnh\b)"
        + @"|(?<outside>\bKho bạc Nhà nước(?:\s+(?:huyện|quận|thị xã|thành phố|tỉnh|khu vực)(?:\s+\p{Lu}\p{Ll}+){0,4})?)"
        + @"|\bChi nhánh Văn phòng [Đđ]ăng ký đất đai(?:\s+(?:huyện|quận|thị xã|thành phố)\b)?"
        + @"|\bThanh tra\s+(?:huyện|quận|thị xã|thành phố)\b"
        + @"|\b(?:Văn phòng|VP)\s+(?:HĐND(?:\s*(?:-|–|và|&)\s*UBND)?|UBND)(?:\s+(?:huyện|quận|thị xã|thành phố|tỉnh|xã|phường|đặc khu))?|\b(?:Văn phòng|Thanh tra)\s+Sở\b(?!\s+\p{Lu})"
        + @"|\b[Bb]ộ phận\s+(?:[Tt]iếp nhận và trả kết quả|[Mm]ột cửa)"
        + @"|(?<head>\b(?:BQL|[Bb]an [Qq]uản lý|Ban [Cc]hỉ đạo|(?<proper>Phòng|P\.|Trung tâm|TT|Sở|Hạt|Chi cục|Đài))\s*(?<=[\s.]))",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unit();

    // "Trung tâm Y tế huyện" is a name, since the province has one too.
    [GeneratedRegex(@"\G\s+(?:huyện|quận|thị xã|thành phố)\b(?!\s+\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Level();

    // "Văn phòng HĐND và UBND" is one office, "Sở Xây dựng và Sở Công Thương" are two.
    [GeneratedRegex(@";|(?:,|(?<!HĐND)\s+và)\s+(?=(?:[Cc]ác\s+(?:cơ quan|phòng|xã|sở)\b|Phòng|P\.|Văn phòng|VP|Trung tâm|UBND|Ủy ban|Uỷ ban|Ban [Qq]uản lý|BQL|Sở|Chi cục|Chi nhánh|Hạt|Thanh tra|Công an|Kho bạc|Bảo hiểm|Bộ phận|Đài|Trạm)\s)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Joints();

    [GeneratedRegex(@"\n|,\s*(?=\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CellMarks();

    [GeneratedRegex(@"(?:^|,\s*)(?:Thủ trưởng|Người đứng đầu|Trưởng)\s+|(?:^|,\s*)Chủ tịch\s+(?=UBND|Ủy ban|Uỷ ban)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Leaders();
}
