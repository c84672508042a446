using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class DiscrepancyTests
{
    private static readonly string[] Header = ["Năm", "Điểm thẩm định", "Điểm điều tra", "Chỉ số", "Xếp hạng"];

    [Theory]
    [InlineData("giảm 1,49% so với năm 2022", true)]
    [InlineData("tăng 1,52% so với năm 2022", true)]
    [InlineData("tăng 1,49% so với năm 2022", false)]
    [InlineData("tăng 1,5% so với năm 2022", false)]
    public void Prose_that_says_another_change_than_the_table_is_shown(string said, bool shown) =>
        Assert.Equal(shown, Of(Percents("+1,49").After($"Đạt 4/5 điểm, {said}.").Read(), Discrepancy.ProseContradictsTable).Count > 0);

    [Theory]
    [InlineData("4,2/5", true)]
    [InlineData("4/5", false)]
    public void Prose_that_gives_other_points_than_the_table_is_shown(string said, bool shown) =>
        Assert.Equal(shown, Of(AReport.Saying($"Lĩnh vực này đạt {said} điểm."), Discrepancy.ProseContradictsTable).Count > 0);

    [Fact]
    public void Parts_that_do_not_add_up_are_shown_with_their_sum() =>
        Assert.Equal(
            ["2023", "55,81", "22,30", "78,11", "78,12"],
            Assert.Single(Of(new AReport().WithTotals(Header, ["2023", "55,81", "22,30", "78,12", "4"]).Read(), Discrepancy.SumMismatch)).Facts);

    [Fact]
    public void Parts_that_add_up_are_not_shown() =>
        Assert.Empty(Of(new AReport().WithTotals(Header, ["2023", "48,04", "24,03", "72,07", "3"]).Read(), Discrepancy.SumMismatch));

    [Fact]
    public void A_percentage_is_held_against_its_points_at_the_digits_printed()
    {
        var reading = Percents("- 9,99", before: "89,99%", now: "80%").Read();

        Assert.Equal(["2022", "89,99%", "90,00%", "4,5/5"], Assert.Single(Of(reading, Discrepancy.PercentMismatch)).Facts);
    }

    [Fact]
    public void A_loss_without_a_reason_is_shown_with_its_remainder() =>
        Assert.Equal(
            ["1,00", "0,75", "0,25"],
            Of(AReport.Saying("Tiêu chí 1.1 (trừ 0,75 điểm) do gửi muộn."), Discrepancy.UnexplainedLoss).Single(one => one.Field == 1).Facts);

    [Fact]
    public void What_rounding_explains_is_not_shown() =>
        Assert.DoesNotContain(
            Of(AReport.Saying("Tiêu chí 1.1 (trừ 0,996 điểm) do gửi muộn."), Discrepancy.UnexplainedLoss), one => one.Field == 1);

    [Fact]
    public void Deductions_that_exceed_the_loss_are_shown() =>
        Assert.Equal(1, Assert.Single(Of(AReport.Saying("Tiêu chí 1.1 (trừ 2 điểm) do gửi muộn."), Discrepancy.DeductionsExceedLoss)).Field);

    [Fact]
    public void A_criterion_deducted_in_two_places_is_shown_with_both()
    {
        var reading = AReport.Saying("Tiêu chí 1.1 (trừ 0,5 điểm) do gửi muộn.", "Tiêu chí 1.1 (trừ 0,25 điểm) do thiếu.");
        var twice = Assert.Single(Of(reading, Discrepancy.CriterionTwice));

        Assert.Equal(["1.1", "0,5", "0,25"], twice.Facts);
        Assert.Equal((reading.Deductions[1].Source, reading.Deductions[0].Source), (twice.Source, twice.OtherSource));
    }

    [Fact]
    public void Maxima_and_points_that_do_not_add_up_are_shown()
    {
        var reading = new AReport().WithScores(AReport.Rows(
            ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm năm 2023"],
            ["1", "Cải cách thể chế", "5", "4"], ["1.1", "Ban hành", "3", "2"], ["1.2", "Rà soát", "3", "2,5"], ["2", "Tài chính công", "7", "6"], ["", "Tổng", "13", "11"])).Read();

        Assert.Equal(["Cải cách thể chế|6|5", "Tổng|12|13"], Of(reading, Discrepancy.MaxMismatch).Select(found => string.Join('|', found.Facts)));
        Assert.Equal(["Cải cách thể chế|4,5|4"], Of(reading, Discrepancy.CriteriaMismatch).Select(found => string.Join('|', found.Facts)));
        Assert.Equal(["2023|10|11"], Of(reading, Discrepancy.FieldsMismatch).Select(found => string.Join('|', found.Facts)));
    }

    [Theory]
    [InlineData("Lĩnh vực đạt 4/5 điểm, xếp thứ 3.", true)]
    [InlineData("Lĩnh vực đạt 4/5 điểm, cùng xếp hạng thứ 2.", false)]
    public void A_rank_that_prose_and_table_give_differently_is_shown(string said, bool shown)
    {
        var reading = new AReport().WithScores(AReport.Rows(["STT", "Lĩnh vực", "Năm 2023", "Xếp hạng"], ["1", "Cải cách thể chế", "4/5", "2"])).After(said).Read();

        Assert.Equal(shown, Of(reading, Discrepancy.RankMismatch).Count > 0);
    }

    [Theory]
    [InlineData("- Thực hiện kế hoạch chuyển đổi số năm 2023.", true)]
    [InlineData("- Thực hiện kế hoạch chuyển đổi số năm 2024.", false)]
    [InlineData("- Báo cáo kết quả thực hiện kế hoạch chuyển đổi số năm 2023.", false)]
    public void A_duty_to_carry_out_the_plan_of_a_year_that_is_over_is_shown(string duty, bool shown) =>
        Assert.Equal(shown, Of(AReport.Giving("1. Phòng Nội vụ", duty).Read(), Discrepancy.WrongYear).Count > 0);

    [Theory]
    [InlineData("Mẫu Sơn, ngày 10 tháng 6 năm 2024", true)]
    [InlineData("Mẫu Sơn, ngày tháng 7 năm 2024", false)]
    public void A_document_dated_after_the_report_is_shown(string letterhead, bool shown)
    {
        var reading = AnalysisReader.Read(SourceDocument.Of(
        [
            new Paragraph(letterhead), new Paragraph("Phân tích Chỉ số CCHC năm 2023"),
            AReport.Rows(["STT", "Lĩnh vực", "Năm 2023"], ["1", "Cải cách thể chế", "4/5"]),
            new Paragraph("Theo Công văn số 12/SNV-CCHC ngày 15/6/2024."),
        ]));

        Assert.Equal(shown, Of(reading, Discrepancy.DocumentAfterReport).Count > 0);
    }

    private static AReport Percents(string change, string before = "90%", string now = "80%") => new AReport().WithScores(
        AReport.Rows(["STT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["1", "Cải cách thể chế", "4,5/5", "4/5"]),
        AReport.Rows(["STT", "Lĩnh vực", "Năm 2022 (%)", "Năm 2023 (%)", "Tăng/giảm (%)"], ["1", "Cải cách thể chế", before, now, change]));

    private static List<Discrepancy> Of(AnalysisReading reading, string code) => [.. reading.Discrepancies.Where(discrepancy => discrepancy.Code == code)];
}
