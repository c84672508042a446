using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>Cuts one sentence out of a passage.</summary>
internal static partial class Sentences
{
    /// <summary>The sentence at a place, begun early enough to hold what stands <paramref name="with"/> it.</summary>
    public static Passage Around(Passage passage, int at, int with)
    {
        var ends = End().Matches(passage.Text).Select(match => match.Index + match.Length).ToList();
        var start = ends.LastOrDefault(end => end <= Math.Min(at, with));
        var end = ends.FirstOrDefault(end => end > at);
        return passage.Between(start, end == 0 ? passage.Text.Length : end).Trimmed();
    }

    [GeneratedRegex(@"[.;!?…]\s+(?=[\p{Lu}\p{Ll}\d(-])|\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();
}
