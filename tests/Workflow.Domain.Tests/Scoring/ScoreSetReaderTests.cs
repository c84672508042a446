using Workflow.Domain.Analyses;
using Workflow.Domain.Scoring;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

public sealed class ScoreSetReaderTests
{
    private static readonly string[] Heading = ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Hướng dẫn chấm"];

    [Fact]
    public void Every_coded_row_is_a_criterion_under_the_code_it_begins_with()
    {
        var rows = Read(Heading, ["1", "Chỉ đạo, điều hành", "3,5", ""], ["1.1.", "Báo cáo", "1,5", ""], ["1.1.1", "Báo cáo quý", "1,5", ""], ["1.2", "Kiểm tra", "2", ""]);

        Assert.Equal(
            [("1", null, 3.5m), ("1.1", "1", 1.5m), ("1.1.1", "1.1", 1.5m), ("1.2", "1", 2m)],
            rows.Select(row => (row.Code, row.ParentCode, row.Max)));
    }

    [Fact]
    public void Roman_fields_count_their_criteria_anew_where_the_table_does()
    {
        var rows = Read(Heading, ["I", "Chỉ đạo", "2", ""], ["1", "Kế hoạch", "2", ""], ["1.1", "Ban hành", "2", ""], ["II", "Thể chế", "3", ""], ["1", "Rà soát", "3", ""]);

        Assert.Equal(["1", "1.1", "1.1.1", "2", "2.1"], rows.Select(row => row.Code));
    }

    [Fact]
    public void Roman_fields_above_whole_codes_leave_them_as_they_are()
    {
        var rows = Read(Heading, ["IV", "Bộ máy", "2", ""], ["4.1", "Sắp xếp", "2", ""]);

        Assert.Equal([("4", null), ("4.1", "4")], rows.Select(row => (row.Code, row.ParentCode)));
    }

    [Fact]
    public void What_stands_below_a_criterion_without_a_code_says_how_its_points_are_given()
    {
        var rows = Read(Heading, ["1", "Thể chế", "1", ""], ["1.1", "Tỷ lệ văn bản đúng hạn", "1", ""], ["", "Đạt 100%", "1", ""], ["", "Từ 80% đến dưới 100%", "0,5", ""], ["", "Tổng cộng", "1", ""]);

        Assert.Equal("Đạt 100%: 1\nTừ 80% đến dưới 100%: 0,5", rows[1].Guidance);
        Assert.Equal(ScoringRuleKind.Tiers, rows[1].Rule);
        Assert.Null(rows[0].Rule);
    }

    [Fact]
    public void A_table_broken_over_pages_goes_on_with_or_without_its_heading_again()
    {
        var rows = ScoreSetReader.Read(Document(
            [Heading, ["1", "Chỉ đạo", "2", ""], ["1.1", "Kế hoạch", "1", ""]],
            [Heading, ["1.2", "Báo cáo", "1", ""]],
            [["2", "Thể chế", "3", ""]]));

        Assert.Equal(["1", "1.1", "1.2", "2"], rows.Select(row => row.Code));
    }

    [Theory]
    [InlineData("Mức độ hài lòng của người dân", "", ScoringRuleKind.Survey)]
    [InlineData("Tỷ lệ hồ sơ trực tuyến", "Tính theo công thức: b/a x điểm tối đa", ScoringRuleKind.Ratio)]
    [InlineData("Báo cáo định kỳ", "Gửi đúng thời gian quy định: 0,5 điểm", ScoringRuleKind.Deadline)]
    [InlineData("Kỷ luật, kỷ cương", "Mỗi trường hợp bị kỷ luật trừ 0,5 điểm", ScoringRuleKind.Penalty)]
    [InlineData("Số hợp tác xã thành lập mới", "Cao hơn năm trước: 1 điểm", ScoringRuleKind.Growth)]
    [InlineData("Sáng kiến", "Điểm thưởng tối đa 1 điểm", ScoringRuleKind.Bonus)]
    [InlineData("Chất lượng tham mưu", "", ScoringRuleKind.Manual)]
    [InlineData("Kế hoạch cải cách hành chính", "Không ban hành: 0", ScoringRuleKind.Binary)]
    [InlineData("Kế hoạch cải cách hành chính", "Nếu có: 1", ScoringRuleKind.Binary)]
    [InlineData("Tỷ lệ giải quyết", "Từ 80% trở lên: 1; dưới 80%: 0", ScoringRuleKind.Tiers)]
    [InlineData("Tỷ lệ giải quyết", "Từ 80% trở lên: 1", ScoringRuleKind.Manual)]
    [InlineData("Tuyên truyền", "Hội nghị: 0,25 điểm; chuyên mục: 0,75 điểm", ScoringRuleKind.Checklist)]
    [InlineData("Tuyên truyền", "Hội nghị: 0,25 điểm", ScoringRuleKind.Manual)]
    public void The_words_suggest_the_rule(string name, string guidance, ScoringRuleKind expected) =>
        Assert.Equal(expected, Read(Heading, ["1", name, "1", guidance])[0].Rule);

    [Fact]
    public void The_maximum_of_a_row_with_components_may_be_left_to_them() =>
        Assert.Equal(3m, Read(Heading, ["1", "Chỉ đạo", "", ""], ["1.1", "Kế hoạch", "1", ""], ["1.2", "Báo cáo", "2", ""])[0].Max);

