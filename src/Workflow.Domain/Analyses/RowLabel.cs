using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What a row of a score table is about.</summary>
internal enum RowLevel
{
    Field,
    Criterion,
    Total,
    Other,
}

/// <summary>
/// What a row is about, from its number and its name, whichever cell holds them: "1", "II.", "Lĩnh vực 3", "TC 1.2.a",
/// "1.2.1 Gửi báo cáo", "Tổng cộng".
/// </summary>
internal sealed partial record RowLabel(RowLevel Level, int? Field, string? Code, string Name)
{
    public static RowLabel Of(string number, string name)
    {
        if (Total().IsMatch(number) || Total().IsMatch(name))
        {
            return new RowLabel(RowLevel.Total, null, null, name);
        }

        var leading = Leading().Match(name);
        if (leading.Groups["code"].Success && !IsCode(number))
        {
            return Numbered(leading, AfterMark(name, leading))!;
        }

        if (number.Length > 0)
        {
            return Numbered(Number().Match(number), name) ?? Numbered(Leading().Match(number), name) ?? new RowLabel(RowLevel.Other, null, null, name);
        }

        return Numbered(leading, AfterMark(name, leading)) ?? new RowLabel(RowLevel.Other, null, null, name);
    }

    private static string AfterMark(string name, Match mark) => name[(mark.Index + mark.Length)..].Trim(' ', '.', ':', ')', '-', '–');

    /// <summary>Whether a cell holds nothing but the number of a field or of a criterion.</summary>
    public static bool IsNumber(string cell) => Number().IsMatch(cell);

    public static bool IsCode(string cell) => Number().Match(cell).Groups["code"].Success;

    public static bool IsRoman(string cell) => Number().Match(cell).Groups["roman"].Success;

    /// <summary>A Roman numeral's value, up to 39.</summary>
    public static int Roman(string numeral)
    {
        var values = numeral.Select(letter => letter switch { 'I' => 1, 'V' => 5, _ => 10 }).ToList();
        return values.Select((value, at) => at + 1 < values.Count && value < values[at + 1] ? -value : value).Sum();
    }

    private static RowLabel? Numbered(Match match, string name)
    {
        if (!match.Success)
        {
            return null;
        }

        if (match.Groups["code"].Success)
        {
            var code = match.Groups["code"].Value;
            return new RowLabel(RowLevel.Criterion, CriterionCodes.FieldOf(code), code, name);
        }

        var field = match.Groups["roman"].Success ? Roman(match.Groups["roman"].Value) : int.Parse(match.Groups["field"].Value, CultureInfo.InvariantCulture);
        return field > 0 && name.Any(char.IsLetter) ? new RowLabel(RowLevel.Field, field, null, name) : null;
    }

    [GeneratedRegex(
        @"^(?:(?:[Tt]iêu chí(?: thành phần)?|TIÊU CHÍ(?: THÀNH PHẦN)?|TCTP|TC|[Mm]ục)\s*)?(?<code>\d{1,2}(?:\.\d{1,2}){0,3}\.?[a-zđ]|\d{1,2}(?:\.\d{1,2}){1,3})[.)]?$"
        + @"|^(?:(?:[Ll]ĩnh vực|LĨNH VỰC|LV|[Nn]hóm)\s*)?(?:(?<roman>[IVX]{1,5})|(?<field>\d{1,2}))[.):]?$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^(?:(?:[Tt]iêu chí(?: thành phần)?|TIÊU CHÍ(?: THÀNH PHẦN)?|TCTP|TC|[Mm]ục)\s*)?(?<code>\d{1,2}(?:\.\d{1,2}){1,3}(?:\.?[a-zđ](?=[.:)\s]))?|\d{1,2}\.[a-zđ](?=[.:)\s]))(?=[.:)\s–-])[.:)]?"
        + @"|^(?:[Ll]ĩnh vực|LĨNH VỰC|LV)\s*(?:(?<roman>[IVX]{1,5})|(?<field>\d{1,2}))(?=[.:)\s–-])[.:)]?"
        + @"|^(?:(?<roman>[IVX]{1,5})|(?<field>\d{1,2}))\s*[.:)–-](?=\s)",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Leading();

    [GeneratedRegex(@"^(?:tổng(?: cộng| số(?: điểm)?| điểm| hợp)?|cộng|chỉ số (?:tổng hợp|chung)|toàn bộ|điểm tổng)(?=$|[\s:.(])(?!\s+(?:tác|hòa|kết|thầu))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Total();
}
