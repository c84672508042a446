using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflow.Api.Documents;
using Workflow.Domain.Analyses;
using Xunit;
using TextTable = Workflow.Domain.Analyses.Table;

namespace Workflow.Api.Tests.Documents;

public sealed class SpreadsheetReaderTests
{
    [Fact]
    public void Every_sheet_is_its_name_and_a_table()
    {
        var blocks = DocumentReader.ReadBlocks(Workbook(("Bộ tiêu chí", [Row(1, Inline("A1", "Mã"))]), ("Ghi chú", [Row(1, Inline("A1", "Nguồn"))])));

        Assert.Equal(["Bộ tiêu chí", "Ghi chú"], blocks.OfType<Paragraph>().Select(name => name.Text));
        Assert.Equal(["Mã", "Nguồn"], blocks.OfType<TextTable>().Select(table => table.Rows[0][0]));
    }

    [Fact]
    public void Words_kept_once_for_all_sheets_are_put_in_their_cells() =>
        Assert.Equal(["Tiêu chí", "Điểm tối đa"], Rows(Row(1, Shared("A1", 0), Shared("B1", 1)))[0]);

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1.5E3", "1500")]
    [InlineData("-2.5E-3", "-0.0025")]
    [InlineData("13.475300000000001", "13.4753")]
    [InlineData("100", "100")]
    public void Numbers_are_written_with_their_exact_value(string kept, string written) =>
        Assert.Equal(written, Rows(Row(1, new Cell { CellReference = "A1", CellValue = new CellValue(kept) }))[0][0]);

    [Fact]
    public void Cells_and_rows_that_are_left_out_keep_the_others_in_place()
    {
        var rows = Rows(Row(2, Inline("B2", "hai"), Inline("D2", "bốn")));

        Assert.Empty(rows[0]);
        Assert.Equal(["", "hai", "", "bốn"], rows[1]);
    }

    [Fact]
    public void Cells_without_a_place_follow_each_other() =>
        Assert.Equal(["một", "hai"], Rows(Row(null, Inline(null, "một"), Inline(null, "hai")))[0]);

    [Theory]
    [InlineData(10_001u, "A10001")]
    [InlineData(1u, "IW1")]
    public void A_sheet_beyond_the_limits_is_refused(uint row, string cell)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Rows(Row(row, Inline(cell, "xa"))));

        Assert.Equal("file.too-much-text", refusal.Code);
    }

    [Fact]
    public void A_document_gives_its_paragraphs_and_tables_in_order()
    {
        var blocks = DocumentReader.ReadBlocks("Bộ tiêu chí\n\nMã\tTên\n1.1\tGửi báo cáo\n"u8.ToArray());

        Assert.Equal([typeof(Paragraph), typeof(Paragraph), typeof(TextTable), typeof(Paragraph)], blocks.Select(block => block.GetType()));
    }

    private static IReadOnlyList<IReadOnlyList<string>> Rows(params Row[] rows) =>
        DocumentReader.ReadBlocks(Workbook(("Trang 1", rows))).OfType<TextTable>().Single().Rows;

    private static Row Row(uint? number, params Cell[] cells) => new(cells) { RowIndex = number };

    private static Cell Inline(string? place, string text) =>
        new() { CellReference = place, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static Cell Shared(string place, int at) =>
        new() { CellReference = place, DataType = CellValues.SharedString, CellValue = new CellValue(at) };

    private static byte[] Workbook(params (string Name, Row[] Rows)[] sheets)
    {
        using var content = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var workbook = package.AddWorkbookPart();
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Text("Tiêu chí")),
                new SharedStringItem(new Run(new Text("Điểm")), new Run(new Text(" tối đa") { Space = SpaceProcessingModeValues.Preserve })));
            var list = new Sheets();
            foreach (var (name, rows) in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select(row => row.CloneNode(true))));
                list.AppendChild(new Sheet { Name = name, SheetId = (uint)list.Count() + 1, Id = workbook.GetIdOfPart(part) });
            }

            workbook.Workbook = new Workbook(list);
        }

        return content.ToArray();
    }
}
