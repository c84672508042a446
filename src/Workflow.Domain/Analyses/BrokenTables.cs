using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>
/// Joins a table that a page break cut in two, takes out the head it repeats on every page, and parts tables that Word has
/// run together because no paragraph stood between them.
/// </summary>
internal static partial class BrokenTables
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

                foreach (var whole in Parted(open))
                {
                    yield return whole;
                }

                open = [.. table.Rows];
                continue;
            }

            foreach (var whole in Parted(open))
            {
                yield return whole;
            }

            open = null;
            yield return block;
        }

        foreach (var whole in Parted(open))
        {
            yield return whole;
        }
    }

    private static bool GoesOn(List<IReadOnlyList<string>> open, IReadOnlyList<IReadOnlyList<string>> next) =>
        Width(open) == Width(next) && (Same(open[0], next[0]) || TableHead.StartsWithData(next));

    /// <summary>Each table that begins with a head of its own, without the heads that come again.</summary>
    private static IEnumerable<Table> Parted(List<IReadOnlyList<string>>? rows)
    {
        var heads = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; rows is not null && start < rows.Count;)
        {
            var table = rows.Skip(start).ToList();
            var head = TableHead.Of(table);
            heads.UnionWith(table.Take(head).Select(Line));
            var next = table.FindIndex(head, row => OpensATable(row) && !heads.Contains(Line(row)));
            var end = next < 0 ? table.Count : next;
            yield return new Table([.. table.Take(end).Where((row, at) => at < head || !heads.Contains(Line(row)))]);
            start += end;
        }
    }

    /// <summary>A row of words that begins as the head of a table does.</summary>
    private static bool OpensATable(IReadOnlyList<string> row) =>
        row.Count > 2 && FirstHeading().IsMatch(row[0]) && !TableHead.StartsWithData([row]) && row.Skip(1).Count(cell => cell.Any(char.IsLetter)) > 1;

    private static int Width(IReadOnlyList<IReadOnlyList<string>> rows) => rows.Max(row => row.Count);

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) => Line(one) == Line(other);

    private static string Line(IReadOnlyList<string> row) => string.Join('\t', row);

    [GeneratedRegex(@"^(?:STT|TT|Số TT|Số thứ tự|Năm(?: đánh giá)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FirstHeading();
}
