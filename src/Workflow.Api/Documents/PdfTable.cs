namespace Workflow.Api.Documents;

/// <summary>A line of running text, or a table: the parts of a page from top to bottom.</summary>
internal sealed record PdfPart(PdfLine? Line, PdfTable? Table);

/// <summary>
/// A table rebuilt from the gaps between words. Its columns are those of the rows with the most parts, its rows are parted
/// by rules or by more space than the lines within a cell.
/// </summary>
internal sealed class PdfTable
{
    private const double ColumnGap = 1.0;
    private const double Aligned = 3;
    private const double FarBelow = 2.6;
    private const double RowGap = 1.12;

    private readonly IReadOnlyList<(double Left, double Right)> columns;
    private readonly List<IReadOnlyList<PdfCell>> rows;

    private PdfTable(IReadOnlyList<(double Left, double Right)> columns, List<IReadOnlyList<PdfCell>> rows, int page)
    {
        this.columns = columns;
        this.rows = rows;
        Page = page;
    }

    public IReadOnlyList<IReadOnlyList<string>> Rows => [.. rows.Select(Texts)];

    private int Page { get; }

    /// <summary>The height at which it begins.</summary>
    private double Top { get; init; }

    public static PdfTable Of(PdfGrid grid, IEnumerable<PdfWord> words, int page) =>
        new([.. grid.Columns.Zip(grid.Columns.Skip(1))], grid.Cells(words), page) { Top = grid.Top };

    public static IEnumerable<PdfPart> Split(PdfPage page)
    {
        var drawn = new Queue<PdfTable>(page.Tables);
        for (var at = 0; at < page.Lines.Count; at++)
        {
            while (drawn.TryPeek(out var next) && next.Top > page.Lines[at].Baseline)
            {
                yield return new PdfPart(null, drawn.Dequeue());
            }

            var count = LinesOfTable(page.Lines, at);
            if (count == 0)
            {
                yield return new PdfPart(page.Lines[at], null);
                continue;
            }

            yield return new PdfPart(null, Of([.. page.Lines.Skip(at).Take(count)], page.Rules));
            at += count - 1;
        }

        foreach (var last in drawn)
        {
            yield return new PdfPart(null, last);
        }
    }

    /// <summary>Whether a table on the next page is the rest of this one.</summary>
    public bool GoesOnIn(PdfTable next) =>
        next.Page == Page + 1
        && next.columns.Count == columns.Count
        && columns.Zip(next.columns).All(pair => Math.Abs(pair.First.Left - pair.Second.Left) < Aligned || Overlap(pair.First, pair.Second) > 0);

    /// <summary>The rows of both, without the head the next page repeats; a row that the page's end cut in two is whole again.</summary>
    public PdfTable With(PdfTable next)
    {
        var repeated = next.rows.Zip(rows).TakeWhile(pair => Texts(pair.First).SequenceEqual(Texts(pair.Second))).Count();
        var more = next.rows.Skip(repeated).ToList();
        return more.Count > 0 && IsCut(rows[^1], more[0])
            ? new PdfTable(columns, [.. rows.SkipLast(1), Whole(rows[^1], more[0]), .. more.Skip(1)], next.Page)
            : new PdfTable(columns, [.. rows, .. more], next.Page);
    }

    /// <summary>The rest of a row has text only where the row had, in a line that was full, and not in all its cells.</summary>
    private static bool IsCut(IReadOnlyList<PdfCell> row, IReadOnlyList<PdfCell> rest)
    {
        var pairs = row.Zip(rest).ToList();
        return pairs.Any(pair => pair.First.Text.Length > 0 && pair.Second.Text.Length == 0)
            && pairs.Where(pair => pair.Second.Text.Length > 0).All(pair => pair.First.IsFull(pair.Second.FirstWord));
    }

    private static List<PdfCell> Whole(IReadOnlyList<PdfCell> row, IReadOnlyList<PdfCell> rest) =>
        [.. row.Zip(rest, (cell, more) => more.Text.Length == 0 ? cell
            : more with { Text = PdfParagraphs.Joined(cell.Text, more.Text), FirstWord = cell.FirstWord })];

    private static IReadOnlyList<string> Texts(IReadOnlyList<PdfCell> row) => [.. row.Select(cell => cell.Text)];

    /// <summary>How many lines from here on make a table; 0 where none begins.</summary>
    private static int LinesOfTable(IReadOnlyList<PdfLine> lines, int start)
    {
        var parted = 0;
        var end = start;
        var lefts = new List<double>();
        for (var at = start; at < lines.Count; at++)
        {
            var line = lines[at];
            var parts = Parts(line);
            if (at > start && lines[at - 1].Baseline - line.Baseline > FarBelow * line.Size)
            {
                break;
            }

            if (parts.Count > 1)
            {
                parted++;
                end = at + 1;
                lefts.AddRange(parts.Select(part => part.Left));
            }
            else if (!MayBeCell(line, lines, at, lefts))
            {
                break;
            }
        }

        // What follows the last parted row is still in the table if it stands under one of the further columns.
        while (end < lines.Count && end > start && UnderColumn(lines[end], lefts, lefts.Count == 0 ? 0 : lefts.Min())
            && lines[end - 1].Baseline - lines[end].Baseline <= FarBelow * lines[end].Size && Parts(lines[end]).Count == 1)
        {
            end++;
        }

        return parted > 1 ? end - start : 0;
    }

