namespace Workflow.Domain.Analyses;

/// <summary>
/// Which field a heading is about. Words that many fields share ("cải cách", "hành chính") say little, those of one field
/// alone say most.
/// </summary>
internal sealed class FieldNames
{
    private const double EnoughOfTheName = 0.5;
    private const double EnoughForAPart = 0.75;
    private const double SameNumberWeighs = 0.2;
    private const int WordsBeside = 16;

    private readonly List<(int Number, HashSet<string> Words)> fields;
    private readonly Dictionary<string, double> weights = new(StringComparer.Ordinal);

    public FieldNames(IReadOnlyCollection<FieldRow> rows)
    {
        fields = [.. rows.Select(row => (row.Number, Of(row.Name)))];
        foreach (var word in fields.SelectMany(field => field.Words).Distinct())
        {
            weights[word] = Math.Log((1.0 + fields.Count) / fields.Count(field => field.Words.Contains(word)));
        }
    }

    /// <summary>The field a heading names; null where it names none.</summary>
    public int? FieldOf(Heading heading)
    {
        if (heading.Depth == Outline.Unnumbered && heading.Number is { } said && fields.Exists(field => field.Number == said))
        {
            return said;
        }

        var words = Of(heading.Title);
        var best = fields
            .Select(field => (field.Number, field.Words, Named: Named(field.Words, words), Same: field.Number == heading.Number))
            .Where(match => match.Named >= (heading.Depth is > 0 and < Outline.Unnumbered ? EnoughOfTheName : EnoughForAPart))
            .OrderByDescending(match => match.Named + (match.Same ? SameNumberWeighs : 0))
            .FirstOrDefault();
        return best.Words is null || (heading.Depth == Outline.Unnumbered && words.Count > best.Words.Count + WordsBeside) ? null : best.Number;
    }

    private double Named(HashSet<string> name, HashSet<string> heading)
    {
        var whole = name.Sum(word => weights[word]);
        return whole == 0 ? 0 : name.Where(heading.Contains).Sum(word => weights[word]) / whole;
    }

    private static HashSet<string> Of(string text) => Words.Of(text).Where(word => word.Length > 0).ToHashSet(StringComparer.Ordinal);
}
