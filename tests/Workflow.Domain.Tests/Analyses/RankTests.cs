using Workflow.Domain.Analyses;
using Xunit;

namespace Workflow.Domain.Tests.Analyses;

/// <summary>Ranks against points, against the bodies named ahead, against the year before; bodies of equal points share a rank.</summary>
public sealed class RankTests
{
    private static readonly string[][] Totals = [["Năm", "Chỉ số", "Xếp hạng (/8 huyện)"], ["2022", "72,07", "3"], ["2023", "78,12", "4"]];

    [Theory]
    [InlineData("Đạt 4/5 điểm, xếp hạng thứ 4 sau Than Uyên, Tân Uyên và TP. Lai Châu.")]
    [InlineData("Đạt 4/5 điểm. Xếp hạng thứ 2/8 huyện, thành phố sau huyện Than Uyên.")]
    [InlineData("Đạt 4/5 điểm, cùng xếp hạng thứ 2 sau Than Uyên và Tân Uyên.")]
    [InlineData("Đạt 4/5 điểm, xếp hạng thứ 7 sau khi kiểm tra lại.")]
    [InlineData("Đạt 4/5 điểm, xếp hạng thứ 7 sau Than Uyên và các huyện khác.")]
    public void A_rank_that_can_be_is_left_alone(string said) => Assert.Empty(RanksIn(AReport.Saying(said)));

    [Theory]
    [InlineData("Đạt 4/5 điểm, xếp hạng thứ 5 sau Than Uyên, Tân Uyên và TP. Lai Châu.", "5", "3")]
    [InlineData("Đạt 4/5 điểm, xếp hạng thứ 2 sau Than Uyên, Tân Uyên.", "2", "2")]
    [InlineData("Đạt 4/5 điểm, cùng xếp hạng thứ 4 sau Than Uyên, Tân Uyên.", "4", "2")]
    public void A_rank_is_one_more_than_those_ahead_unless_they_share_ranks(string said, string rank, string ahead)
    {
        var found = Assert.Single(RanksIn(AReport.Saying(said)));

        Assert.Equal((Discrepancy.RankAhead, rank, ahead), (found.Code, found.Facts[0], found.Facts[1]));
    }

    [Fact]
    public void A_rank_beyond_those_ranked_is_shown() =>
        Assert.Equal(["9", "8"], Assert.Single(RanksIn(AReport.Saying("Đạt 4/5 điểm, xếp hạng 9/8.")), found => found.Code == Discrepancy.RankBeyond).Facts);

    [Theory]
    [InlineData("5/5", "Đạt 5/5 điểm, cùng xếp hạng thứ 1.", false)]
    [InlineData("5/5", "Đạt 5/5 điểm, xếp hạng thứ 2/8.", true)]
    [InlineData("4/5", "Đạt 4/5 điểm, xếp hạng thứ 2/8.", false)]
    public void Full_points_are_the_first_rank(string points, string said, bool isShown)
    {
        var reading = new AReport().WithScores(AReport.Rows(["STT", "Lĩnh vực", "Năm 2023"], ["1", "Cải cách thể chế", points])).After(said).Read();

        Assert.Equal(isShown, RanksIn(reading).Any(found => found.Code == Discrepancy.RankBelowFull));
    }

    [Theory]
    [InlineData("Năm 2023, chỉ số của huyện giảm 1 hạng so với năm 2022.", null)]
    [InlineData("Chỉ số thành phần cải cách thể chế tăng 2 hạng so với năm 2022.", null)]
    [InlineData("Năm 2023, chỉ số của huyện tăng 1 hạng so với năm 2022.", "tăng 1 hạng so với năm 2022")]
    [InlineData("Năm 2023, huyện giữ nguyên thứ hạng so với năm 2022.", "giữ nguyên thứ hạng so với năm 2022")]
    public void How_far_the_rank_moved_is_held_against_both_years(string said, string? words)
    {
        var reading = AnalysisReader.Read(SourceDocument.Of(
        [
            new Paragraph("Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND huyện Mẫu Sơn"),
            AReport.Rows(Totals),
            new Paragraph(said),
            AReport.Rows(["STT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["1", "Cải cách thể chế", "4,5/5", "4/5"]),
        ]));

        var found = RanksIn(reading);
        Assert.Equal(words is null ? [] : [words, "2022", "3", "2023", "4"], found.SelectMany(one => one.Facts));
    }

    [Theory]
    [InlineData("4,8", "5,2", true)]
    [InlineData("4", "4", false)]
    public void Points_said_to_be_shared_are_those_of_the_table(string points, string shared, bool isShown)
    {
        var reading = new AReport().WithScores(AReport.Rows(["STT", "Lĩnh vực", "Năm 2023"], ["1", "Cải cách thể chế", $"{points}/13,5"]))
            .After($"Cùng xếp hạng số 2 (bao gồm huyện Mẫu Sơn và Thành phố có số điểm bằng nhau {shared}/13,50).").Read();

        Assert.Equal(isShown, reading.Discrepancies.Any(found => found.Code == Discrepancy.ProseContradictsTable));
    }

    [Fact]
    public void A_table_of_bodies_ranks_equal_points_alike_and_more_points_higher()
    {
        var found = RanksIn(new AReport().WithScores(
            AReport.Rows(["STT", "Lĩnh vực", "Năm 2023"], ["1", "Cải cách thể chế", "4/5"]),
            AReport.Rows(
                ["STT", "Huyện, thành phố", "Điểm thẩm định", "Chỉ số CCHC", "Xếp hạng"],
                ["1", "Than Uyên", "60", "85,5", "1"], ["2", "Tân Uyên", "61", "84,2", "2"], ["3", "Mường Tè", "59", "84,2", "2"],
                ["4", "Mẫu Sơn", "58", "80,1", "4"], ["5", "Phong Thổ", "57", "80,1", "5"], ["6", "Sìn Hồ", "56", "70,5", "8"], ["7", "Nậm Nhùn", "56", "71,5", "9"])).Read());

        Assert.Equal(
            [["Mẫu Sơn", "80,1", "4", "Phong Thổ", "80,1", "5"], ["Nậm Nhùn", "71,5", "9", "Sìn Hồ", "70,5", "8"]],
            found.Where(one => one.Code == Discrepancy.RankOrder).Select(one => one.Facts.ToArray()));
    }

    [Fact]
    public void A_table_of_bodies_is_no_table_of_fields()
    {
        var reading = new AReport().WithScores(
            AReport.Rows(["STT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["1", "Cải cách thể chế", "4,5/5", "4/5"], ["2", "Cải cách tài chính công", "2,4/7", "2,5/7"]),
            AReport.Rows(["STT", "Đơn vị", "Điểm đạt/điểm tối đa", "Xếp hạng"], ["1", "Huyện Than Uyên", "85,5/100", "1"], ["2", "Huyện Mẫu Sơn", "78,1/100", "2"], ["3", "Huyện Sìn Hồ", "70/100", "3"])).Read();

        Assert.Equal(["Cải cách thể chế", "Cải cách tài chính công"], reading.Fields.Select(field => field.Name));
        Assert.Empty(RanksIn(reading));
    }

    private static IReadOnlyList<Discrepancy> RanksIn(AnalysisReading reading) =>
        [.. reading.Discrepancies.Where(found => found.Code.StartsWith("rank-", StringComparison.Ordinal))];
}
