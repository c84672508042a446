namespace Workflow.Domain.Analyses;

/// <summary>
/// A report may tell the same loss more than once: as a total and in its parts, in prose and in a table, under its field and
/// again in a conclusion. Each loss is kept once, in its parts and where most is said of it.
/// </summary>
internal static class WholesAndParts
{
    private const double SameWords = 0.6;

    public static FoundDeductions Settle(IReadOnlyList<DeductionStatement> found, IReadOnlyList<UnreadLoss> unread)
    {
        var prose = WithoutRepeatedAsides([.. found.Where(statement => !statement.IsFromTable)]);
        var tables = found.Where(statement => statement.IsFromTable).DistinctBy(statement => statement.Criterion ?? $"{statement.Source.Start}").ToList();
        var kept = new List<DeductionStatement>();
        var missing = unread.ToList();
        foreach (var statement in prose.Concat(tables.Where(row => !prose.Exists(said => TellsOf(said, row)))).OrderBy(statement => statement.Source.Start))
        {
            kept.Add(prose.Contains(statement) && tables.Exists(row => row.Criterion is not null && row.Criterion == statement.Criterion && statement.PartOf is null && row.Points != statement.Points)
                ? statement.Doubting(ReadValue.Points, Doubt.ContradictsTable)
                : statement);
        }

        var settled = WithoutWholes(kept, missing);
        return new FoundDeductions(settled, [.. missing.Where(one => !IsToldElsewhere(one, settled)).OrderBy(one => one.Source.Start)]);
    }

    private static List<DeductionStatement> WithoutRepeatedAsides(List<DeductionStatement> prose)
    {
        var told = prose.Where(statement => !statement.IsAside).Select(statement => statement.Criterion).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. prose.Where(statement => !statement.IsAside || statement.Criterion is null || !told.Contains(statement.Criterion))];
    }

    private static bool TellsOf(DeductionStatement said, DeductionStatement row) => row.Criterion is not null
        ? said.Criterion == row.Criterion
        : said.Field == row.Field && said.Points == row.Points && Words.Contained(row.Reason, said.Reason) >= SameWords;

    private static List<DeductionStatement> WithoutWholes(List<DeductionStatement> statements, List<UnreadLoss> unread)
    {
        var kept = new List<DeductionStatement>();
        foreach (var field in statements.GroupBy(statement => statement.Field))
        {
            var all = field.ToList();
            foreach (var statement in all)
            {
                var parts = PartsOf(statement, all);
                var sum = parts.Sum(part => part.Points);
                if (parts.Count == 0 || (sum != statement.Points && statement is { IsTotal: false, Announces: false, Criterion: null }))
                {
                    kept.Add(statement);
                }
                else if (sum != statement.Points)
                {
                    var isWhole = statement.IsTotal || statement.Reason.Length == 0;
                    kept.AddRange(isWhole ? [] : [statement.Doubting(ReadValue.Points, Doubt.PartOrWhole)]);
                    unread.AddRange(isWhole ? [new UnreadLoss(statement.Field, $"{statement.Criterion} {statement.CriterionName} {Numbers.Words(statement.Points)}", statement.Source, UnreadPassage.PartsDiffer)] : []);
                }
            }
        }

        return [.. kept.OrderBy(statement => statement.Source.Start)];
    }

    /// <summary>The statements that may be parts of this one: told as such, under its code, or all others of the field it sums up.</summary>
    private static List<DeductionStatement> PartsOf(DeductionStatement whole, List<DeductionStatement> all)
    {
        if (whole.PartOf is not null)
        {
            return [];
        }

        var told = all.Where(part => part.PartOf == whole.Source.Start && !ReferenceEquals(part, whole)).ToList();
        if (told.Count > 0)
        {
            return told;
        }

        if (whole.Criterion is not null)
        {
            return [.. all.Where(part => part.Criterion?.StartsWith($"{whole.Criterion}.", StringComparison.Ordinal) == true)];
        }

        var others = all.Where(part => !ReferenceEquals(part, whole)).ToList();
        return whole.IsOfTheWhole && others.Count > 1 && others.Sum(part => part.Points) == whole.Points ? others : [];
    }

    private static bool IsToldElsewhere(UnreadLoss unread, List<DeductionStatement> statements) =>
        unread.IsGeneral
            ? statements.Exists(statement => unread.Field is null || statement.Field == unread.Field)
            : unread.Criterion is not null && statements.Exists(statement => statement.Criterion == unread.Criterion && statement.PartOf is null
                && unread.Why == UnreadPassage.NoPoints);
}
