using System.Globalization;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Words a rule and how points came, in the language of whoever asks.</summary>
internal static class RuleWords
{
    public static IReadOnlyList<string> Of(ScoringTerms? terms, decimal max) => terms is null ? [] : Of(terms.InWords(max));

    public static IReadOnlyList<string> Of(IEnumerable<Said> said) =>
        [.. said.Select(sentence => Wording.In(CultureInfo.CurrentUICulture, $"scoring.{sentence.Code}", [.. sentence.Facts]))];
}
