namespace Workflow.Domain.Analyses;

/// <summary>Joins a table that a page break cut in two, and takes out the head it repeats on every page.</summary>
internal static class BrokenTables
{
    public static IEnumerable<SourceBlock> Join(IEnumerable<SourceBlock> blocks)
    {
        List<IReadOnlyList<string>>? open = null;
        foreach (var block in blocks)
        {
            if (block is Table table)
            {
                if (open is not null && GoesOn(open, table.Rows))
                {
                    open.AddRange(table.Rows);
                    continue;
                }

                if (open is not null)
                {
                    yield return WithoutRepeatedHead(open);
                }

                open = [.. table.Rows];
                continue;
            }

            if (open is not null)
            {
                yield return WithoutRepeatedHead(open);
                open = null;
            }

            yield return block;
        }

        if (open is not null)
        {
            yield return WithoutRepeatedHead(open);
        }
    }

    private static bool GoesOn(List<IReadOnlyList<string>> open, IReadOnlyList<IReadOnlyList<string>> next) =>
        Width(open) == Width(next) && (Same(open[0], next[0]) || TableHead.StartsWithData(next));

    private static Table WithoutRepeatedHead(List<IReadOnlyList<string>> rows)
    {
        var head = rows.Take(TableHead.Of(rows)).Select(Line).ToHashSet(StringComparer.Ordinal);
        return new Table([.. rows.Where((row, at) => at < head.Count || !head.Contains(Line(row)))]);
    }

    private static int Width(IReadOnlyList<IReadOnlyList<string>> rows) => rows.Max(row => row.Count);

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) => Line(one) == Line(other);

    private static string Line(IReadOnlyList<string> row) => string.Join('\t', row);
}
