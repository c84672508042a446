using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>How offices are called: where a name ends, and one full form for each.</summary>
internal static partial class UnitNames
{
    private const int LongestName = 9;

    // The offices of a district's and a province's People's Committee by the decrees on their organisation, and those
    // that took over from the districts in the communes. A joint is written as a dash, as "và", or both ways in one text.
    private static readonly string[] Offices =
    [
        "Nội vụ", "Tư pháp", "Tài chính - Kế hoạch", "Tài chính", "Kế hoạch - Tài chính", "Kế hoạch và Đầu tư", "Tài nguyên và Môi trường",
        "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thông tin",
        "Văn hóa - Xã hội", "Văn hóa Thể thao và Truyền thông", "Văn hóa, Thể thao và Truyền thông", "Văn hóa, Thông tin và Thể thao",
        "Giáo dục và Đào tạo", "Y tế", "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường", "Kinh tế và Hạ tầng",
        "Kinh tế, Hạ tầng và Đô thị", "Kinh tế", "Quản lý đô thị", "Dân tộc và Tôn giáo", "Dân tộc", "Công Thương", "Xây dựng",
        "Giao thông vận tải", "Khoa học và Công nghệ", "Thông tin và Truyền thông", "Ngoại vụ", "Phục vụ hành chính công",
        "Dịch vụ nông nghiệp", "Phát triển quỹ đất", "Giáo dục nghề nghiệp - Giáo dục thường xuyên", "dự án đầu tư xây dựng",
    ];

    private static readonly HashSet<string> NeverInAName = new(StringComparer.OrdinalIgnoreCase)
    {
        "bị", "do", "là", "được", "chủ", "phối", "tham", "theo", "thực", "trong", "năm", "ngày", "có", "đã", "đang", "để", "về", "với",
        "nhận", "của", "này", "cùng", "căn", "yêu", "gửi", "nộp", "chưa", "không", "còn", "phải", "triển", "tại", "từ", "trên", "khi",
        "thuộc", "các", "ban", "làm", "và",
    };

