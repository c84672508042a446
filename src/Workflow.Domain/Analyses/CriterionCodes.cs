using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A criterion's code where a text prints it: "Tiêu chí 1.2.1.", "TCTP 1.2.a", "Mục 3.2", or bare at the start of a line.</summary>
internal sealed record CriterionCode(string Code, int Index, int Length)
{
    public int End => Index + Length;

    public int Field => CriterionCodes.FieldOf(Code);

    /// <summary>Two bare numbers at the start of a line may as well count headings.</summary>
    public bool MayBeAHeading { get; init; }

    /// <summary>Other codes stand beside it and share what is said.</summary>
    public bool HasCompany { get; init; }

    /// <summary>The words before it say that it is the place of the loss just named: "bị trừ 0,5 điểm ở tiêu chí 1.2.1".</summary>
    public bool IsPlace { get; init; }
}

/// <summary>Finds the codes of criteria.</summary>
internal static partial class CriterionCodes
{
    private const int WordsBefore = 40;

    /// <summary>The number of the field a code begins with: 1 of "1.2.1" and of "1a".</summary>
    public static int FieldOf(string code) => int.Parse(code.AsSpan(0, code.Length - code.AsSpan().TrimStart("0123456789").Length), System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<CriterionCode> Find(string text)
    {
        var codes = new List<CriterionCode>();
        foreach (Match match in Code().Matches(text))
        {
            var code = match.Groups["code"];
            var company = Company().Match(text, code.Index + code.Length);
            var end = company.Success ? company.Index + company.Length : match.Index + match.Length;
            if (codes.Count > 0 && match.Index < codes[^1].End)
            {
                continue;
            }

            codes.Add(new CriterionCode(code.Value, match.Index, Math.Max(end, match.Index + match.Length) - match.Index)
            {
                MayBeAHeading = match.Groups["bare"].Success && code.Value.Count(letter => letter == '.') == 1 && char.IsDigit(code.Value[^1]),
                HasCompany = company.Success,
                IsPlace = Place().IsMatch(text[Math.Max(0, match.Index - WordsBefore)..match.Index]),
            });
        }

        return codes;
    }

    /// <summary>The code a line begins with, which is more than a heading's number.</summary>
    public static bool StartsLine(string text) => Code().Match(text) is { Success: true } match
        && text[..match.Index].Trim('-', '+', '*', '•', '–', ' ').Length == 0
        && !(match.Groups["bare"].Success && match.Groups["code"].Value.Count(letter => letter == '.') == 1);

    // One alternative a line: with its word before it anywhere; bare at the start of a line or after a mark that parts clauses.
    [GeneratedRegex(
        @"(?:\b[Tt]iêu chí(?: thành phần)?|\bTIÊU CHÍ(?: THÀNH PHẦN)?|\bTCTP|\bTC|(?=Mục)(?<=^(?:[-+*•–]\s*)?|[.;:]\s)Mục)\s*(?:số\s*)?:?\s*(?<code>\d{1,2}(?:\.\d{1,2}){1,3}(?:\.?[a-zđ](?![\p{L}\d]))?|\d{1,2}\.[a-zđ](?![\p{L}\d]))(?![\d/%])\.?:?"
        + @"|(?<bare>(?=\d)(?<=^(?:[-+*•–]\s*)?)(?<code>\d{1,2}(?:\.\d{1,2}){1,3}(?:\.?[a-zđ](?![\p{L}\d]))?)(?![\d/%,]|\.\d)\.?:?(?=\s))"
        + @"|(?=\d)(?<=[;,:.(]\s?)(?<code>\d{1,2}(?:\.\d{1,2}){2,3}(?:\.?[a-zđ](?![\p{L}\d]))?)(?![\d/%,]|\.\d)\.?:?(?=[\s)])",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\G(?:\.?\s*(?:[,;]|và|\s)\s*(?:(?:tiêu chí(?: thành phần)?|TCTP|TC)\s*)?\d{1,2}(?:\.\d{1,2}){1,3}(?![\d/%,]|\.\d)){1,8}\.?:?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Company();

    [GeneratedRegex(@"(?:\b(?:ở|tại|thuộc|của|đối với|trong)\s+(?:(?:các|nội dung|nhóm)\s+)*|\(\s*|\bđiểm\s+(?:bị\s+)?(?:trừ|mất)\s*:\s*\d{1,3}(?:[.,]\d{1,4})?\s*(?:điểm|đ)?\s*[;,]\s*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
