using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>A statement that points were deducted, before its reason is searched for facts.</summary>
internal sealed record DeductionStatement(
    int Field,
    string? Criterion,
    string? CriterionName,
    decimal Points,
    string Reason,
    TextSpan Source,
    TextSpan ReasonSource);

/// <summary>
/// Finds the deductions of section I. Reports word them freely: "(bị trừ 0,5 điểm) vì lý do:", "(mất 0,25 điểm) do",
/// "Nguyên nhân bị trừ 0,02 điểm: Do"; a code may end in a dot, not end in one, or be missing.
/// </summary>
internal static partial class Deductions
{
    public static bool Mentions(string text) => Amount().IsMatch(text) || Code().Match(text) is { Success: true, Index: 0 };

    public static IReadOnlyList<DeductionStatement> Find(IReadOnlyList<FieldSection> sections)
    {
        var found = new List<DeductionStatement>();
        foreach (var section in sections)
        {
            for (var at = 0; at < section.Paragraphs.Count; at++)
            {
                var passage = Passage.At(section.Paragraphs, at);
                found.AddRange(Statements(passage).Select(statement => Read(statement, section.Field)).OfType<DeductionStatement>());
                at += passage.Extra;
            }
        }

        return found;
    }

    /// <summary>A paragraph may hold several deductions, each from its criterion's code to the next.</summary>
    private static IEnumerable<Passage> Statements(Passage passage)
    {
        var starts = Code().Matches(passage.Text).Select(match => match.Index).ToList();
        if (starts.Count == 0 || Amount().IsMatch(passage.Text[..starts[0]]))
        {
            starts.Insert(0, 0);
        }

        return starts.Select((start, at) => passage.Between(start, at + 1 < starts.Count ? starts[at + 1] : passage.Text.Length));
    }

    private static DeductionStatement? Read(Passage statement, int? field)
    {
        var amount = Amount().Match(statement.Text);
        var code = Code().Match(statement.Text);
        if (!amount.Success || Numbers.Points(amount.Groups["points"].Value) is not { } points || IsTotal(statement.Text, amount))
        {
            return null;
        }

        var reason = statement.Between(ReasonStart(statement.Text, amount), statement.Text.Length).Trimmed();
        var criterion = code.Success ? code.Groups["code"].Value : null;
        var owner = criterion is null ? field : int.Parse(criterion.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
        if (owner is null || (criterion is null && Announces(reason.Text)))
        {
            return null;
        }

        return new DeductionStatement(
            owner.Value,
            criterion,
            criterion is null ? null : Name(statement.Text, code, amount),
            points,
            reason.Text,
            statement.Trimmed().Span,
            reason.Span);
    }

    private static int ReasonStart(string text, Match amount)
    {
        var connector = Connector().Match(text, amount.Index + amount.Length);
        return connector.Success ? connector.Index + connector.Length : amount.Index + amount.Length;
    }

    private static string? Name(string text, Match code, Match amount)
    {
        var end = code.Index + code.Length;
        var name = amount.Index > end ? text[end..amount.Index].Trim(' ', '(', ':', '.', ',', '-', '–', '*') : "";
        return name.StartsWith("về ", StringComparison.OrdinalIgnoreCase) ? name[3..] : name.Length > 0 ? name : null;
    }

    /// <summary>"Tổng điểm bị trừ 3,5 điểm" sums the deductions, it is none itself.</summary>
    private static bool IsTotal(string text, Match amount) =>
        Total().IsMatch(text[Math.Max(0, amount.Index - 40)..amount.Index]);

    /// <summary>"bị trừ 3,5 điểm ở các tiêu chí sau:" announces deductions, it is none itself.</summary>
    private static bool Announces(string reason) => reason.Length == 0 || reason.EndsWith(':');

    [GeneratedRegex(
        @"\b(?:bị\s+)?(?:trừ|mất)(?:\s+(?:mất|đi|tổng))?\s*:?\s*(?<points>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:điểm|đ)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"(?:^(?:[-+*]\s*)?|\b)Tiêu chí(?: thành phần)?\s+(?<code>\d{1,2}(?:\.\d{1,2}){1,3})\.?:?|^(?:[-+*]\s*)?(?<code>\d{1,2}(?:\.\d{1,2}){2,3})\.?:?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\G\s*\)?\s*(?:[,;.:]\s*)?(?:(?:vì lý do|vì lí do|lý do|nguyên nhân|do|vì)\b\s*(?:là\b)?\s*:?\s*)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Connector();

    [GeneratedRegex(@"\btổng\b[^.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Total();
}
