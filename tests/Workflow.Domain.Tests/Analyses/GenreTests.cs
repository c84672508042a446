using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

/// <summary>What reports of other levels and other offices do differently, part by part.</summary>
public sealed class GenreTests
{
    private static readonly string[][] ThreeLevels =
    [
        ["STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Điểm điều tra XHH", "Điểm mất", "Nguyên nhân"],
        ["1", "Chỉ đạo, điều hành", "20", "18", "16,5", "", "3,5", ""],
        ["1.1", "Báo cáo", "10", "10", "8", "", "2", ""],
        ["1.1.1", "Báo cáo định kỳ", "6", "6", "4,5", "", "1,5", "Gửi muộn"],
        ["1.1.2", "Báo cáo đột xuất", "4", "4", "3,5", "", "0,5", "Thiếu số liệu"],
        ["1.2", "Tuyên truyền", "10", "8", "8,5", "", "1,5", ""],
        ["2", "Cải cách thể chế", "80", "70", "72", "", "8", ""],
        ["Tổng cộng", "", "100", "88", "88,5", "", "11,5", ""],
    ];

    [Fact]
    public void A_whole_score_table_gives_fields_criteria_and_the_losses_that_have_a_reason()
    {
        var reading = With(ThreeLevels);

        Assert.Equal([(1, 20m, 3.5m), (2, 80m, 8m)], reading.Fields.Select(field => (field.Number, field.Max, field.Lost)));
        Assert.Equal([("1.1", 2m), ("1.1.1", 1.5m), ("1.1.2", 0.5m), ("1.2", 1.5m)], reading.Criteria.Select(criterion => (criterion.Code, criterion.Lost!.Value)));
        Assert.Equal([("1.1.1", 1.5m, "Gửi muộn"), ("1.1.2", 0.5m, "Thiếu số liệu")], reading.Deductions.Select(deduction => (deduction.Criterion!, deduction.Points, deduction.Reason)));
        Assert.Equal([1.5m, 8m], reading.Fields.Select(field => field.Remainder));
    }

    [Fact]
    public void What_prose_and_table_both_tell_is_one_deduction() =>
        Assert.Equal(["Báo cáo quý gửi muộn.", "Thiếu số liệu"], With(ThreeLevels, "Tiêu chí 1.1.1 Báo cáo định kỳ (trừ 1,5 điểm): Báo cáo quý gửi muộn.").Deductions
            .OrderBy(deduction => deduction.Criterion, StringComparer.Ordinal).Select(deduction => deduction.Reason));

    [Fact]
    public void A_criterion_that_lost_everything_takes_its_maximum_from_the_table() =>
        Assert.Contains(With(ThreeLevels, "Tiêu chí 1.2 Tuyên truyền không được điểm do chưa tổ chức.").Deductions, deduction =>
            deduction is { Criterion: "1.2", Points: 10m } && deduction.Doubts.Contains(new Doubt(ReadValue.Points, Doubt.Computed)));

    [Fact]
    public void Prose_and_table_that_disagree_leave_the_points_in_doubt_and_are_shown()
    {
        var reading = With(ThreeLevels, "Tiêu chí 1.2 Tuyên truyền (trừ 1 điểm) do chưa tổ chức.");

        Assert.Contains(new Doubt(ReadValue.Points, Doubt.ContradictsTable), reading.Deductions.Single(deduction => deduction.Criterion == "1.2").Doubts);
        Assert.Contains(reading.Discrepancies, discrepancy => discrepancy.Code == Discrepancy.ProseContradictsTable && discrepancy.Facts.SequenceEqual(["1", "1,5"]));
    }

