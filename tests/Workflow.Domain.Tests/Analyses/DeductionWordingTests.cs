using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class DeductionWordingTests
{
    [Theory]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo bị trừ điểm 0,5 do gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo, điểm trừ: 0,5; lý do: gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo, điểm bị trừ là 0,5 do gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo (trừ 0.5đ) do gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo bị giảm trừ 0,5 điểm do gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo (-0,5 điểm): gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Tiêu chí 1.2.a Gửi báo cáo (bị trừ 0,5 điểm) do gửi muộn.", "1.2.a", 0.5, "gửi muộn.")]
    [InlineData("TC 1.2a: Gửi báo cáo mất 0,5 điểm vì gửi muộn.", "1.2a", 0.5, "gửi muộn.")]
    [InlineData("TCTP 1.2.1. Gửi báo cáo mất 0,5 điểm, nguyên nhân do gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Mục 1.2: Gửi báo cáo bị trừ 0,5 điểm. Nguyên nhân: gửi muộn.", "1.2", 0.5, "gửi muộn.")]
    [InlineData("- 1.2.1. Gửi báo cáo: bị trừ 0,5 điểm – lý do: gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Bị trừ 0,5 điểm ở tiêu chí 1.2.1 Gửi báo cáo do gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Bị trừ 0,5 điểm (tiêu chí 1.2.1) vì gửi muộn.", "1.2.1", 0.5, "gửi muộn.")]
    [InlineData("Do gửi muộn, UBND huyện bị trừ 0,5 điểm tại tiêu chí thành phần 1.2.1.", "1.2.1", 0.5, "gửi muộn")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo: do gửi muộn nên bị trừ 0,5 điểm.", "1.2.1", 0.5, "gửi muộn")]
    [InlineData("Việc gửi muộn báo cáo quý I nên bị trừ 0,5 điểm.", null, 0.5, "Việc gửi muộn báo cáo quý I")]
    [InlineData("Do chưa tổ chức cuộc thi, bị trừ 0,5 điểm.", null, 0.5, "chưa tổ chức cuộc thi")]
    public void A_loss_is_read_in_every_wording(string statement, string? code, double points, string reason)
    {
        var deduction = AReport.Deducting(statement);

        Assert.Equal((code, (decimal)points, reason), (deduction.Criterion, deduction.Points, deduction.Reason));
        Assert.DoesNotContain(deduction.Doubts, doubt => doubt.Value is ReadValue.Points or ReadValue.Reason);
    }

    [Theory]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo đạt 0/1 điểm do gửi muộn.", 1)]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo chỉ đạt 1,5/2 điểm do gửi muộn.", 0.5)]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo được 0,25 điểm trên tổng số 1 điểm do gửi muộn.", 0.75)]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo (điểm tối đa 1 điểm) không được điểm do gửi muộn.", 1)]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo (tối đa 0,5 điểm) không đạt điểm vì gửi muộn.", 0.5)]
    public void What_is_missing_to_the_maximum_is_computed_and_never_sure(string statement, double points)
    {
        var deduction = AReport.Deducting(statement);

        Assert.Equal(("1.2.1", "Gửi báo cáo", (decimal)points, "gửi muộn."), (deduction.Criterion, deduction.CriterionName, deduction.Points, deduction.Reason));
        Assert.Contains(new Doubt(ReadValue.Points, Doubt.Computed), deduction.Doubts);
    }

    [Theory]
    [InlineData("Năm 2022 bị trừ 0,5 điểm do gửi muộn.")]
    [InlineData("Tiêu chí 1.2.1, năm 2022 bị trừ 0,5 điểm, năm nay đạt điểm tối đa.")]
    [InlineData("Tiêu chí 1.2.1 không bị trừ điểm.")]
    [InlineData("Lĩnh vực này không mất điểm ở tiêu chí nào.")]
    [InlineData("Không có tiêu chí nào bị trừ điểm.")]
    [InlineData("Đạt 4/5 điểm (bằng 80%).")]
    [InlineData("Chỉ đạt 4/5 điểm, thấp hơn năm trước.")]
    [InlineData("Tiêu chí 1.2.1 đạt 1/1 điểm, tăng 0,5 điểm so với năm 2022.")]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo có điểm tối đa 0,5 điểm.")]
    [InlineData("Được cộng 0,5 điểm do có sáng kiến.")]
    public void What_is_no_loss_of_the_year_is_neither_read_nor_left_unread(string sentence)
    {
        var reading = AReport.Saying(sentence);

        Assert.Empty(reading.Deductions);
        Assert.Empty(reading.Unread);
    }

    [Theory]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo không được điểm do gửi muộn.", UnreadPassage.NoPoints)]
    [InlineData("Công tác tuyên truyền không được điểm do chưa tổ chức cuộc thi.", UnreadPassage.NoPoints)]
    [InlineData("Tiêu chí 1.2.1 Gửi báo cáo bị trừ điểm do gửi muộn.", UnreadPassage.NoPoints)]
    [InlineData("Tiêu chí 1.2.1: mỗi báo cáo gửi muộn trừ 0,1 điểm.", UnreadPassage.NoPoints)]
    [InlineData("Lĩnh vực này tổng điểm bị trừ 3,5 điểm.", UnreadPassage.TotalWithoutParts)]
    public void What_cannot_be_read_whole_is_listed_with_its_sentence(string sentence, string why)
    {
        var reading = AReport.Saying(sentence);

        Assert.Empty(reading.Deductions);
        var unread = Assert.Single(reading.Unread);
        Assert.Equal((1, UnreadKind.Deduction, 1, sentence, why), (unread.Ordinal, unread.Kind, unread.Field, unread.Text, unread.Why));
        Assert.Equal(sentence, reading.Text.Substring(unread.Source.Start, unread.Source.Length));
    }

    [Theory]
    [InlineData("Tiêu chí 1.2 Chế độ báo cáo bị trừ tổng cộng 1,5 điểm, trong đó: trừ 1 điểm do báo cáo năm gửi muộn; trừ 0,5 điểm do thiếu báo cáo quý.")]
    [InlineData("Tiêu chí 1.2 Chế độ báo cáo bị trừ 1,5 điểm, trong đó 1 điểm do báo cáo năm gửi muộn và 0,5 điểm do thiếu báo cáo quý.")]
    [InlineData("Tiêu chí 1.2 Chế độ báo cáo bị trừ 1,5 điểm (trừ 1 điểm do báo cáo năm gửi muộn, trừ 0,5 điểm do thiếu báo cáo quý).")]
    public void A_total_gives_way_to_its_parts(string statement) =>
        Assert.Equal(
            [("1.2", "Chế độ báo cáo", 1m), ("1.2", "Chế độ báo cáo", 0.5m)],
            AReport.Saying(statement).Deductions.Select(deduction => (deduction.Criterion, deduction.CriterionName, deduction.Points)));

    [Fact]
    public void Parts_that_add_up_to_the_figure_before_them_are_its_parts() =>
        Assert.Equal(
            [(2m, "hồ sơ trễ hạn"), (1.5m, "chưa niêm yết"), (1.5m, "chưa xin lỗi công dân")],
            AReport.Saying("Điểm trừ của lĩnh vực là 5 điểm, do: hồ sơ trễ hạn (2 điểm), chưa niêm yết (1,5 điểm), chưa xin lỗi công dân (1,5 điểm).").Deductions
                .Select(deduction => (deduction.Points, deduction.Reason)));

    [Fact]
    public void An_item_may_name_its_fault_and_then_its_points() =>
        Assert.Equal("Báo cáo quý II gửi chậm 2 ngày", AReport.Deducting("a) Báo cáo quý II gửi chậm 2 ngày, bị trừ 1 điểm.").Reason);

    [Fact]
    public void A_field_total_before_its_items_is_none_itself()
    {
        var reading = AReport.Saying("Lĩnh vực này vẫn bị trừ 6 điểm.", "- Mất 4 điểm do hồ sơ trực tuyến thấp.", "- Mất 2 điểm: chưa có hạ tầng.");

        Assert.Equal([4m, 2m], reading.Deductions.Select(deduction => deduction.Points));
        Assert.Empty(reading.Unread);
    }

    [Fact]
    public void The_parts_of_a_criterion_may_follow_under_their_own_codes()
    {
        var reading = AReport.Saying(
            "Tiêu chí 1.2 Chế độ báo cáo (bị trừ 1 điểm), cụ thể:",
            "- Tiêu chí thành phần 1.2.1 Báo cáo quý (trừ 0,5 điểm) do gửi muộn.",
            "- Tiêu chí thành phần 1.2.6 Báo cáo năm (trừ 0,5 điểm) do thiếu số liệu.");

        Assert.Equal(["1.2.1", "1.2.6"], reading.Deductions.Select(deduction => deduction.Criterion));
        Assert.Empty(reading.Unread);
    }

    [Fact]
    public void The_parts_of_a_criterion_may_follow_as_items_without_a_code()
    {
        var reading = AReport.Saying(
            "Tiêu chí 1.2 Chế độ báo cáo (bị trừ 1 điểm):",
            "- Báo cáo quý I gửi muộn: trừ 0,75 điểm.",
            "- Do báo cáo năm thiếu số liệu, trừ 0,25 điểm.");

        Assert.Equal([("1.2", 0.75m), ("1.2", 0.25m)], reading.Deductions.Select(deduction => (deduction.Criterion!, deduction.Points)));
        Assert.Empty(reading.Unread);
    }

    [Fact]
    public void A_criterion_may_stand_in_a_line_of_its_own()
    {
        var deduction = AReport.Deducting("Tiêu chí 1.2.1. Gửi báo cáo", "- Điểm bị trừ: 0,5 điểm.", "- Lý do: gửi muộn.");

        Assert.Equal(("1.2.1", "Gửi báo cáo", 0.5m, "gửi muộn."), (deduction.Criterion, deduction.CriterionName, deduction.Points, deduction.Reason));
        Assert.Empty(deduction.Doubts);
    }

    [Fact]
    public void The_reason_may_stand_before_the_points_in_a_line_of_its_own()
    {
        var deduction = AReport.Deducting("Tiêu chí 1.2.1. Gửi báo cáo", "- Nguyên nhân: gửi muộn.", "- Điểm trừ: 0,5");

        Assert.Equal(("1.2.1", 0.5m, "gửi muộn."), (deduction.Criterion, deduction.Points, deduction.Reason));
    }

    [Fact]
    public void The_reason_may_follow_in_the_next_paragraph() =>
        Assert.Equal("gửi muộn.", AReport.Deducting("Tiêu chí 1.2.1 Gửi báo cáo bị trừ 0,5 điểm.", "Nguyên nhân: gửi muộn.").Reason);

    [Fact]
    public void Several_losses_in_a_sentence_are_told_apart() =>
        Assert.Equal(
            [(0.5m, "gửi muộn báo cáo;"), (0.25m, "thiếu kiểm tra.")],
            AReport.Saying("Bị trừ 0,5 điểm do gửi muộn báo cáo; bị trừ 0,25 điểm do thiếu kiểm tra.").Deductions.Select(deduction => (deduction.Points, deduction.Reason)));

    [Fact]
    public void Several_losses_with_their_reasons_before_them_are_told_apart() =>
        Assert.Equal(
            [(0.5m, "gửi muộn báo cáo"), (0.25m, "thiếu kiểm tra")],
            AReport.Saying("Do gửi muộn báo cáo nên bị trừ 0,5 điểm, do thiếu kiểm tra nên bị trừ 0,25 điểm.").Deductions.Select(deduction => (deduction.Points, deduction.Reason)));

    [Fact]
    public void A_code_cited_in_a_reason_opens_no_deduction() =>
        Assert.Equal("chưa làm như tiêu chí 1.3.2 yêu cầu.", AReport.Deducting("Tiêu chí 1.2.1 Gửi báo cáo (trừ 0,5 điểm) do chưa làm như tiêu chí 1.3.2 yêu cầu.").Reason);

    [Fact]
    public void A_name_may_speak_of_another_year_or_of_a_sum() =>
        Assert.Equal(
            [("1.1", "Khắc phục tồn tại năm 2022"), ("1.2", "Báo cáo tổng hợp")],
            AReport.Saying("Tiêu chí 1.1 Khắc phục tồn tại năm 2022 (trừ 0,5 điểm) do chậm.", "Tiêu chí 1.2 Báo cáo tổng hợp (bị trừ 0,5 điểm) do muộn.").Deductions
                .Select(deduction => (deduction.Criterion!, deduction.CriterionName!)));

    [Fact]
    public void A_loss_without_a_code_leaves_its_field_in_doubt() =>
        Assert.Equal([new Doubt(ReadValue.Field, Doubt.NoCode)], AReport.Deducting("Nguyên nhân bị trừ 0,02 điểm: Do hồ sơ quá hạn.").Doubts);

    [Fact]
    public void A_code_of_another_field_than_the_headings_is_in_doubt()
    {
        var deduction = AReport.Deducting("Tiêu chí 2.1 Thu ngân sách (trừ 0,5 điểm) do hụt thu.");

        Assert.Equal(2, deduction.Field);
        Assert.Contains(new Doubt(ReadValue.Field, Doubt.CodeOutsideField), deduction.Doubts);
    }

    [Fact]
    public void A_loss_without_a_reason_says_so() =>
        Assert.Equal([new Doubt(ReadValue.Reason, Doubt.NoReason)], AReport.Deducting("Tiêu chí 1.2.1 Gửi báo cáo bị trừ 0,5 điểm.").Doubts);
}
