using System.Text;
using Workflow.Api.Documents;
using Xunit;

namespace Workflow.Api.Tests.Documents;

public sealed class PlainTextReaderTests
{
    [Fact]
    public void Markdown_marks_are_taken_off_and_escaped_ones_stay() =>
        Assert.Equal("Biểu so sánh\n* Ghi chú (trừ 1 điểm)", Text("## **Biểu so sánh**\n\n\\* Ghi chú (*trừ 1 điểm*)"));

    [Fact]
    public void A_table_is_read_from_pipes() => Assert.Equal("STT\tTên\n1\tA", Text("| STT | Tên |\n|---|---|\n| 1 | A |"));

    [Fact]
    public void A_table_is_read_from_tabs_and_keeps_its_empty_cells() => Assert.Equal("STT\tTên\tĐiểm\n\t\t2023", Text("STT\tTên\tĐiểm\n\t\t2023"));

    [Fact]
    public void Lines_broken_by_hand_run_on() =>
        Assert.Equal(
            "Trong năm qua huyện đã hoàn thành toàn bộ kế hoạch, UBND huyện đã báo cáo tỉnh đúng hạn.\n- Việc thứ nhất",
            Text("Trong năm qua huyện đã hoàn thành toàn bộ kế hoạch,\nUBND huyện đã báo cáo tỉnh đúng hạn.\n- Việc thứ nhất"));

    [Fact]
    public void A_sentence_cut_by_a_blank_line_is_healed() => Assert.Equal("sai phạm trong Thanh tra đột xuất năm 2021.", Text("sai phạm trong Thanh tra\n\nđột xuất năm 2021."));

    [Fact]
    public void Every_encoding_of_unicode_reads_the_same()
    {
        const string Words = "Báo cáo phân tích chỉ số CCHC năm 2023 của UBND huyện Tam Đường";
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

        Assert.All(encodings, encoding =>
            Assert.Equal(Words, DocumentReader.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Words)], "a.txt").Text));
    }

    [Fact]
    public void Decomposed_letters_are_composed() => Assert.Equal("Đường", Text("Đường".Normalize(NormalizationForm.FormD)));

    private static string Text(string pasted) => DocumentReader.ReadText(pasted).Text;
}
