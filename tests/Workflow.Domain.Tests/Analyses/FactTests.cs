using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class FactTests
{
    [Theory]
    [InlineData("yêu cầu gửi chậm nhất ngày 25/5/2023.", DateMeaning.Due, DueKind.OnOrBefore)]
    [InlineData("hạn cuối là ngày 25/5/2023.", DateMeaning.Due, DueKind.OnOrBefore)]
    [InlineData("phải gửi trước ngày 25/5/2023.", DateMeaning.Due, DueKind.Before)]
    [InlineData("ngày văn bản là 25/5/2023.", DateMeaning.Signed, null)]
    [InlineData("UBND huyện nộp Báo cáo số 15/BC-UBND ngày 25/5/2023.", DateMeaning.Signed, null)]
    [InlineData("ngày trình và chuyển văn bản là 25/5/2023.", DateMeaning.Sent, null)]
    [InlineData("Sở Tài chính nhận được ngày 25 tháng 5 năm 2023.", DateMeaning.Received, null)]
    [InlineData("theo Công văn số 24/STC-NS ngày 25/5/2023.", DateMeaning.Issued, null)]
    public void A_day_means_what_the_words_before_it_say(string reason, DateMeaning means, DueKind? words)
    {
        var date = Assert.Single(Reason(reason).Dates);

        Assert.Equal((new DateOnly(2023, 5, 25), means, words), (date.On, date.Means, date.DueKind));
    }

    [Theory]
    [InlineData("sự việc ngày 25/5/2023 gây dư luận.")]
    [InlineData("gửi chậm nhất ngày 31/02/2023.")]
    public void A_day_that_says_nothing_or_does_not_exist_is_left_out(string reason) => Assert.Empty(Reason(reason).Dates);

    [Theory]
    [InlineData("có 35/38 chỉ tiêu đạt, bằng 92,1%.", 35, 38, 92.1)]
    [InlineData("tổng số TTHC đang triển khai 46, số TTHC có phát sinh 10.", 10, 46, null)]
    [InlineData("tổng số hồ sơ đã giải quyết 2.818; số hồ sơ trực tuyến 1.339.", 1339, 2818, null)]
    [InlineData("tỷ lệ thanh toán trực tuyến chỉ đạt 125/500 (25%).", 125, 500, 25.0)]
    [InlineData("báo cáo tháng 6/2023, quý 2/2023 gửi trước 05/12 (chậm).", null, null, null)]
    [InlineData("phương án đạt 62%.", null, null, 62.0)]
    [InlineData("xử lý theo Kết luận số 24/KL-TTr, thu hồi 36.370.000 đồng ngày 13/11/2023.", null, null, null)]
    public void Figures_are_read_and_dates_and_numbers_of_documents_are_none(string reason, int? numerator, int? denominator, double? percent)
    {
        var deduction = Reason(reason);

        Assert.Equal((numerator, denominator, (decimal?)percent), (deduction.Numerator, deduction.Denominator, deduction.Percent));
    }

    [Fact]
    public void Documents_are_cited_by_kind_number_and_day_each_once() =>
        Assert.Equal(
            ["Nghị quyết số 08-NQ/TU", "KL số 497/KL-TTr ngày 15/6/2023", "Báo cáo 595/BC-UBND ngày 22/12/2023"],
            Reason("theo Nghị quyết số 08-NQ/TU, KL số 497/KL-TTr ngày 15/6/2023 (Báo cáo 595/BC-UBND ngày 22/12/2023 và KL số 497/KL-TTr ngày 15/6/2023).").Documents);

    [Fact]
    public void Units_are_named_in_full_and_in_one_spelling() =>
        Assert.Equal(
            ["Ban quản lý rừng phòng hộ", "UBND xã Hồ Thầu", "UBND thị trấn", "Phòng Tài nguyên - Môi trường", "Thanh tra tỉnh"],
            Reason("sai phạm tại BQL rừng phòng hộ, UBND xã Hồ thầu, UBND thị trấn và Phòng Tài nguyên - Môi trường bị Thanh tra tỉnh nêu.").Units);

    [Fact]
    public void A_name_ends_before_the_first_word_that_no_name_contains() =>
        Assert.Equal(["Ban Chỉ đạo chuyển đổi số"], Reason("Ban Chỉ đạo chuyển đổi số chưa họp.").Units);

    [Fact]
    public void Counts_are_shared_among_units() =>
        Assert.Equal(
            [new UnitShare("Phòng Tư pháp", 4), new UnitShare("Phòng Giáo dục và Đào tạo", 5)],
            Reason("hồ sơ quá hạn gồm (04 hồ sơ hộ tịch của Phòng Tư pháp; 5 hồ sơ chuyển trường của Phòng Giáo dục và Đào tạo).").Shares);

    [Fact]
    public void Digits_of_full_width_and_of_other_scripts_are_digits() =>
        Assert.Equal(
            [new UnitShare("Phòng Tư pháp", 4), new UnitShare("Phòng Y tế", 13)],
            Reason("hồ sơ quá hạn gồm (４ hồ sơ của Phòng Tư pháp; 1໓ hồ sơ của Phòng Y tế).").Shares);

    [Fact]
    public void A_single_count_is_no_share() => Assert.Empty(Reason("có 01 vụ việc của Phòng Tư pháp.").Shares);

    [Theory]
    [InlineData("thu hồi 38,512 triệu đồng.", 38_512_000, null)]
    [InlineData("thu hồi 36.370.000 đồng.", 36_370_000, null)]
    [InlineData("thu hồi 1,2 tỷ đồng.", 1_200_000_000, null)]
    [InlineData("thu hồi 1 tỷ 200 triệu đồng.", 1_200_000_000, null)]
    [InlineData("sai phạm (UBND xã Bản Bo: 5 triệu đồng).", 5_000_000, "UBND xã Bản Bo")]
    [InlineData("thu hồi 5 triệu đồng tại công trình (BQL rừng phòng hộ).", 5_000_000, "Ban quản lý rừng phòng hộ")]
    [InlineData("thu hồi 5 triệu đồng (UBND xã Hồ Thầu, UBND xã Bản Bo).", 5_000_000, null)]
    public void Money_is_read_in_dong_with_the_one_unit_it_is_laid_to(string reason, long dong, string? unit) =>
        Assert.Equal(((decimal)dong, unit), Reason(reason).Money.Select(money => (money.Dong, money.Unit)).Single());

    [Fact]
    public void A_cited_document_is_taken_apart()
    {
        var cited = Reason("theo CV số 2451/STC-TCHCSN ngày 11 tháng 12 năm 2023 của Sở Tài chính.").Cited.Single();

        Assert.Equal(("Công văn", "2451/STC-TCHCSN", "Sở Tài chính", new DateOnly(2023, 12, 11)), (cited.Kind, cited.Number, cited.Issuer, cited.IssuedOn));
    }

    [Theory]
    [InlineData("Báo cáo năm gửi muộn, ký ngày 24/5/2023, gửi ngày 26/5/2023 (chậm nhất ngày 25/5/2023).", DateMeaning.Sent, 1)]
    [InlineData("Báo cáo năm gửi ngày 24/5/2023, Sở Nội vụ nhận ngày 26/5/2023 (trước ngày 25/5/2023).", DateMeaning.Received, 2)]
    [InlineData("Báo cáo năm đến ngày 26/5/2023 mới gửi, thời hạn ngày 25/5/2023.", DateMeaning.Sent, 1)]
    public void A_late_report_is_late_by_the_day_that_counts(string reason, DateMeaning counts, int days) =>
        Assert.Equal(("Báo cáo năm", counts, days), Reason(reason).LateReports.Select(late => (late.Report, late.CountsBy, late.DaysLate)).Single());

    [Fact]
    public void Days_after_a_semicolon_are_of_the_report_named_before_it() => Assert.Equal(
        "Báo cáo sơ kết Nghị quyết số 08-NQ/TU",
        Reason("Báo cáo sơ kết Nghị quyết số 08-NQ/TU đến nơi muộn; ngày văn bản là 24/5/2023, ngày chuyển là 26/5/2023, hạn gửi chậm nhất ngày 25/5/2023.").LateReports.Single().Report);

    [Theory]
    [InlineData("Báo cáo năm gửi ngày 25/5/2023 (chậm nhất ngày 25/5/2023).")]
    [InlineData("Báo cáo năm gửi ngày 26/5/2023, gửi lại ngày 28/5/2023 (chậm nhất ngày 25/5/2023).")]
    public void What_came_in_time_or_leaves_a_choice_is_no_late_report(string reason) => Assert.Empty(Reason(reason).LateReports);

    [Fact]
    public void The_same_conclusion_and_the_same_leader_are_shared_causes() =>
        Assert.Equal(
            [(RootCauseGround.SameDocument, "1,2", "KL số 497/KL-TTr"), (RootCauseGround.SameEvent, "3,4", "lãnh đạo đơn vị bị kỷ luật")],
            AReport.Saying(
                "Tiêu chí 1.1 A (trừ 0,1 điểm) do sai phạm theo KL số 497/KL-TTr và Báo cáo số 5/BC-UBND.",
                "Tiêu chí 1.2 B (trừ 0,1 điểm) do thu hồi theo Kết luận số 497/KL-TTr và Báo cáo số 5/BC-UBND.",
                "Tiêu chí 1.3 C (trừ 0,1 điểm) do có lãnh đạo đơn vị bị kỷ luật.",
                "Tiêu chí 1.4 D (trừ 0,1 điểm) do có trưởng ban bị kỷ luật cách chức.",
                "Tiêu chí 1.5 E (trừ 0,1 điểm) do có 01 công chức Phòng Y tế bị kỷ luật.").RootCauses
                .Select(cause => (cause.Why, string.Join(',', cause.Deductions), cause.Fact)));

    [Theory]
    [InlineData("Phòng TC-KH chậm báo cáo.", "Phòng Tài chính - Kế hoạch")]
    [InlineData("P. Nội vụ chậm báo cáo.", "Phòng Nội vụ")]
    [InlineData("VP HĐND&UBND chậm báo cáo.", "Văn phòng HĐND và UBND")]
    [InlineData("Phòng Văn hóa - Xã hội chậm báo cáo.", "Phòng Văn hóa - Xã hội")]
    [InlineData("Trung tâm Phục vụ hành chính công chậm báo cáo.", "Trung tâm Phục vụ hành chính công")]
    public void Units_are_known_by_their_abbreviations(string reason, string unit) => Assert.Equal([unit], Reason(reason).Units);

    private static DeductionReading Reason(string reason) => AReport.Deducting($"Tiêu chí 1.1 Chấp hành (trừ 0,5 điểm) vì lý do: {reason}");
}
