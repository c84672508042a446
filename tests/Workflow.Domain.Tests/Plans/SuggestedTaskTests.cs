using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Tasks;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;

namespace Workflow.Domain.Tests.Plans;

public sealed class SuggestedTaskTests
{
    private static readonly Unit Land = A("Phòng Tài nguyên - Môi trường", "Phòng TN-MT");
    private static readonly Unit Justice = A("Phòng Tư pháp");
    private static readonly Unit Schools = A("Phòng Giáo dục và Đào tạo", "Phòng GD&ĐT");
    private static readonly Unit[] Units = [Land, Justice, Schools];

    [Fact]
    public void Faults_counted_by_unit_give_a_task_for_each_and_their_points_add_up_to_the_deduction()
    {
        var tasks = Suggest(AnAnalysis.Deduction(0.02m, shares: [new("Phòng TN-MT", 7), new("Phòng Tư pháp", 4), new("Phòng GD&ĐT", 5)]));

        Assert.Equal([Land.Id, Justice.Id, Schools.Id], tasks.Select(task => task.Assignment.LeadUnitId!.Value));
        Assert.Equal([0.0088m, 0.005m, 0.0062m], tasks.Select(task => task.Share.Points));
        Assert.Equal(0.02m, tasks.Sum(task => task.Share.Points));
    }

    [Fact]
    public void A_single_share_is_the_whole_deduction() =>
        Assert.Equal(0.5m, Assert.Single(Suggest(AnAnalysis.Deduction(shares: [new("Phòng Tư pháp", 4)]))).Share.Points);

    [Theory]
    [InlineData("Báo cáo sơ kết đến nơi muộn", TaskKind.Reporting)]
    [InlineData("01 công chức bị kỷ luật", TaskKind.Sustained)]
    [InlineData("phải thu hồi sau thanh tra", TaskKind.Sustained)]
    [InlineData("phải nộp lại 29,504 triệu đồng theo kết luận thanh tra", TaskKind.Sustained)]
    [InlineData("số hợp tác xã mở mới ít hơn năm trước", TaskKind.Growth)]
    [InlineData("chưa đơn vị nào tăng mức độ tự chủ", TaskKind.Growth)]
    [InlineData("cả năm chưa đơn vị nào nâng được mức tự chủ", TaskKind.Growth)]
    [InlineData("tỷ lệ hồ sơ trực tuyến thấp", TaskKind.Indicator)]
    [InlineData("chưa mở cuộc thi tìm hiểu", TaskKind.Corrective)]
    public void The_kind_follows_from_what_the_reason_speaks_of(string reason, TaskKind kind) =>
        Assert.Equal(kind, Assert.Single(Suggest(AnAnalysis.Deduction(reason: reason))).Kind);

    [Fact]
    public void Figures_make_an_indicator_that_aims_at_all_of_them()
    {
        var task = Assert.Single(Suggest(AnAnalysis.Deduction(reason: "mới 10/46 thủ tục có người trả phí qua mạng", numerator: 10, denominator: 46)));

        Assert.Equal((TaskKind.Indicator, 100m), (task.Kind, task.Target!.Value));
    }

    [Fact]
    public void A_stated_deadline_that_was_missed_makes_a_reporting_duty()
    {
        var reading = AnAnalysis.Deduction(reason: "gửi ngày 26/5/2023") with { Dates = [new DatedFact(Day("2023-05-25"), DateMeaning.Due, DueKind.OnOrBefore, default)] };

        Assert.Equal(TaskKind.Reporting, Assert.Single(Suggest(reading)).Kind);
    }

    [Theory]
    [InlineData("chưa kiểm tra đủ", "2024-09-09", "2024-11-29")]
    [InlineData("01 công chức bị kỷ luật", "2024-09-09", "2024-12-31")]
    [InlineData("chưa kiểm tra đủ", "2024-12-02", "2024-12-30")]
    public void It_is_due_on_the_last_working_day_of_November_or_at_the_end_of_the_year_or_in_twenty_working_days(string reason, string today, string due)
    {
        var task = Assert.Single(SuggestedTask.For(AnAnalysis.With(AnAnalysis.Deduction(reason: reason)).Deductions, new UnitDirectory(Units), 2024, Day(today), Vietnamese));

        Assert.Equal(new DueDate(Day(due), DueKind.OnOrBefore), task.Assignment.Due);
    }

    [Fact]
    public void The_units_a_person_named_outweigh_what_was_suggested()
    {
        var reading = AnAnalysis.Deduction() with { SuggestedLead = Land.Name, SuggestedCoordinating = [Schools.Name] };
        var analysis = AnAnalysis.With(reading);
        analysis.Correct(1, new Correction(null, null, null, ["Phòng Tư pháp", "Phòng GD&ĐT", "Phòng không có"]), ATask.Coordinator, ATask.Now);

        var suggested = Assert.Single(SuggestedTask.For([AnAnalysis.One(reading)], new UnitDirectory(Units), 2024, Day("2024-09-09"), Vietnamese)).Assignment;
        var corrected = Assert.Single(SuggestedTask.For(analysis.Deductions, new UnitDirectory(Units), 2024, Day("2024-09-09"), Vietnamese)).Assignment;

        Assert.Equal((Land.Id, Schools.Id), (suggested.LeadUnitId!.Value, suggested.CoordinatingUnitIds.Single()));
        Assert.Equal((Justice.Id, Schools.Id), (corrected.LeadUnitId!.Value, corrected.CoordinatingUnitIds.Single()));
    }

    [Fact]
    public void A_long_title_ends_at_a_word()
    {
        var title = Assert.Single(Suggest(AnAnalysis.Deduction(name: string.Join(' ', Enumerable.Repeat("kiểm tra", 60))))).Title;

        Assert.EndsWith("…", title, StringComparison.Ordinal);
        Assert.True(title.Length <= 181);
        Assert.StartsWith("Kiểm tra", title, StringComparison.Ordinal);
        Assert.DoesNotContain(" …", title, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SuggestedTask> Suggest(DeductionReading reading) =>
        SuggestedTask.For(AnAnalysis.With(reading).Deductions, new UnitDirectory(Units), 2024, Day("2024-09-09"), Vietnamese);

    private static Unit A(string name, params string[] otherNames) =>
        new() { Id = UnitId.New(), AgencyId = ATask.Agency, Name = name, Kind = UnitKind.Office, OtherNames = [.. otherNames] };
}