    [Fact]
    public void A_maximum_that_is_left_to_components_is_left_to_theirs_where_they_leave_it_too() =>
        Assert.Equal([6m, 4m, 4m, 2m], Read(Heading, ["1", "A", "", ""], ["1.1", "B", "", ""], ["1.1.1", "C", "4", ""], ["1.2", "D", "2", ""]).Select(row => row.Max));

    [Fact]
    public void Every_row_keeps_its_place_its_name_and_its_guidance()
    {
        var rows = Read(Heading, ["1", " Chỉ đạo ", "2", ""], ["1.1", "Kế hoạch", "2", "Ban hành trước ngày 31/12"], ["", "Ban hành muộn", "0", ""]);

        Assert.Equal(
            [new CriterionRow(1, "1", null, "Chỉ đạo", 2, null, null), new CriterionRow(2, "1.1", "1", "Kế hoạch", 2, ScoringRuleKind.Deadline, "Ban hành trước ngày 31/12\nBan hành muộn: 0")],
            rows);
    }

    [Fact]
    public void What_says_how_points_are_given_may_stand_without_points()
    {
        var rows = Read(["STT", "Tiêu chí", "Điểm tối đa"], ["1", "Kế hoạch", "2"], ["", "Chấm theo kết luận của hội đồng", ""]);

        Assert.Equal("Chấm theo kết luận của hội đồng", rows[0].Guidance);
    }

    [Fact]
    public void Rows_before_the_first_code_rows_with_another_code_and_headings_say_nothing()
    {
        var rows = ScoreSetReader.Read(Document(
            [Heading, ["", "Phần thứ nhất", "", ""], ["1", "Kế hoạch", "2", ""], ["*", "Ghi chú", "", ""], ["", "", "5", ""], ["", "Tiêu chí", "Điểm tối đa", ""], ["", "CỘNG", "2", ""]]));

        Assert.Equal([null], rows.Select(row => row.Guidance));
    }

    [Theory]
    [InlineData("Điểm chuẩn")]
    [InlineData("Thang điểm")]
    [InlineData("ĐIỂM TỐI ĐA")]
    public void The_column_of_maxima_is_known_by_its_words(string heading) =>
        Assert.Equal(2m, Read(["STT", "Nội dung", heading], ["1", "Kế hoạch", "2"])[0].Max);

    [Fact]
    public void The_maximum_goes_before_other_words_for_it() =>
        Assert.Equal(2m, Read(["STT", "Nội dung", "Thang điểm", "Điểm tối đa"], ["1", "Kế hoạch", "9", "2"])[0].Max);

    [Fact]
    public void A_table_whose_names_and_maxima_share_a_column_is_none() =>
        Refused(ScoreSetReader.ATableOfCriteriaIsNeeded, ["STT", "Tiêu chí và điểm tối đa"], ["1", "2"]);

    [Fact]
    public void A_component_stands_under_the_nearest_code_there_is() =>
        Assert.Equal([null, "1", "1", "1.2.1"], Read(Heading, ["1", "A", "3", ""], ["1.1.1", "B", "1", ""], ["1.2.1", "C", "2", ""], ["1.2.1.a", "D", "2", ""]).Select(row => row.ParentCode));

    [Theory]
    [InlineData("I", "1")]
    [InlineData("III", "3")]
    [InlineData("IV", "4")]
    [InlineData("V", "5")]
    [InlineData("VIII", "8")]
    [InlineData("IX", "9")]
    [InlineData("XIV", "14")]
    [InlineData("XXIX", "29")]
    public void Roman_numerals_are_fields(string roman, string code) => Assert.Equal(code, Assert.Single(Read(Heading, [roman, "A", "3", ""])).Code);

    [Fact]
    public void Three_thousand_rows_are_the_most()
    {
        Assert.Equal(3000, Read([Heading, .. Rows(3000)]).Count);
        Refused(ScoreSetReader.ATableOfCriteriaIsNeeded, [Heading, .. Rows(3001)]);

        static IEnumerable<string[]> Rows(int count) => Enumerable.Range(0, count).Select(at => (string[])[$"{(at / 90) + 1}.{(at % 90) + 1}", "A", "1", ""]);
    }

    [Fact]
    public void No_such_table_is_refused() => Refused(ScoreSetReader.ATableOfCriteriaIsNeeded, ["Họ tên", "Ngày sinh"], ["An", "1/1/1990"]);

    [Fact]
    public void A_code_in_two_rows_is_refused() => Refused(ScoreSetReader.ACodeStandsOnce, Heading, ["1", "A", "1", ""], ["1", "B", "1", ""]);

    [Fact]
    public void A_criterion_without_maximum_is_refused() => Refused(ScoreSetReader.ACriterionHasAMaximum, Heading, ["1", "A", "", ""]);

    private static void Refused(Rule rule, params string[][] rows) =>
        Assert.Equal([rule], Assert.Throws<RuleBrokenException>(() => Read(rows)).Rules);

    private static IReadOnlyList<CriterionRow> Read(params string[][] rows) => ScoreSetReader.Read(Document(rows));

    private static SourceDocument Document(params string[][][] tables) => SourceDocument.Of(tables.Select(rows => new Table([.. rows])));
}
