using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Whose index the report is about, of which year, and which years it names: from its title, otherwise from its first lines.</summary>
internal sealed partial record Subject(string? Agency, int? Year)
{
    private const int TitleWithin = 14;
    private const int LinesOfATitle = 3;
    private const int LinesWithAYear = 40;

    private IReadOnlyList<int> Years { get; init; } = [];

    public static Subject Of(SourceDocument document)
    {
        var title = TitleOf(document);
        var years = YearsIn(title);
        var year = IndexYear().Match(title) is { Success: true } index ? int.Parse(index.Groups["year"].Value, CultureInfo.InvariantCulture)
            : years.Count > 0 ? years[0]
            : MostNamedYear(document);
        return new Subject(AgencyIn(title) ?? AgencyAbove(document) ?? MostNamed(document), year) { Years = years };
    }

    /// <summary>The year the title plans for.</summary>
    public int? LaterThan(int baseYear) => Years.Where(year => year > baseYear).Cast<int?>().Min();

    private static string TitleOf(SourceDocument document)
    {
        var lines = document.Paragraphs.Take(TitleWithin).Select(paragraph => paragraph.Text).ToList();
        var first = lines.FindIndex(IsTitle);
        return first < 0 ? "" : string.Join(' ', lines.Skip(first).Take(LinesOfATitle).TakeWhile((line, at) => at == 0 || IsOfTheTitle(line)));
    }

    private static bool IsTitle(string text) =>
        text.Length < 400
        && (text.Contains("chỉ số", StringComparison.OrdinalIgnoreCase) || text.Contains("PAR INDEX", StringComparison.OrdinalIgnoreCase) || text.Contains("CCHC", StringComparison.OrdinalIgnoreCase)
            || text.Contains("cải cách hành chính", StringComparison.OrdinalIgnoreCase))
        && TitleWord().IsMatch(text);

    /// <summary>A title broken over lines goes on in lines that are no sentence.</summary>
    private static bool IsOfTheTitle(string line) => line.Length < 200 && !line.EndsWith('.') && !line.EndsWith(':') && GoesOn().IsMatch(line) && !Begins().IsMatch(line);

    private static string? AgencyIn(string title)
    {
        var owner = Owner().Match(title);
        return owner.Success ? Called(owner.Groups["agency"].Value) : null;
    }

    /// <summary>The letterhead names the body that reports, above the title.</summary>
    private static string? AgencyAbove(SourceDocument document)
    {
        var above = "";
        foreach (var block in document.Blocks.Take(TitleWithin))
        {
            var lines = block is PlacedTable table ? table.Rows.SelectMany(row => row).Select(cell => cell.Text) : [((PlacedParagraph)block).Text];
            foreach (var line in lines)
            {
                if (Letterhead().Match(IsBroken(above) ? $"{above} {line}" : line) is { Success: true } head)
                {
                    return Called(head.Groups["agency"].Value);
                }

                above = line;
            }
        }

        return null;
    }

    /// <summary>"ỦY BAN NHÂN DÂN" stands in a line of its own, the place in the next.</summary>
    private static bool IsBroken(string line) => line.ToUpperInvariant() is "ỦY BAN NHÂN DÂN" or "UỶ BAN NHÂN DÂN" or "UBND";

    private static string Called(string written)
    {
        var name = written.Trim(' ', '.', '/', ',', ';', ':');
        name = UnitNames.Full(name.Any(char.IsLower) ? name : UnitNames.FromCapitals(name));
        return Place().IsMatch(name) ? $"UBND {char.ToLowerInvariant(name[0])}{name[1..]}" : name;
    }

    private static int? MostNamedYear(SourceDocument document) => document.Paragraphs.Take(LinesWithAYear)
        .SelectMany(paragraph => YearsIn(paragraph.Text))
        .GroupBy(year => year)
        .OrderByDescending(named => named.Count())
        .ThenBy(named => named.Key)
        .Select(named => (int?)named.Key)
        .FirstOrDefault();

    private static string? MostNamed(SourceDocument document) => UnitFinder.Find(document.Text)
        .Where(unit => unit.Standing == UnitStanding.Agency && unit.Name.StartsWith("UBND", StringComparison.Ordinal))
        .GroupBy(unit => unit.Name)
        .OrderByDescending(named => named.Key.Split(' ').Length > 2)
        .ThenByDescending(named => named.Count())
        .FirstOrDefault()?.Key;

    private static List<int> YearsIn(string text) => [.. AnyYear().Matches(text).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(
        @"(?<!\p{L})(?:của|tại|CỦA|TẠI|trên địa bàn|TRÊN ĐỊA BÀN|đối với)\s+(?<agency>(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|Sở|SỞ|Ban|BAN|Chi cục|CHI CỤC|Cục|CỤC|Văn phòng|VĂN PHÒNG|Thanh tra|THANH TRA|(?:[Tt]ỉnh|TỈNH|[Hh]uyện|HUYỆN|[Xx]ã|XÃ|[Pp]hường|PHƯỜNG|[Tt]hị trấn|THỊ TRẤN|[Tt]hành phố|THÀNH PHỐ|[Tt]hị xã|THỊ XÃ|[Đđ]ặc khu|ĐẶC KHU)(?=\s+\p{Lu}))\s(?:(?!\s*(?:năm|NĂM|Năm\s|Theo\s|Căn cứ|Thực hiện|và giải|và các|và nhiệm|VÀ GIẢI|VÀ NHIỆM)(?!\p{L}))[^,;./]){1,80})",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Owner();

    [GeneratedRegex(@"^(?<agency>(?:UBND|Ủy ban nhân dân|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|Uỷ ban nhân dân)\s+(?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THỊ XÃ|THÀNH PHỐ|ĐẶC KHU|QUẬN|xã|phường|huyện|tỉnh|thị xã|thành phố|đặc khu|quận)\s+\p{Lu}[\p{L} ]{1,40}|SỞ\s+\p{Lu}[\p{L}, ]{2,60})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Letterhead();

    [GeneratedRegex(@"^(?:Tỉnh|Huyện|Xã|Phường|Thị trấn|Thành phố|Thị xã|Đặc khu)\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"phân tích|đánh giá|kết quả|báo cáo|giải pháp", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TitleWord();

    [GeneratedRegex(@"^(?:và|năm|của|tại|nhiệm vụ|giải pháp|phương hướng|\(|trên)|\b20\d\d\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"^(?:[IVX]{1,5}|[A-D]|\d{1,2})\s*[.:/)]|^PHẦN\b|^(?:Căn cứ|Thực hiện|Kính gửi)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Begins();

    [GeneratedRegex(@"(?:chỉ số|PAR INDEX|CCHC|cải cách hành chính)[^.;]{0,80}?\bnăm\s+(?<year>20\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IndexYear();

    [GeneratedRegex(@"\b20\d\d\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnyYear();
}
