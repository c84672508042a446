using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflow.Domain.Analyses;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using Table = DocumentFormat.OpenXml.Wordprocessing.Table;
using TextParagraph = Workflow.Domain.Analyses.Paragraph;
using TextTable = Workflow.Domain.Analyses.Table;

namespace Workflow.Api.Documents;

/// <summary>Reads a .docx as its author sees it: no deleted text, list marks and numbers written out, merged cells in place.</summary>
internal sealed class WordReader
{
    private readonly List<SourceBlock> blocks = [];
    private readonly ListLabels labels;

    private WordReader(MainDocumentPart main) => labels = new ListLabels(main);

    public static IReadOnlyList<SourceBlock> Read(byte[] content)
    {
        try
        {
            using var package = WordprocessingDocument.Open(
                new MemoryStream(content, writable: false),
                isEditable: false,
                new OpenSettings { AutoSave = false, MaxCharactersInPart = FileLimits.WordPartCharacters });
            var main = package.MainDocumentPart ?? throw UnreadableFileException.Damaged();
            var body = main.Document?.Body ?? throw UnreadableFileException.Damaged();
            WordFonts.Letters(main, body).Refuse();
            var reader = new WordReader(main);
            reader.ReadBlocks(body, 0);
            return reader.blocks;
        }
        catch (Exception exception) when (exception is not UnreadableFileException)
        {
            // Whatever the library trips over in a file from outside, the file is at fault.
            throw UnreadableFileException.Damaged(exception);
        }
    }

    private void ReadBlocks(OpenXmlElement parent, int depth)
    {
        Bound(depth);
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Paragraph paragraph:
                    blocks.AddRange(Lines(paragraph).Select(line => new TextParagraph(line)));
                    break;
                case Table table:
                    blocks.Add(new TextTable(Rows(table)));
                    break;
                case SdtBlock or SdtContentBlock or CustomXmlBlock or InsertedRun:
                    ReadBlocks(element, depth + 1);
                    break;
                default:
                    break;
            }
        }
    }

    private IReadOnlyList<IReadOnlyList<string>> Rows(Table table) =>
        [.. table.Descendants<TableRow>().Where(row => row.Ancestors<Table>().First() == table).Select(row => Cells(row))];

    private List<string> Cells(TableRow row)
    {
        var cells = new List<string>();
        foreach (var cell in row.Descendants<TableCell>().Where(cell => cell.Ancestors<TableRow>().First() == row))
        {
            var merge = cell.TableCellProperties?.VerticalMerge;
            var continues = merge is not null && merge.Val?.Value != MergedCellValues.Restart;
            cells.Add(continues ? "" : string.Join(' ', cell.Descendants<Paragraph>().SelectMany(Lines)));
            var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, FileLimits.NestedElements);
            cells.AddRange(Enumerable.Repeat("", span - 1));
        }

        return cells;
    }

    /// <summary>A paragraph's lines: one, unless its author broke it by hand.</summary>
    private string[] Lines(Paragraph paragraph)
    {
        var text = new StringBuilder();
        Append(paragraph, text, 0);
        return (labels.Next(paragraph) + text).Split('\n');
    }

    private static void Append(OpenXmlElement parent, StringBuilder text, int depth)
    {
        Bound(depth);
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case Text words:
                    text.Append(words.Text);
                    break;
                case TabChar:
                    text.Append('\t');
                    break;
                case NoBreakHyphen:
                    text.Append('-');
                    break;
                case Break { Type: null } or CarriageReturn:
                    text.Append('\n');
                    break;
                // Text taken out or moved away is no longer there; a drawing's second rendering and its boxes are not running text.
                case DeletedRun or MoveFromRun or AlternateContentFallback or TextBoxContent or ParagraphProperties or RunProperties:
                    break;
                default:
                    Append(element, text, depth + 1);
                    break;
            }
        }
    }

    private static void Bound(int depth)
    {
        if (depth > FileLimits.NestedElements)
        {
            throw UnreadableFileException.Damaged();
        }
    }
}
