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

    private static AReport Percents(string change, string before = "90%", string now = "80%") => new AReport().WithScores(
        AReport.Rows(["STT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["1", "Cải cách thể chế", "4,5/5", "4/5"]),
        AReport.Rows(["STT", "Lĩnh vực", "Năm 2022 (%)", "Năm 2023 (%)", "Tăng/giảm (%)"], ["1", "Cải cách thể chế", before, now, change]));

    private static List<Discrepancy> Of(AnalysisReading reading, string code) => [.. reading.Discrepancies.Where(discrepancy => discrepancy.Code == code)];
}
