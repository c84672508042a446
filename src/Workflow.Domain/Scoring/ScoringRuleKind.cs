using System.Text.RegularExpressions;

namespace Workflow.Domain.Scoring;

/// <summary>How the points of a criterion are given.</summary>
public enum ScoringRuleKind
{
    /// <summary>All or nothing.</summary>
    Binary,

    /// <summary>By whether, or how late, something was done by a day.</summary>
    Deadline,

    /// <summary>A part for each thing that is there.</summary>
    Checklist,

    /// <summary>In proportion: max · a/b.</summary>
    Ratio,

    /// <summary>By the band a figure falls in.</summary>
    Tiers,

    /// <summary>The maximum less so much for each event.</summary>
    Penalty,

    /// <summary>By whether this year is above the year before.</summary>
    Growth,

    /// <summary>By asking people; no task closes it.</summary>
    Survey,

    /// <summary>Points beyond the maximum.</summary>
    Bonus,

    /// <summary>By the judgement of whoever appraises.</summary>
    Manual,
}

/// <summary>Supposes the kind of a rule from the words of its criterion; a person confirms or corrects it.</summary>
internal static partial class ScoringRuleWords
{
    public static ScoringRuleKind KindOf(string name, string? guidance)
    {
        var words = $"{name}. {guidance}";
        return Survey().IsMatch(words) ? ScoringRuleKind.Survey
            : Bonus().IsMatch(words) ? ScoringRuleKind.Bonus
            : Growth().IsMatch(words) ? ScoringRuleKind.Growth
            : Penalty().IsMatch(words) ? ScoringRuleKind.Penalty
            : Ratio().IsMatch(words) ? ScoringRuleKind.Ratio
            : Band().Count(words) > 1 ? ScoringRuleKind.Tiers
            : Deadline().IsMatch(words) ? ScoringRuleKind.Deadline
            : Part().Count(words) > 1 ? ScoringRuleKind.Checklist
            : AllOrNothing().IsMatch(words) ? ScoringRuleKind.Binary
            : ScoringRuleKind.Manual;
    }

    [GeneratedRegex(@"điều tra xã hội học|khảo sát|mức độ hài lòng|sự hài lòng", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Survey();

    [GeneratedRegex(@"điểm thưởng|được cộng\b|điểm cộng", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bonus();

    [GeneratedRegex(@"(?:cao hơn|tăng|thấp hơn|giảm)\s+(?:so với\s+)?năm trước|tăng so với năm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Growth();

    [GeneratedRegex(@"\bmỗi\b[^.;]{0,80}\btrừ\b|\bcứ\b[^.;]{0,80}\btrừ\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Penalty();

    [GeneratedRegex(@"công thức|điểm tối đa\s*[x×*]\s*|\b[ab]\s*/\s*[ab]\b|\btheo tỷ lệ tương ứng", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ratio();

    [GeneratedRegex(@"\btừ\s+\d+(?:[.,]\d+)?\s*%|\bdưới\s+\d+(?:[.,]\d+)?\s*%|\btrên\s+\d+(?:[.,]\d+)?\s*%|\bđạt\s+100\s*%", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Band();

    [GeneratedRegex(@"đúng (?:thời )?hạn|đúng thời gian|kịp thời|\btrước ngày\b|chậm nhất|quá hạn", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Deadline();

    [GeneratedRegex(@":\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ)?(?=\s*(?:[;.\n]|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\bkhông\b[^.;:]{0,60}:\s*0\b|nếu có|có ban hành|có hoặc không", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AllOrNothing();
}