    // In lower case only, since an office may be called "Phòng Tổ chức cán bộ" but never "Phòng Nội vụ chậm".
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal)
    {
        "chậm", "muộn", "báo", "trình", "rà", "soát", "kiểm", "xử", "giải", "khắc", "đôn", "hướng", "tuyên", "giao", "sửa", "đề", "thẩm", "lập", "tiếp",
        "hoàn", "phân", "xây", "nâng", "tăng", "cập", "vi", "mất", "bố", "mới", "vẫn", "đạt", "gây", "nêu", "cho", "đối", "xếp", "nhập", "tự", "sẽ", "cần",
        "nhằm", "đúng", "tốt", "thường", "kịp", "trực", "đồng", "mở", "đưa", "cung", "quá", "trễ", "theo", "tổ", "chịu", "đầu", "gồm", "như", "hay",
        "hoặc", "trước", "sau", "và", "kết", "ít", "nhiều", "bảo", "đảm", "duy", "áp", "tập", "nghiên", "gắn", "đăng",
    };

    // As offices are abbreviated in running text; each is written out before names are compared.
    private static readonly (string Short, string Full)[] Abbreviations =
    [
        ("TCKH", "Tài chính - Kế hoạch"), ("KHTC", "Kế hoạch - Tài chính"), ("GDĐT", "Giáo dục và Đào tạo"), ("TNMT", "Tài nguyên và Môi trường"),
        ("LĐTBXH", "Lao động - Thương binh và Xã hội"), ("VHTT", "Văn hóa và Thông tin"), ("VHXH", "Văn hóa - Xã hội"), ("NNPTNT", "Nông nghiệp và Phát triển nông thôn"),
        ("NNMT", "Nông nghiệp và Môi trường"), ("KTHT", "Kinh tế và Hạ tầng"), ("KTHTĐT", "Kinh tế, Hạ tầng và Đô thị"), ("QLĐT", "Quản lý đô thị"),
        ("VHTTDL", "Văn hóa, Thể thao và Du lịch"), ("TTTT", "Thông tin và Truyền thông"), ("KHCN", "Khoa học và Công nghệ"), ("KHĐT", "Kế hoạch và Đầu tư"),
        ("GTVT", "Giao thông vận tải"), ("NV", "Nội vụ"), ("TP", "Tư pháp"), ("PVHCC", "Phục vụ hành chính công"),
    ];

    private static readonly Regex KnownOffice = new(
        "^(?:" + string.Join('|', Offices.OrderByDescending(office => office.Length).Select(Pattern)) + @")\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>The part of a name that follows its first words ("Phòng ", "BQL "), empty where none does.</summary>
    public static string RestOfName(string text)
    {
        var known = KnownOffice.Match(text) is { Success: true } full ? full : AbbreviatedOffice().Match(text);
        if (known.Success)
        {
            return known.Value;
        }

        var words = 0;
        var end = 0;
        foreach (Match word in Syllable().Matches(text))
        {
            if (word.Index != end || words == LongestName || NeverInAName.Contains(word.Groups["word"].Value) || (words > 0 && Verbs.Contains(word.Groups["word"].Value)))
            {
                break;
            }

            words++;
            end = word.Index + word.Length;
        }

        return text[..end].TrimEnd(' ', '-', '–');
    }

    /// <summary>One name for each unit, however it is abbreviated, capitalised or joined.</summary>
    public static string Full(string written)
    {
        var name = written.Trim();
        name = Abbreviated().Replace(name, "Ban quản lý");
        name = ShortHead().Replace(name, match => match.Value[0] is 'V' ? "Văn phòng " : match.Value[0] is 'P' ? "Phòng " : "Trung tâm ");
        name = AbbreviatedOffice().Replace(name, match => WrittenOut(match.Value));
        name = Ampersand().Replace(name, " và ");
        name = UbndInFull().Replace(name, "UBND");
        name = Council().Replace(name, "Hội đồng thẩm định");
        name = CommuneInLowerCase().Replace(name, match => match.Groups["before"].Value + Capital(match.Groups["last"].Value));
        return Capital(name);
    }

    /// <summary>A name of a letterhead or title in capitals as it is written in a sentence: "UBND HUYỆN TAM ĐƯỜNG".</summary>
    public static string FromCapitals(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plain = string.Join(' ', words.Select(word => word is "UBND" or "HĐND" ? word : Capital(word.ToLowerInvariant())));
        return KindOfPlace().Replace(plain, match => match.Value.ToLowerInvariant());
    }

    /// <summary>Whether two names mean the same unit: spacing, capitals and the joint ("-" or "và") do not tell units apart.</summary>
    public static bool Same(string one, string other) => string.Equals(Key(one), Key(other), StringComparison.Ordinal);

    public static string Key(string name) =>
        string.Join(' ', Words.Of(Full(name)).Where(word => word.Length > 0 && word != "và"));

    private static string WrittenOut(string office)
    {
        var letters = string.Concat(office.Where(char.IsLetter));
        return Abbreviations.FirstOrDefault(pair => pair.Short == letters).Full ?? office;
    }

    private static string Pattern(string office) =>
        Regex.Escape(office).Replace(@"\ và\ ", Joint, StringComparison.Ordinal).Replace(@"\ -\ ", Joint, StringComparison.Ordinal)
            .Replace(@",\ ", @"(?:,\s*|\s+)", StringComparison.Ordinal).Replace(@"\ ", @"\s+", StringComparison.Ordinal);

    private const string Joint = @"(?:\s*[-–,]\s*|\s+và\s+)";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\G(?<word>[\p{L}\d]+)(?:\s[-–]\s|\s|(?=[^\p{L}\d\s])|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Syllable();

    [GeneratedRegex(@"^(?:BQL|[Bb]an [Qq]uản lý)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Abbreviated();

    [GeneratedRegex(@"^(?:VP|P\.|TT(?=\s))\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShortHead();

    [GeneratedRegex(@"\s*&\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ampersand();

    [GeneratedRegex(@"(?<=^|^Phòng |^Sở |^Trung tâm )(?:TC\s?-\s?KH|TCKH|KH\s?-\s?TC|KHTC|GD\s?(?:-|&|và)?\s?ĐT|TN\s?(?:-|&|và)?\s?MT|LĐ\s?-?\s?TB\s?(?:-|&|và)?\s?XH|VH\s?(?:-|&)?\s?TTDL|VH\s?,?\s?TT\s?(?:-|&|và)\s?DL|VH\s?(?:-|&)?\s?TT|VH\s?(?:-|&)?\s?XH|NN\s?(?:-|&|và)?\s?PTNT|NN\s?(?:-|&|và)?\s?MT|KT\s?(?:-|&)?\s?HT\s?(?:-|&)\s?ĐT|KT\s?(?:-|&)?\s?HT|QLĐT|TT\s?(?:-|&)\s?TT|KH\s?(?:-|&)\s?CN|KHCN|KH\s?(?:-|&)\s?ĐT|GTVT|NV|TP|PVHCC)(?![\p{L}\d])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AbbreviatedOffice();

    [GeneratedRegex(@"(?:Ủy|Uỷ) ban nhân dân", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UbndInFull();

    [GeneratedRegex(@"(?<!^)\b(?:Huyện|Tỉnh|Xã|Phường|Quận|Thị Xã|Thị Trấn|Thành Phố|Đặc Khu|Và)\b|(?<=^Ủy )Ban Nhân Dân|(?<=^Uỷ )Ban Nhân Dân", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KindOfPlace();

    [GeneratedRegex(@"^HĐT[DĐ]\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Council();

    [GeneratedRegex(@"^(?<before>UBND (?:xã|phường|thị trấn) \p{Lu}\p{Ll}+ )(?<last>\p{Ll}+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommuneInLowerCase();
}
