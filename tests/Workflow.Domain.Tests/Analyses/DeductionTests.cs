using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class DeductionTests
{
    [Theory]
    [InlineData("Tiêu chí 1.2.1. Gửi báo cáo (bị trừ 0,5 điểm) vì lý do: Gửi muộn.", "1.2.1", 0.5, "Gửi báo cáo", "Gửi muộn.")]
    [InlineData("Tiêu chí 1.4. Tuyên truyền bị trừ 0,5 điểm do thiếu cuộc thi.", "1.4", 0.5, "Tuyên truyền", "thiếu cuộc thi.")]
    [InlineData("Tiêu chí 1.7 Gắn với tỉnh (trừ 2 điểm) do có kỷ luật.", "1.7", 2, "Gắn với tỉnh", "có kỷ luật.")]
    [InlineData("Tiêu chí 1.5 về nhà đất (mất 0,25 điểm) do mới đạt 62%.", "1.5", 0.25, "nhà đất", "mới đạt 62%.")]
    [InlineData("Tiêu chí 1.6 hợp tác xã (trừ mất 1 điểm) do ít hơn năm trước.", "1.6", 1, "hợp tác xã", "ít hơn năm trước.")]
    [InlineData("- Tiêu chí thành phần 1.3.2: Kiểm tra (trừ 0.125 điểm): chưa đủ 30%.", "1.3.2", 0.125, "Kiểm tra", "chưa đủ 30%.")]
    [InlineData("1.3.4. Sáng kiến (trừ 0,75 điểm) do không có.", "1.3.4", 0.75, "Sáng kiến", "không có.")]
    [InlineData("Nguyên nhân bị trừ 0,02 điểm: Do hồ sơ quá hạn.", null, 0.02, null, "Do hồ sơ quá hạn.")]
    public void However_it_is_worded_a_deduction_has_its_code_points_name_and_reason(string statement, string? code, double points, string? name, string reason)
    {
        var deduction = AReport.Deducting(statement);

        Assert.Equal((code, (decimal)points, name, reason), (deduction.Criterion, deduction.Points, deduction.CriterionName, deduction.Reason));
        Assert.Equal(1, deduction.Field);
    }

    [Theory]
    [InlineData("Huyện bị trừ 3,5 điểm ở các tiêu chí sau:")]
    [InlineData("Tổng số điểm bị trừ 3,5 điểm do nhiều nguyên nhân.")]
    [InlineData("Có những nội dung bị trừ điểm ở các tiêu chí:")]
    [InlineData("Tăng 6,05 điểm so với năm 2022.")]
    public void A_sentence_that_only_announces_or_sums_is_no_deduction(string sentence) => Assert.Empty(AReport.Saying(sentence).Deductions);

    [Fact]
    public void One_paragraph_may_hold_two_deductions() =>
        Assert.Equal(
            [("1.1", 0.5m, "gửi muộn;"), ("1.2", 0.25m, "thiếu.")],
            AReport.Saying("Tiêu chí 1.1 (trừ 0,5 điểm) do gửi muộn; tiêu chí 1.2 (trừ 0,25 điểm) do thiếu.").Deductions
                .Select(deduction => (deduction.Criterion!, deduction.Points, deduction.Reason)));

    [Fact]
    public void A_reason_that_ends_in_a_colon_takes_its_list_along() =>
        Assert.Equal(
            "- Báo cáo quý I gửi muộn;\n- Báo cáo năm gửi muộn.",
            AReport.Deducting("Tiêu chí 1.1 Chế độ báo cáo (trừ 0,5 điểm):", "- Báo cáo quý I gửi muộn;", "- Báo cáo năm gửi muộn.").Reason);

    [Fact]
    public void What_section_II_says_of_points_is_no_deduction() =>
        Assert.Empty(AReport.Giving("1. Phòng Nội vụ", "- Không để bị trừ 0,5 điểm do gửi chậm.").Read().Deductions);
}
