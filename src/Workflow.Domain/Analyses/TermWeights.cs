namespace Workflow.Domain.Analyses;

/// <summary>
/// How alike two passages are by the terms they share, rare terms counting most. A term is two neighbouring syllables,
/// which is what most Vietnamese words are, or a concept that has many words.
/// </summary>
internal sealed class TermWeights
{
    private readonly Dictionary<string, int> passagesWith = new(StringComparer.Ordinal);
    private readonly int passages;

    public TermWeights(IReadOnlyCollection<IReadOnlySet<string>> corpus)
    {
        passages = corpus.Count;
        foreach (var term in corpus.SelectMany(terms => terms))
        {
            passagesWith[term] = passagesWith.GetValueOrDefault(term) + 1;
        }
    }

    public static IReadOnlySet<string> Terms(string text)
    {
        var words = Words.Of(text);
        var terms = Concepts.In(words).ToHashSet(StringComparer.Ordinal);
        for (var at = 1; at < words.Count; at++)
        {
            if (IsWord(words[at - 1]) && IsWord(words[at]))
            {
                terms.Add($"{words[at - 1]} {words[at]}");
            }
        }

        return terms;
    }

    /// <summary>The cosine of the two, from 0 (nothing in common) to 1.</summary>
    public double Likeness(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        var shared = one.Where(other.Contains).Sum(Square);
        return shared == 0 ? 0 : shared / Math.Sqrt(one.Sum(Square) * other.Sum(Square));
    }

    private static bool IsWord(string word) => word.Length > 0 && !char.IsDigit(word[0]);

    private double Square(string term)
    {
        var weight = Math.Log((1.0 + passages) / (1.0 + passagesWith.GetValueOrDefault(term))) + 0.1;
        return weight * weight;
    }
}
