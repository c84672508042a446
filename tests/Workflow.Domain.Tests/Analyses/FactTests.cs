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
    public void A_single_count_is_no_share() => Assert.Empty(Reason("có 01 vụ việc của Phòng Tư pháp.").Shares);

    private static DeductionReading Reason(string reason) => AReport.Deducting($"Tiêu chí 1.1 Chấp hành (trừ 0,5 điểm) vì lý do: {reason}");
}