    [Fact]
    public void A_year_far_down_a_table_gives_no_totals() => Assert.Empty(AnalysisReader.Read(SourceDocument.Of(
    [
        Title,
        AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "10", "9"]),
        AReport.Rows([["Đơn vị", "Chỉ số", "Ghi chú"], .. Enumerable.Range(1, 9).Select(at => new[] { $"Xã số {at}", $"{at}", "" }), ["2023", "9", ""]]),
    ])).Totals);

    [Fact]
    public void A_code_may_be_a_number_and_a_letter()
    {
        var criterion = With([["TT", "Nội dung", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "9.5", "8,25"], ["1a", "Gửi báo cáo", "1", "0,5"]]).Criteria.Single();

        Assert.Equal((1, "1a"), (criterion.Field, criterion.Code));
    }

    [Theory]
    [InlineData("1.", "2.")]
    [InlineData("I", "II")]
    [InlineData("Lĩnh vực 1", "Lĩnh vực 2")]
    public void Fields_are_numbered_in_many_ways(string first, string second) =>
        Assert.Equal([1, 2], With([["TT", "Nội dung", "Điểm tối đa", "Điểm đạt"], [first, "Chỉ đạo, điều hành", "9.5", "8,25"], [second, "Cải cách thể chế", "10", "9"]])
            .Fields.Select(field => field.Number));

    [Fact]
    public void The_number_may_stand_in_the_name() =>
        Assert.Equal([(1, "Chỉ đạo, điều hành"), (2, "Cải cách thể chế")], With([["Lĩnh vực", "Điểm tối đa", "Kết quả"], ["1. Chỉ đạo, điều hành", "9,5", "8,1"], ["2. Cải cách thể chế", "10", "9"]])
            .Fields.Select(field => (field.Number, field.Name)));

    [Fact]
    public void Years_may_each_have_a_maximum_and_points_under_merged_headings()
    {
        var field = With(
        [
            ["TT", "Nội dung", "Năm 2022", "", "Năm 2023", "", "Tỷ lệ năm 2023 (%)"],
            ["", "", "Tối đa", "Đạt", "Tối đa", "Đạt", ""],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)=(6)/(5)"],
            ["1", "Chỉ đạo, điều hành", "15", "12", "16", "14.25", "89,06"],
            ["", "Tổng số", "15", "12", "16", "14,25", "89,06"],
        ]).Fields.Single();

        Assert.Equal((16m, 1.75m), (field.Max, field.Lost));
        Assert.Equal([(2022, 12m, null), (2023, 14.25m, (decimal?)89.06m)], field.Results.Select(result => (result.Year, result.Points, result.Percent)));
    }

    [Fact]
    public void A_table_broken_over_pages_is_one_table()
    {
        string[] head = ["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"];
        var reading = AnalysisReader.Read(SourceDocument.Of(
        [
            Title,
            AReport.Rows(head, ["1", "Chỉ đạo, điều hành", "10", "9"]),
            new Paragraph("2"),
            AReport.Rows(head, ["2", "Cải cách thể chế", "10", "8"]),
            AReport.Rows(["3", "Cải cách thủ tục hành chính", "10", "7"]),
        ]));

        Assert.Equal([1m, 2m, 3m], reading.Fields.Select(field => field.Lost));
    }

    [Fact]
    public void Where_no_table_gives_the_index_a_sentence_does()
    {
        var total = With([["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "100", "78,12"]], "").Totals;
        var said = AnalysisReader.Read(SourceDocument.Of(
        [
            Title, new Paragraph("Năm 2023, chỉ số của xã đạt 78,12 điểm, xếp thứ 4/8 xã, phường."),
            AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "100", "78,12"]),
        ])).Totals.Single();

        Assert.Empty(total);
        Assert.Equal((2023, 78.12m, 4, 8), (said.Year, said.Index, said.Rank, said.RankOf));
    }

    [Fact]
    public void A_table_of_losses_gives_deductions_with_the_code_in_the_name()
    {
        var reading = AnalysisReader.Read(SourceDocument.Of(
        [
            Title,
            AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "10", "9"], ["4", "Chế độ công vụ", "10", "8"]),
            new Paragraph("4. Chế độ công vụ"),
            AReport.Rows(["STT", "Tiêu chí", "Điểm trừ", "Lý do"], ["1", "TC 4.1 Vị trí việc làm", "1,5", "Chưa phê duyệt"], ["2", "Kỷ luật công vụ", "0,5", "Có người bị kỷ luật"]),
        ]));

        Assert.Equal(
            [("4.1", "Vị trí việc làm", 1.5m, 4), (null, "Kỷ luật công vụ", 0.5m, 4)],
            reading.Deductions.Select(deduction => (deduction.Criterion, deduction.CriterionName!, deduction.Points, deduction.Field)));
    }

    [Fact]
    public void Headings_within_a_field_do_not_end_it() =>
        Assert.Equal([1], AReport.Saying("2.1.1. Kết quả đạt được", "Đã làm tốt.", "a) Hạn chế", "Bị trừ 0,5 điểm do gửi muộn.").Deductions.Select(deduction => deduction.Field));

    [Fact]
    public void An_outline_number_is_no_criterion()
    {
        var deduction = AnalysisReader.Read(SourceDocument.Of(
        [
            Title,
            AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "10", "9"]),
            new Paragraph("1. Chỉ đạo, điều hành"), new Paragraph("1.2. Hạn chế"), new Paragraph("Bị trừ 0,5 điểm do gửi muộn."),
        ])).Deductions.Single();

        Assert.Null(deduction.Criterion);
    }

    [Theory]
    [InlineData("Sai pham trong Thanh tra", "")]
    [InlineData("UBND xã", "- 3 -")]
    public void Page_numbers_and_running_lines_do_not_break_a_sentence(string line, string number)
    {
        var reading = AReport.Saying("Tiêu chí 1.1 (trừ 1 điểm) do sai phạm trong", number.Length > 0 ? number : "Trang 3/12", line, "công tác quản lý.", "Tiêu chí 1.2 (trừ 1 điểm) do sai phạm", line, "4", "tại đơn vị.");

        Assert.Equal(["sai phạm trong công tác quản lý.", "sai phạm tại đơn vị."], reading.Deductions.Select(deduction => deduction.Reason));
    }

    [Theory]
    [InlineData("chưa thự-", "c hiện.", "chưa thực hiện.")]
    [InlineData("chậm báo-", "cáo quý.", "chậm báo cáo quý.")]
    public void A_word_cut_at_the_line_end_is_whole_again(string before, string after, string reason) =>
        Assert.Equal(reason, AReport.Deducting($"Tiêu chí 1.1 (trừ 1 điểm) do {before}", after).Reason);

    [Fact]
    public void Decomposed_letters_and_invisible_signs_do_not_matter() =>
        Assert.Equal("1.1", AReport.Deducting("Tiêu\u00A0chí 1.1 Báo cá\u00ADo (bị\u200B trừ 0,5 điểm) do gửi muộn.".Normalize(System.Text.NormalizationForm.FormD)).Criterion);

    [Theory]
    [InlineData("PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024")]
    [InlineData("B. GIẢI PHÁP KHẮC PHỤC")]
    [InlineData("PHẦN THỨ HAI. MỘT SỐ BIỆN PHÁP")]
    [InlineData("III. Giải pháp nâng cao chỉ số")]
    public void The_part_with_the_duties_is_called_many_ways(string heading) =>
        Assert.Equal(["Kiểm tra công vụ."], Duties(heading, "1. Phòng Nội vụ", "- Kiểm tra công vụ.").Directives.Select(directive => directive.Text));

    [Theory]
    [InlineData("- ", "- ")]
    [InlineData("+ ", "+ ")]
    [InlineData("a) ", "b) ")]
    [InlineData("(1) ", "(2) ")]
    [InlineData("1.1. ", "1.2. ")]
    [InlineData("", "")]
    public void Duties_are_marked_many_ways(string first, string second) =>
        Assert.Equal(["Kiểm tra công vụ.", "Mở lớp bồi dưỡng."], AReport.Giving("1. Phòng Nội vụ", $"{first}Kiểm tra công vụ.", $"{second}Mở lớp bồi dưỡng.").Read().Directives.Select(directive => directive.Text));

    [Theory]
    [InlineData("trước ngày 30/9/2024", "2024-09-30", DueKind.Before, false)]
    [InlineData("chậm nhất ngày 20 tháng 12 năm 2024", "2024-12-20", DueKind.OnOrBefore, false)]
    [InlineData("trong tháng 9/2024", "2024-09-30", DueKind.OnOrBefore, false)]
    [InlineData("trong quý III/2024", "2024-09-30", DueKind.OnOrBefore, false)]
    [InlineData("hoàn thành trong tháng 8", "2024-08-31", DueKind.OnOrBefore, true)]
    [InlineData("xong trước 15/10", "2024-10-15", DueKind.Before, true)]
    [InlineData("thường xuyên", null, null, false)]
    public void The_day_a_duty_is_due_is_read(string words, string? day, DueKind? kind, bool isSupplied)
    {
        var directive = AReport.Giving("1. Phòng Nội vụ", $"- Kiểm tra công vụ, {words}.").Read().Directives.Single();

        Assert.Equal((day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), kind), (directive.DueOn, directive.DueKind));
        Assert.Equal(isSupplied, directive.Doubts.Contains(new Doubt(ReadValue.DueOn, Doubt.YearSupplied)));
    }

    [Fact]
    public void A_duty_may_name_who_leads_and_who_helps()
    {
        var directive = AReport.Giving("- Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp, Phòng Y tế kiểm tra công vụ.").Read().Directives.Single();

        Assert.Equal(["Phòng Nội vụ"], directive.Units);
        Assert.Equal(["Phòng Tư pháp", "Phòng Y tế"], directive.Coordinating);
    }

    [Fact]
    public void A_duty_to_nobody_is_left_unread()
    {
        var reading = AReport.Giving("- Nâng cao chất lượng công vụ.").Read();

        Assert.Equal((UnreadKind.Directive, "Nâng cao chất lượng công vụ.", UnreadPassage.NoUnit), (reading.Unread.Single().Kind, reading.Unread.Single().Text, reading.Unread.Single().Why));
    }

    [Fact]
    public void Duties_may_stand_in_a_table()
    {
        var directive = AnalysisReader.Read(SourceDocument.Of(
        [
            Title,
            AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "10", "9"]),
            new Paragraph("II. NHIỆM VỤ"),
            AReport.Rows(["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"], ["1", "Gửi báo cáo đúng hạn", "Phòng TC-KH", "VP HĐND&UBND", "Trước 15/12/2024", "Báo cáo"]),
        ])).Directives.Single();

        Assert.Equal(("NHIỆM VỤ", "Gửi báo cáo đúng hạn", "Báo cáo", new DateOnly(2024, 12, 15), DueKind.Before), (directive.Group, directive.Text, directive.Product, directive.DueOn, directive.DueKind));
        Assert.Equal(["Phòng Tài chính - Kế hoạch"], directive.Units);
        Assert.Equal(["Văn phòng HĐND và UBND"], directive.Coordinating);
    }

    private static Paragraph Title => new("Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND xã Mẫu Sơn");

    private static AnalysisReading With(string[][] rows, params string[] said) =>
        AnalysisReader.Read(SourceDocument.Of([Title, AReport.Rows(rows), .. said.Length > 0 ? [new Paragraph("1. Chỉ đạo, điều hành")] : Array.Empty<Paragraph>(), .. said.Select(text => new Paragraph(text))]));

    private static AnalysisReading Duties(params string[] lines) => AnalysisReader.Read(SourceDocument.Of(
    [
        Title, new Paragraph("I. Kết quả"), AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm đạt"], ["1", "Chỉ đạo, điều hành", "10", "9"]),
        new Paragraph("Một."), new Paragraph("Hai."), new Paragraph("Ba."), .. lines.Select(line => new Paragraph(line)),
    ]));
}
