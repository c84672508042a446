using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflow.Api.Documents;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class WordReaderTests
{
    [Fact]
    public void Deleted_and_moved_text_is_not_read() =>
        Assert.Equal("Còn lại", Text(new Paragraph(
            new Run(new Text("Còn ") { Space = SpaceProcessingModeValues.Preserve }),
            new DeletedRun(new Run(new DeletedText("đã xóa"))),
            new MoveFromRun(new Run(new Text("đã chuyển"))),
            new InsertedRun(new Run(new Text("lại"))))));

    [Fact]
    public void Merged_cells_keep_the_columns_in_place() =>
        Assert.Equal(
            "Chỉ số\t\tHạng\n2022\t2023\t",
            Text(new Table(
                new TableRow(Cell("Chỉ số", new GridSpan { Val = 2 }), Cell("Hạng", new VerticalMerge { Val = MergedCellValues.Restart })),
                new TableRow(Cell("2022"), Cell("2023"), Cell("", new VerticalMerge())))));

    [Fact]
    public void Dashes_and_numbers_drawn_by_word_are_written_out() =>
        Assert.Equal("1. Phòng Nội vụ\n- Kiểm tra công vụ\n2. Phòng Tư pháp", Text(Item("Phòng Nội vụ", 1), Item("Kiểm tra công vụ", 2), Item("Phòng Tư pháp", 1)));

    [Fact]
    public void A_line_broken_by_hand_is_a_line() =>
        Assert.Equal("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", Text(new Paragraph(new Run(new Text("TM. ỦY BAN NHÂN DÂN"), new Break(), new Text("CHỦ TỊCH")))));

    private static Paragraph Item(string text, int list) => new(
        new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = list })),
        new Run(new Text(text)));

    private static TableCell Cell(string text, params OpenXmlElement[] properties) =>
        new(new TableCellProperties(properties), new Paragraph(new Run(new Text(text))));

    private static string Text(params OpenXmlElement[] blocks)
    {
        using var content = new MemoryStream();
        using (var package = WordprocessingDocument.Create(content, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.Document = new Document(new Body(blocks));
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                List(1, NumberFormatValues.Decimal, "%1."),
                List(2, NumberFormatValues.Bullet, "•"),
                new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 },
                new NumberingInstance(new AbstractNumId { Val = 2 }) { NumberID = 2 });
        }

        return DocumentReader.Read(content.ToArray(), "a.docx").Text;
    }

    private static AbstractNum List(int id, NumberFormatValues format, string text) =>
        new(new Level(new NumberingFormat { Val = format }, new LevelText { Val = text }) { LevelIndex = 0 }) { AbstractNumberId = id };
}
