using Xunit;

namespace Workflow.Domain.Tests.Analyses;

public sealed class ScoreTableTests
{
    [Fact]
    public void Points_out_of_a_maximum_are_read_for_each_year()
    {
        var field = AReport.Saying().Fields[0];

        Assert.Equal((1, "Cải cách thể chế", 5m), (field.Number, field.Name, field.Max));
        Assert.Equal([(2022, 4.5m), (2023, 4m)], field.Results.Select(result => (result.Year, result.Points)));
    }

    [Fact]
    public void A_column_of_its_own_may_hold_the_maximum()
    {
        var field = new AReport().WithScores(AReport.Rows(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm năm 2023"], ["1", "Cải cách thể chế", "5", "4,25"])).Read().Fields.Single();

        Assert.Equal((5m, 4.25m, 0.75m), (field.Max, field.Results.Single().Points, field.Lost));
    }

    [Fact]
    public void A_heading_merged_over_two_years_counts_for_both()
    {
        var percents = AReport.Rows(["STT", "Lĩnh vực", "Chỉ số (%)", "", "Tăng/giảm"], ["", "", "Năm 2022", "Năm 2023", ""], ["1", "Cải cách thể chế", "90", "80", "- 10"]);

        var field = new AReport().WithScores(AReport.Rows(["STT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["1", "Cải cách thể chế", "4,5/5", "4/5"]), percents).Read().Fields.Single();

        Assert.Equal([90m, 80m], field.Results.Select(result => result.Percent!.Value));
    }

    [Fact]
    public void Totals_have_two_parts_an_index_and_a_rank_among_all()
    {
        var total = new AReport().WithTotals(
            ["Năm", "Điểm HĐTĐ", "Điểm điều tra xã hội học", "PAR INDEX (%)", "Xếp hạng (/8 huyện)"], ["2023", "55,81", "22,31", "78,12", "4"]).Read().Totals.Single();

        Assert.Equal((2023, 55.81m, 22.31m, 78.12m, 4, 8), (total.Year, total.Appraised, total.Survey, total.Index, total.Rank, total.RankOf));
    }

    [Fact]
    public void A_rank_may_say_of_how_many_in_its_cell()
    {
        var total = new AReport().WithTotals(["Năm", "Chỉ số", "Xếp hạng"], ["Năm 2023", "78,12", "4/8"]).Read().Totals.Single();

        Assert.Equal((4, 8), (total.Rank, total.RankOf));
    }

    [Fact]
    public void Losses_are_the_deductions_and_a_remainder()
    {
        var field = AReport.Saying("Tiêu chí 1.1 (trừ 0,25 điểm) do gửi chậm.", "Tiêu chí 1.2 (trừ 0,5 điểm) do thiếu.").Fields[0];

        Assert.Equal((1m, 0.75m, 0.25m), (field.Lost, field.Explained, field.Remainder));
    }
}
