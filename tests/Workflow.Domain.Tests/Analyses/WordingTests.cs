using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

/// <summary>Turns of phrase and of layout that other reports use.</summary>
public sealed class WordingTests
{
    private static readonly Paragraph Title = new("Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND huyện Mẫu Sơn");

    private static readonly Table Fields = AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm năm 2022", "Điểm năm 2023"], ["1", "Cải cách thể chế", "40", "30", "34"], ["2", "Cải cách tài chính công", "60", "50", "51"]);

    [Fact]
    public void Tables_that_run_into_one_another_are_read_apart()
    {
        var reading = With(AReport.Rows(
            ["Năm", "Điểm thẩm định", "Điểm khảo sát", "Chỉ số", "Xếp hạng"], ["2022", "55", "25", "80", "5/9"], ["2023", "58", "27", "85", "4/9"],
            [.. Fields.Rows[0]], [.. Fields.Rows[1]], [.. Fields.Rows[2]]));

        Assert.Equal([(2022, 80m, 5), (2023, 85m, 4)], reading.Totals.Select(total => (total.Year, total.Index, total.Rank!.Value)));
        Assert.Equal([("Cải cách thể chế", 6m), ("Cải cách tài chính công", 9m)], reading.Fields.Select(field => (field.Name, field.Lost)));
    }

    [Theory]
    [InlineData("Căn cứ Quyết định số 412/QĐ-UBND ngày 20/4/2024 về Chỉ số năm 2023, UBND huyện báo cáo như sau:")]
    [InlineData("I. PHÂN TÍCH CHỈ SỐ NĂM 2023")]
    public void The_title_ends_with_its_paragraph(string next) =>
        Assert.Equal("UBND huyện Mẫu Sơn", AnalysisReader.Read(SourceDocument.Of([Title, new Paragraph(next), Fields])).Agency);

    [Theory]
    [InlineData("Huyện đạt 85 điểm, xếp thứ nhất trong 8 huyện, thành phố.", 85, 1, 8)]
    [InlineData("Huyện đạt 85 điểm, đứng thứ 4 trong 19 xã, thị trấn.", 85, 4, 19)]
    [InlineData("Huyện xếp thứ 2/8 huyện, thành phố với 85 điểm.", 85, 2, 8)]
    [InlineData("Tổng điểm của huyện là 85/100 điểm, xếp thứ 7/12 huyện.", 85, 7, 12)]
    [InlineData("Năm 2023, huyện xếp thứ 3/8 huyện.", 85, 3, 8)]
    [InlineData("Năm 2022, huyện đạt 80 điểm, xếp thứ 3/8 huyện.", 85, null, null)]
    [InlineData("Điểm thẩm định của huyện là 61,5/72 điểm.", 61.5, null, null)]
    public void The_index_is_told_in_many_words(string sentence, double index, int? rank, int? of)
    {
        var total = With(Summed(), new Paragraph(sentence)).Totals.Single(total => total.Year == 2023);

        Assert.Equal(((decimal)index, rank, of), (total.Index, total.Rank, total.RankOf));
    }

    [Fact]
    public void The_row_of_sums_gives_the_years_that_prose_does_not() =>
        Assert.Equal([2022, 2023], With(Summed(), new Paragraph("Huyện đạt 85 điểm, xếp thứ 2/8.")).Totals.Select(total => total.Year));

    [Fact]
    public void A_rank_alone_is_held_against_the_table() =>
        Assert.Contains(Discrepancy.RankMismatch, With(
            AReport.Rows(["Năm", "Điểm thẩm định", "Điểm khảo sát", "Chỉ số", "Xếp hạng"], ["2022", "55", "25", "80", "5"], ["2023", "58", "27", "85", "4"]),
            Fields,
            new Paragraph("Năm 2023, huyện xếp vị trí thứ 3/8 huyện.")).Discrepancies.Select(found => found.Code));

