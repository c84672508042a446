using System.Globalization;
using System.Text.RegularExpressions;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Words a rule and how points came, in the language of whoever asks.</summary>
internal static partial class RuleWords
{
    public static IReadOnlyList<string> Of(ScoringTerms? terms, decimal max) => terms is null ? [] : Of(terms.InWords(max));

    public static IReadOnlyList<string> Of(IEnumerable<Said> said) =>
        [.. said.Select(sentence => Wording.In(CultureInfo.CurrentUICulture, $"scoring.{sentence.Code}", [.. sentence.Facts.Select(InItsNotation)]))];

    /// <summary>Sentences keep their numbers with a decimal comma; whoever reads English reads a point.</summary>
    private static string InItsNotation(string fact) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && Number().IsMatch(fact) ? fact.Replace(',', '.') : fact;

    [GeneratedRegex(@"^-?\d+,\d+$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
