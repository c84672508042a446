using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Parts a statement with several losses into one clause for each.</summary>
internal static partial class Clauses
{
    public static IReadOnlyList<(int Start, int End)> Of(string text, IReadOnlyList<Loss> losses)
    {
        var cuts = new List<(int End, int Start)> { (0, 0) };
        for (var at = 1; at < losses.Count; at++)
        {
            cuts.Add(Cut(text, losses[at - 1].End, losses[at].Index));
        }

        return [.. losses.Select((_, at) => (cuts[at].Start, at + 1 < cuts.Count ? cuts[at + 1].End : text.Length))];
    }

    /// <summary>Between two losses: after the last sentence or semicolon, else at a comma or an "và", which belongs to neither.</summary>
    private static (int End, int Start) Cut(string text, int from, int to)
    {
        var between = text[from..to];
        var sentence = Sentence().Matches(between).LastOrDefault();
        if (sentence is not null)
        {
            return (from + sentence.Index + sentence.Length, from + sentence.Index + sentence.Length);
        }

        var commas = Comma().Matches(between);
        if (commas.Count == 0)
        {
            return (from, from);
        }

        // Where nothing follows a loss its reason stood before it, so the next reason begins at once.
        var comma = commas[0].Index <= 2 ? commas[0] : commas[^1];
        var end = from + comma.Index + comma.Length;
        return (comma.Value[0] is ')' ? end : from + comma.Index, end);
    }

    [GeneratedRegex(@"[.;]\s+|\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@",\s+(?:và\s+)?|\s+và\s+|\)\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comma();
}
