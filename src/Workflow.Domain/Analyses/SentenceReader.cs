using System.Text;
using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>What one place of the text says of a deduction; null where it does not say.</summary>
public sealed record ProposedDeduction(
    TextSpan Source, int? Field, string? Criterion, decimal? Points, string Reason, IReadOnlyList<string> Units);

/// <summary>Reads the sentence a person points to, as far as it says what a deduction needs.</summary>
public static class SentenceReader
{
    private const int LongestSentence = 20_000;

    /// <exception cref="RuleBrokenException">When the place lies outside the text, or holds no letter.</exception>
    public static ProposedDeduction Propose(AnalysisReading reading, TextSpan place)
    {
        var sentence = At(reading.Text, place);
        var field = FieldAround(reading, sentence.Span);
        var section = new FieldSection(field, [new PlacedParagraph(sentence.Text, sentence.Span)]);
        var stated = Deductions.Find([section], ScoreTables.Of(reading), reading.BaseYear).Statements is [var first, ..] ? first : null;
        var reason = stated is null or { Reason.Length: 0 } ? sentence.Text : stated.Reason;
        return new ProposedDeduction(
            sentence.Span,
            stated?.Field ?? field,
            stated?.Criterion,
            stated?.Points,
            reason,
            [.. UnitFinder.Find(reason).Select(unit => unit.Name).Distinct()]);
    }

    /// <summary>Where a sentence stands in a text, however its spaces and lines fall; null where it does not.</summary>
    public static TextSpan? Find(string text, string sentence, int from = 0)
    {
        var words = sentence.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || sentence.Length > LongestSentence)
        {
            return null;
        }

        var pattern = new Regex(string.Join(@"\s+", words.Select(Regex.Escape)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return pattern.Match(text, from) is { Success: true } match ? new TextSpan(match.Index, match.Length) : null;
    }

    /// <summary>What a person states is searched for facts, and for who answers for it, like anything read.</summary>
    internal static DeductionReading Read(AnalysisReading reading, StatedDeduction stated, int ordinal)
    {
        var statement = new DeductionStatement(
            stated.Field,
            stated.Criterion,
            reading.Criteria.FirstOrDefault(criterion => criterion.Code == stated.Criterion)?.Name,
            stated.Points,
            stated.Reason,
            stated.Source,
            stated.Source);
        var read = new Responsibility([AnalysisReader.WithFacts(statement, ordinal - 1, reading.Agency)], Answers.Find([statement], reading.Directives), reading.Directives, reading.Agency).Suggest()[0];
        return stated.Units is { } units ? read with { Units = [.. units] } : read;
    }

    private static Passage At(string text, TextSpan place)
    {
        if (place.Start < 0 || place.Length <= 0 || place.Length > LongestSentence || place.Start > text.Length - place.Length)
        {
            throw new RuleBrokenException(AnalysisRules.APlaceLiesInTheText);
        }

        var sentence = new Passage(text.Substring(place.Start, place.Length), place).Trimmed();
        return sentence.Text.Length > 0 ? sentence : throw new RuleBrokenException(AnalysisRules.APlaceLiesInTheText);
    }

    /// <summary>The field under whose heading the place stands; else that of the last deduction before it.</summary>
    private static int? FieldAround(AnalysisReading reading, TextSpan place)
    {
        const double EnoughOfTheName = 0.5;
        for (var end = place.Start; end > 0;)
        {
            var start = reading.Text.LastIndexOf('\n', end - 1) + 1;
            var line = new PlacedParagraph(reading.Text[start..end], TextSpan.Between(start, end));
            if (Outline.HeadingIn(line) is { Depth: > 0 } heading)
            {
                var named = reading.Fields.MaxBy(field => Words.Contained(field.Name, heading.Title));
                if (named is not null && Words.Contained(named.Name, heading.Title) >= EnoughOfTheName)
                {
                    return named.Number;
                }
            }

            end = Math.Max(0, start - 1);
        }

        return reading.Deductions.LastOrDefault(deduction => deduction.Source.Start <= place.Start)?.Field;
    }
}
