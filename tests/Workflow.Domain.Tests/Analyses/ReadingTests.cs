using System.Text.Json;
using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class ReadingTests
{
    [Fact]
    public void The_title_names_the_agency_and_the_year_to_win_points_back()
    {
        var reading = AReport.Saying();

        Assert.Equal(("UBND huyện Mẫu Sơn", 2022, 2023, 2024), (reading.Agency, reading.PreviousYear, reading.BaseYear, reading.TargetYear));
    }

    [Fact]
    public void A_text_without_a_score_table_is_refused()
    {
        var refusal = Assert.Throws<RuleBrokenException>(() => AnalysisReader.Read(SourceDocument.Of([new Paragraph("Kính gửi các cơ quan.")])));

        Assert.Equal([AnalysisReader.ScoreTableIsNeeded], refusal.Rules);
    }

    [Theory]
    [InlineData(30_000, 1)]
    [InlineData(10, 501)]
    public void A_text_made_to_keep_the_system_busy_is_refused(int lettersOfAReason, int deductions)
    {
        var statements = Enumerable.Repeat($"Tiêu chí 1.1 (trừ 0,1 điểm) do {new string('a', lettersOfAReason)}.", deductions).ToArray();

        var refusal = Assert.Throws<RuleBrokenException>(() => AReport.Saying(statements));

        Assert.Equal([AnalysisReader.TextIsReadable], refusal.Rules);
    }

    [Fact]
    public void A_sentence_cut_by_a_page_break_is_whole_again() =>
        Assert.Equal("sai phạm trong Thanh tra đột xuất.", AReport.Saying("Tiêu chí 1.1 (trừ 1 điểm) do sai phạm trong Thanh tra", "đột xuất.").Deductions[0].Reason);

    [Fact]
    public void Every_source_is_the_place_of_what_was_read()
    {
        var reading = AReport.Giving("1. Phòng Nội vụ", "- Kiểm tra công vụ.").After("Tiêu chí 1.1 Tuyên truyền (trừ 1 điểm) do gửi chậm ngày 26/5/2023.").Read();
        var deduction = reading.Deductions[0];

        Assert.Equal("Tiêu chí 1.1 Tuyên truyền (trừ 1 điểm) do gửi chậm ngày 26/5/2023.", At(reading, deduction.Source));
        Assert.Equal("gửi chậm ngày 26/5/2023.", At(reading, deduction.ReasonSource));
        Assert.Equal("26/5/2023", At(reading, deduction.Dates[0].Source));
        Assert.Equal("Kiểm tra công vụ.", At(reading, reading.Directives[0].Source));
        Assert.Equal("1\tCải cách thể chế\t4,5/5\t4/5", At(reading, reading.Fields[0].Source));
    }

    [Fact]
    public void The_reading_is_told_in_the_words_of_the_interface()
    {
        var json = JsonSerializer.SerializeToElement(
            AReport.Saying("Tiêu chí 1.1 (trừ 1 điểm) do gửi chậm, phải gửi trước ngày 31/12/2023."), JsonSerializerOptions.Web);

        Assert.Equal(
            ["agency", "previousYear", "baseYear", "targetYear", "totals", "fields", "deductions", "directives", "discrepancies", "units", "criteria", "unread", "rootCauses", "text"],
            json.EnumerateObject().Select(member => member.Name));
        var date = json.GetProperty("deductions")[0].GetProperty("dates")[0];
        Assert.Equal(("2023-12-31", "due", "before"), (date.GetProperty("on").GetString(), date.GetProperty("means").GetString(), date.GetProperty("dueKind").GetString()));
        Assert.Equal(["start", "length"], date.GetProperty("source").EnumerateObject().Select(member => member.Name));
    }

    private static string At(AnalysisReading reading, TextSpan span) => reading.Text.Substring(span.Start, span.Length);
}