    [Fact]
    public void A_thousand_in_the_row_of_sums_is_no_contradiction() =>
        Assert.DoesNotContain(Discrepancy.MaxMismatch, With(AReport.Rows(
            ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm năm 2023"], ["1", "Cải cách thể chế", "500", "470"], ["2", "Cải cách tài chính công", "700", "600"], ["", "Cộng", "1.200", "1.070,5"]))
            .Discrepancies.Select(found => found.Code));

    [Fact]
    public void A_loss_that_is_no_number_is_left_unread()
    {
        var unread = Assert.Single(With(AReport.Rows(
            ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt", "Điểm mất", "Nguyên nhân"],
            ["1", "Cải cách thể chế", "40", "39", "1", ""],
            ["1.1", "Kiểm tra văn bản", "10", "9", "0,5 + 0,5", "Chưa kiểm tra đủ"])).Unread);

        Assert.Equal((UnreadPassage.OddRow, 1), (unread.Why, unread.Field));
    }

    [Theory]
    [InlineData("Việc kiểm tra chỉ thực hiện tại 07/31 đơn vị nên tiêu chí 1.3 bị trừ 1 điểm.", "Việc kiểm tra chỉ thực hiện tại 07/31 đơn vị")]
    [InlineData("Do còn 11 hồ sơ quá hạn của Phòng Tư pháp, tiêu chí 1.3 bị trừ 1 điểm.", "còn 11 hồ sơ quá hạn của Phòng Tư pháp")]
    [InlineData("Đạt 4/5 điểm. Có 02 công chức bị kỷ luật làm tiêu chí 1.3 bị trừ mất 1 điểm.", "Có 02 công chức bị kỷ luật")]
    [InlineData("Điểm trừ: 1; TC 1.3, lý do: tỷ lệ trực tuyến đạt 15%.", "tỷ lệ trực tuyến đạt 15%.")]
    public void The_reason_may_come_before_the_criterion(string statement, string reason)
    {
        var deduction = AReport.Deducting(statement);

        Assert.Equal(("1.3", 1m, reason), (deduction.Criterion, deduction.Points, deduction.Reason));
    }

    [Fact]
    public void Several_reasons_in_one_paragraph_each_come_before_their_criterion() =>
        Assert.Equal(
            [("1.1", "chưa sơ kết"), ("1.3", "Việc kiểm tra chậm"), ("1.2", "không gửi báo cáo")],
            AReport.Saying("Do chưa sơ kết nên bị trừ 0,5 điểm ở tiêu chí 1.1. Việc kiểm tra chậm nên tiêu chí 1.3 bị trừ 1 điểm. Vì không gửi báo cáo, huyện bị trừ 1 điểm tại tiêu chí 1.2.")
                .Deductions.Select(deduction => (deduction.Criterion!, deduction.Reason)));

    [Fact]
    public void A_total_and_its_parts_in_one_sentence_are_the_parts() =>
        Assert.Equal(
            [("1.2", 0.5m, "thi tuyển chậm"), ("1.4", 1.5m, "01 cán bộ bị cách chức.")],
            AReport.Saying("Tiêu chí 1.2 và tiêu chí 1.4 bị trừ tổng cộng 2 điểm, trong đó tiêu chí 1.2 bị trừ 0,5 điểm do thi tuyển chậm và tiêu chí 1.4 bị trừ 1,5 điểm do 01 cán bộ bị cách chức.")
                .Deductions.Select(deduction => (deduction.Criterion!, deduction.Points, deduction.Reason)));

    [Theory]
    [InlineData("Tiêu chí 1.1 và tiêu chí 1.3 bị trừ tổng cộng 1 điểm do có công chức bị kỷ luật và tuyển dụng sai.", UnreadPassage.TotalWithoutParts)]
    [InlineData("Nhìn chung, một số tiêu chí bị trừ điểm do các cơ quan phối hợp chưa chặt chẽ.", UnreadPassage.NoPoints)]
    public void What_cannot_be_laid_to_one_criterion_is_left_unread(string sentence, string why)
    {
        var reading = AReport.Saying(sentence, "Tiêu chí 1.2 (bị trừ 0,5 điểm) do báo cáo muộn.");

        Assert.Equal(["1.2"], reading.Deductions.Select(deduction => deduction.Criterion));
        Assert.Equal(why, Assert.Single(reading.Unread).Why);
    }

    [Theory]
    [InlineData("1. Phòng Nội vụ, Phòng Tư pháp", "Phòng Nội vụ|Phòng Tư pháp")]
    [InlineData("1. Phòng Tài chính - Kế hoạch, Ban Quản lý dự án đầu tư xây dựng", "Phòng Tài chính - Kế hoạch|Ban quản lý dự án đầu tư xây dựng")]
    [InlineData("1. Các phòng chuyên môn, UBND các xã, thị trấn", "Các phòng chuyên môn|UBND các xã, thị trấn")]
    [InlineData("1. Sở Xây dựng và Sở Công Thương", "Sở Xây dựng|Sở Công Thương")]
    [InlineData("1. Văn phòng HĐND và UBND huyện", "Văn phòng HĐND và UBND huyện")]
    [InlineData("1. Phòng Văn hóa, Thể thao và Du lịch", "Phòng Văn hóa, Thể thao và Du lịch")]
    [InlineData("1. Chi nhánh Văn phòng Đăng ký đất đai", "Chi nhánh Văn phòng Đăng ký đất đai")]
    public void A_heading_may_address_several_units(string heading, string units) =>
        Assert.Equal(units.Split('|'), AReport.Giving(heading, "- Gửi báo cáo đúng hạn.").Read().Directives.Single().Units);

    [Fact]
    public void People_are_given_duties_though_no_unit_is_named()
    {
        var directive = Assert.Single(AReport.Giving("- Công chức Tư pháp - Hộ tịch trả hồ sơ trong ngày.").Read().Directives);

        Assert.Empty(directive.Units);
        Assert.Contains(new Doubt(ReadValue.Units, Doubt.NobodyNamed), directive.Doubts);
    }

    [Theory]
    [InlineData("- Kiểm tra đủ 15/15 xã trong năm 2024.", "2024-12-31")]
    [InlineData("- Khắc phục các tồn tại trong năm 2023.", null)]
    public void A_year_is_a_term_unless_it_is_over(string duty, string? due) =>
        Assert.Equal(due, AReport.Giving("1. Phòng Nội vụ", duty).Read().Directives.Single().DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_report_signed_with_its_number_is_signed_that_day() =>
        Assert.Equal(DateMeaning.Signed, AReport.Deducting("Tiêu chí 1.2 (trừ 1 điểm) do UBND huyện ký Báo cáo số 655/BC-UBND ngày 04 tháng 12 năm 2023.").Dates.Single().Means);

    [Theory]
    [InlineData("mới giao tự chủ cho 10/46.", 10, 46)]
    [InlineData("giải ngân 1.234,5/1.646 tỷ đồng.", 1234.5, 1646)]
    public void Figures_may_end_a_reason_or_be_money(string reason, double part, double whole)
    {
        var deduction = AReport.Deducting($"Tiêu chí 1.2 (trừ 1 điểm) do {reason}");

        Assert.Equal(((decimal)part, (decimal)whole), (deduction.Numerator, deduction.Denominator));
    }

    [Fact]
    public void A_sum_over_several_units_is_no_single_units() =>
        Assert.Equal(
            [(145_000_000m, null), (86_500_000m, "UBND xã Yên Lạc"), (58_500_000m, "UBND xã Bình Long")],
            AReport.Deducting("Tiêu chí 1.2 (trừ 1 điểm) do phải thu hồi 145 triệu đồng theo Kết luận số 77/KL-TTr ngày 09/5/2023 (UBND xã Yên Lạc: 86.500.000 đồng; UBND xã Bình Long: 58.500.000 đồng).")
                .Money.Select(sum => (sum.Dong, sum.Unit)));

    [Theory]
    [InlineData("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên")]
    [InlineData("Trung tâm Y tế huyện")]
    [InlineData("Kho bạc Nhà nước huyện")]
    [InlineData("Chi nhánh Văn phòng Đăng ký đất đai")]
    [InlineData("Hạt Kiểm lâm huyện")]
    public void A_unit_is_known_by_its_whole_name(string unit) =>
        Assert.Equal([unit], AReport.Deducting($"Tiêu chí 1.2 (trừ 1 điểm) do {unit} có 01 người bị kỷ luật.").Units);

    [Fact]
    public void A_document_after_the_report_is_shown_with_its_field() =>
        Assert.Equal(1, AnalysisReader.Read(SourceDocument.Of(
        [
            new Paragraph("Mẫu Sơn, ngày 15 tháng 7 năm 2024"), Title, Fields, new Paragraph("1. Cải cách thể chế"),
            new Paragraph("Tiêu chí 1.2 (trừ 1 điểm) do công chức bị kỷ luật theo Quyết định số 95/QĐ-UBND ngày 20/8/2024."),
        ])).Discrepancies.Single(found => found.Code == Discrepancy.DocumentAfterReport).Field);

    private static Table Summed() => new([.. Fields.Rows, (string[])["", "Tổng cộng", "100", "80", "85"]]);

    private static AnalysisReading With(params SourceBlock[] blocks) => AnalysisReader.Read(SourceDocument.Of([Title, .. blocks]));
}
