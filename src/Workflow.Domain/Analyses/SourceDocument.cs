using System.Text;

namespace Workflow.Domain.Analyses;

/// <summary>
/// A document as the reader of an analysis sees it, whatever file it came in: blocks in order and one canonical
/// <see cref="Text"/> in which everything found has its place.
/// </summary>
public sealed class SourceDocument
{
    private SourceDocument(string text, IReadOnlyList<PlacedBlock> blocks)
    {
        Text = text;
        Blocks = blocks;
        Paragraphs = [.. blocks.OfType<PlacedParagraph>()];
        Tables = [.. blocks.OfType<PlacedTable>()];
    }

    /// <summary>Composed Unicode (NFC); a block or a table row is a line, cells are parted by a tab.</summary>
    public string Text { get; }

    internal IReadOnlyList<PlacedBlock> Blocks { get; }

    internal IReadOnlyList<PlacedParagraph> Paragraphs { get; }

    internal IReadOnlyList<PlacedTable> Tables { get; }

    /// <summary>Cleans the spacing, takes out what only belongs to the page, joins what its break cut apart, and gives every block its place.</summary>
    public static SourceDocument Of(IEnumerable<SourceBlock> blocks)
    {
        var text = new StringBuilder();
        var placed = new List<PlacedBlock>();
        foreach (var block in BrokenTables.Join(BrokenSentences.Join(PageFurniture.Drop([.. blocks.Select(Clean).Where(HasText)]))))
        {
            switch (block)
            {
                case Paragraph paragraph:
                    placed.Add(Place(paragraph, text));
                    break;
                case Table table:
                    placed.Add(Place(table, text));
                    break;
                default:
                    continue;
            }
        }

        return new SourceDocument(text.ToString(), placed);
    }

    internal string At(TextSpan span) => Text.Substring(span.Start, span.Length);

    private static bool HasText(SourceBlock block) => block is Paragraph { Text.Length: > 0 } or Table { Rows.Count: > 0 };

    private static SourceBlock Clean(SourceBlock block) => block switch
    {
        Paragraph paragraph => new Paragraph(Spacing.Clean(paragraph.Text)),
        Table table => new Table([.. table.Rows
            .Select(row => (IReadOnlyList<string>)[.. row.Select(Spacing.Clean)])
            .Where(row => row.Any(cell => cell.Length > 0))]),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static PlacedParagraph Place(Paragraph paragraph, StringBuilder text)
    {
        StartLine(text);
        var start = text.Length;
        text.Append(paragraph.Text);
        return new PlacedParagraph(paragraph.Text, new TextSpan(start, paragraph.Text.Length));
    }

    private static PlacedTable Place(Table table, StringBuilder text)
    {
        StartLine(text);
        var start = text.Length;
        var rows = new List<IReadOnlyList<PlacedCell>>();
        foreach (var row in table.Rows)
        {
            if (rows.Count > 0)
            {
                StartLine(text);
            }

            var cells = new List<PlacedCell>();
            foreach (var cell in row)
            {
                if (cells.Count > 0)
                {
                    text.Append('\t');
                }

                cells.Add(new PlacedCell(cell, new TextSpan(text.Length, cell.Length)));
                text.Append(cell);
            }

            rows.Add(cells);
        }

        return new PlacedTable(rows, TextSpan.Between(start, text.Length));
    }

    private static void StartLine(StringBuilder text)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }
    }
}

/// <summary>A paragraph or a table, and where it stands in the text.</summary>
internal abstract record PlacedBlock(TextSpan Span);

internal sealed record PlacedParagraph(string Text, TextSpan Span) : PlacedBlock(Span)
{
    private bool? statesALoss;

    /// <summary>Whether it tells a loss of points or begins with a criterion's code: then it heads nothing.</summary>
    public bool StatesALoss => statesALoss ??= Deductions.Mentions(Text);

    /// <summary>The place, in the whole text, of a stretch of this paragraph.</summary>
    public TextSpan Inside(int start, int length) => new(Span.Start + start, length);
}

/// <summary>A table whose every cell knows where it stands in the text.</summary>
internal sealed record PlacedTable(IReadOnlyList<IReadOnlyList<PlacedCell>> Rows, TextSpan Span) : PlacedBlock(Span)
{
    /// <summary>The rows before the first that holds data; the first where none can be told from another.</summary>
    public IReadOnlyList<IReadOnlyList<PlacedCell>> Head { get; } = [.. Rows.Take(TableHead.Of([.. Rows.Select(row => row.Select(cell => cell.Text).ToList())]))];

    public IEnumerable<IReadOnlyList<PlacedCell>> Body => Rows.Skip(Head.Count);
}

/// <summary>A cell and where it stands in the text.</summary>
internal sealed record PlacedCell(string Text, TextSpan Span);
