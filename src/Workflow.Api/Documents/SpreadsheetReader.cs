using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflow.Domain.Analyses;
using TextTable = Workflow.Domain.Analyses.Table;

namespace Workflow.Api.Documents;

/// <summary>
/// Reads a .xlsx: of each sheet its name and its cells as a table, as far as they are filled. A cell merged over others has its
/// text in the first; numbers are written with their exact value and a decimal point, dates as the number they are.
/// </summary>
internal sealed class SpreadsheetReader
{
    private readonly List<string> shared = [];
    private int cells;

    public static IReadOnlyList<SourceBlock> Read(byte[] content)
    {
        try
        {
            using var package = SpreadsheetDocument.Open(
                new MemoryStream(content, writable: false),
                isEditable: false,
                new OpenSettings { AutoSave = false, MaxCharactersInPart = FileLimits.SheetPartCharacters });
            var workbook = package.WorkbookPart ?? throw UnreadableFileException.Damaged();
            var reader = new SpreadsheetReader();
            reader.ReadShared(workbook.SharedStringTablePart);
            var blocks = new List<SourceBlock>();
            foreach (var sheet in workbook.Workbook?.Sheets?.Elements<Sheet>() ?? [])
            {
                if (sheet.Id?.Value is { } id && workbook.GetPartById(id) is WorksheetPart part)
                {
                    blocks.Add(new Paragraph(sheet.Name?.Value ?? ""));
                    blocks.Add(new TextTable(reader.Rows(part)));
                }
            }

            return blocks;
        }
        catch (Exception exception) when (exception is not UnreadableFileException)
        {
            // Whatever the library trips over in a file from outside, the file is at fault.
            throw UnreadableFileException.Damaged(exception);
        }
    }

    private void ReadShared(SharedStringTablePart? part)
    {
        if (part is null)
        {
            return;
        }

        using var xml = OpenXmlReader.Create(part);
        var letters = 0;
        while (xml.Read())
        {
            if (xml.ElementType == typeof(SharedStringItem) && xml.IsStartElement)
            {
                var text = Text(xml.LoadCurrentElement());
                shared.Add(text);
                Bound((letters += text.Length) <= FileLimits.Letters);
            }
        }
    }

    private List<IReadOnlyList<string>> Rows(WorksheetPart part)
    {
        var rows = new List<IReadOnlyList<string>>();
        using var xml = OpenXmlReader.Create(part);
        while (xml.Read())
        {
            if (xml.ElementType == typeof(Row) && xml.IsStartElement)
            {
                // A row that is left out is empty; far below the last one somebody left a stray cell.
                var number = Number(xml) ?? rows.Count + 1;
                Bound(number <= FileLimits.SheetRows && number > rows.Count);
                while (rows.Count < number - 1)
                {
                    rows.Add([]);
                }

                rows.Add(Cells(xml));
            }
        }

        return rows;
    }

    /// <summary>The number of the row the reader stands at, from 1.</summary>
    private static int? Number(OpenXmlReader xml) =>
        int.TryParse(xml.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private List<string> Cells(OpenXmlReader xml)
    {
        var row = new List<string>();
        if (!xml.ReadFirstChild())
        {
            return row;
        }

        do
        {
            if (xml.ElementType != typeof(Cell) || xml.LoadCurrentElement() is not Cell cell)
            {
                continue;
            }

            var column = Column(cell.CellReference?.Value) ?? row.Count;
            Bound(column < FileLimits.SheetColumns && column >= row.Count && ++cells <= FileLimits.SheetCells);
            row.AddRange(Enumerable.Repeat("", column - row.Count));
            row.Add(Value(cell));
        }
        while (xml.ReadNextSibling());
        return row;
    }

    private string Value(Cell cell)
    {
        var written = cell.CellValue?.Text ?? "";
        var kind = cell.DataType?.Value;
        return kind == CellValues.SharedString ? int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : ""
            : kind == CellValues.InlineString ? cell.InlineString is { } inline ? Text(inline) : ""
            : kind is null || kind == CellValues.Number ? Number(written)
            : written;
    }

    /// <summary>Spreadsheets keep 0.3 as 0.30000000000000004 and 1500 as 1.5E3; 15 digits are what they calculate with.</summary>
    private static string Number(string written) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e15
            ? decimal.Parse(value.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : written;

    /// <summary>The words of a cell, without those that tell how Eastern letters are pronounced.</summary>
    private static string Text(OpenXmlElement? item) => string.Concat(
        item?.Descendants<Text>().Where(words => words.Parent is not PhoneticRun).Select(words => words.Text) ?? []);

    /// <summary>The place, from 0, of a column by its letters.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference?.TakeWhile(char.IsAsciiLetter).Take(4) ?? [])
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static void Bound(bool within)
    {
        if (!within)
        {
            throw UnreadableFileException.TooMuchText();
        }
    }
}