    /// <summary>A line of one part can belong to a table: a wrapped cell under a column, or a head above the first parted line.</summary>
    private static bool MayBeCell(PdfLine line, IReadOnlyList<PdfLine> lines, int at, List<double> lefts)
    {
        if (line.IsItem)
        {
            return false;
        }

        if (lefts.Count > 0)
        {
            return UnderColumn(line, lefts, lefts.Min());
        }

        var next = at + 1 < lines.Count ? lines[at + 1] : null;
        if (next is null || line.Baseline - next.Baseline > 1.6 * line.Size)
        {
            return false;
        }

        // A table's head begins right of the text's edge, over a column that shows further down.
        var edge = lines.Min(one => one.Left);
        return line.Left > edge + (3 * line.Size)
            && lines.Skip(at + 1).Take(4).Any(one => Parts(one) is { Count: > 1 } parts && parts.Skip(1).Any(part => Math.Abs(part.Left - line.Left) < Aligned));
    }

    private static bool UnderColumn(PdfLine line, List<double> lefts, double first) =>
        line.Left > first + Aligned && !line.IsItem && lefts.Any(left => Math.Abs(left - line.Left) < Aligned)
        && !lefts.Any(left => left > line.Left + Aligned && left < line.Right - Aligned);

    private static List<(double Left, double Right, string Text)> Parts(PdfLine line)
    {
        var parts = new List<(double Left, double Right, string Text)>();
        foreach (var word in line.Words)
        {
            var opens = parts.Count == 0 || (word.Left - parts[^1].Right > ColumnGap * line.Size && !(parts.Count == 1 && line.IsItem));
            if (opens)
            {
                parts.Add((word.Left, word.Right, word.Text));
            }
            else
            {
                parts[^1] = (parts[^1].Left, word.Right, $"{parts[^1].Text} {word.Text}");
            }
        }

        return parts;
    }

    private static PdfTable Of(List<PdfLine> lines, IReadOnlyList<PdfRule> rules)
    {
        var parts = lines.Select(Parts).ToList();
        var most = parts.Max(line => line.Count);
        var columns = Enumerable.Range(0, most).Select(column => (
            Left: parts.Where(line => line.Count == most).Min(line => line[column].Left),
            Right: parts.Where(line => line.Count == most).Max(line => line[column].Right))).ToList();
        var pitch = lines.Zip(lines.Skip(1), (above, below) => above.Baseline - below.Baseline).DefaultIfEmpty(0).Min();
        var rows = new List<string[]>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (at == 0 || OpensRow(lines[at - 1], lines[at], pitch, rules, columns))
            {
                rows.Add(new string[most]);
                Array.Fill(rows[^1], "");
            }

            foreach (var part in parts[at])
            {
                var column = ColumnOf((part.Left, part.Right), columns);
                rows[^1][column] = PdfParagraphs.Joined(rows[^1][column], part.Text);
            }
        }

        return new PdfTable(columns, [.. rows.Select(row => (IReadOnlyList<PdfCell>)[.. row.Select(text => PdfCell.Empty with { Text = text })])], lines[0].Page);
    }

    private static bool OpensRow(PdfLine above, PdfLine below, double pitch, IReadOnlyList<PdfRule> rules, List<(double Left, double Right)> columns)
    {
        var width = columns[^1].Right - columns[0].Left;
        var ruled = rules
            .Where(rule => rule.IsAcross && rule.Height < above.Baseline && rule.Height > below.Baseline)
            .Sum(rule => Overlap((rule.Left, rule.Right), (columns[0].Left, columns[^1].Right)));
        return above.Baseline - below.Baseline > pitch * RowGap || ruled > width / 2;
    }

    private static int ColumnOf((double Left, double Right) part, List<(double Left, double Right)> columns)
    {
        var best = 0;
        for (var column = 1; column < columns.Count; column++)
        {
            if (Distance(part, columns[column]) < Distance(part, columns[best]))
            {
                best = column;
            }
        }

        return best;
    }

    private static double Distance((double Left, double Right) part, (double Left, double Right) column) =>
        Overlap(part, column) > 0
            ? -Overlap(part, column)
            : Math.Max(column.Left - part.Right, part.Left - column.Right);

    private static double Overlap((double Left, double Right) one, (double Left, double Right) other) =>
        Math.Max(0, Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left));
}
