using System.Globalization;
using System.Net;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Workflow.Web.Components;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>What stands behind a projected score: its rows, what is lacking, the survey, and what made the difference between two days.</summary>
public sealed class ProjectionPageTests(WebHost web)
{
    [Fact]
    public async Task What_an_indicator_lacks_stands_at_its_row_and_its_task_and_follows_the_figures_reported()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await Given.APublishedPlanAsync(web.Workflow, agency);
        var reader = await web.SignedInAsync(agency, "chutich");
        var task = (await plan.TasksAsync()).Single(task => task.BaseNumerator == 10);
        var before = await RowAsync(reader, plan, task.Number);

        await plan.AcceptAsync(task.Number);
        task = await plan.TaskAsync(task.Number);
        await web.Workflow.SendAs(await plan.HeadAsync(task.Number), new ReportProgress.Command(task.Id, task.Version, null, 30, 46, null));
        var after = await RowAsync(reader, plan, task.Number);

        Assert.Contains("Cần thêm 36 trên tổng số 46 để đạt mục tiêu 100%.", before, StringComparison.Ordinal);
        Assert.Contains("0,78 điểm × khả năng 40% = kỳ vọng 0,31", before, StringComparison.Ordinal);
        Assert.Contains("Cần thêm 16 trên tổng số 46 để đạt mục tiêu 100%.", after, StringComparison.Ordinal);
        Assert.Contains("số liệu báo cáo đem lại 0,43 điểm, còn 0,35 điểm × khả năng 73% → kỳ vọng 0,69", after, StringComparison.Ordinal);
        Assert.Contains("Cần thêm 16 trên tổng số 46", (await reader.OpenAsync($"/tasks/{task.Id}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chairman_reads_how_sure_the_total_is_and_what_the_survey_may_give()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await Given.APublishedPlanAsync(web.Workflow, agency);
        var told = await web.Workflow.SendAs(agency.Chairman, new ProjectionDetails.Query(plan.Id));

        var page = await (await web.SignedInAsync(agency, "chutich")).OpenAsync("/overview");

        var section = page.Html.QuerySelector("section[aria-labelledby=spread]")!;
        Assert.Equal(
            [Said(told.Quantiles!.P10), Said(told.Quantiles.P50), Said(told.Quantiles.P90)],
            section.QuerySelectorAll("dl .points").Select(points => points.TextContent));
        Assert.Contains("Có thể từ 20,57 đến 24,03 điểm.", section.TextContent, StringComparison.Ordinal);
        Assert.Contains("mọi tổng điểm giảm 1,73; ở mức cao nhất, tăng 1,73", section.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_incident_took_is_gone_wherever_the_task_is_shown()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await Given.APublishedPlanAsync(web.Workflow, agency);
        var reader = await web.SignedInAsync(agency, "chutich");
        var task = (await plan.TasksAsync()).First(task => task is { Kind: TaskKind.Sustained, Points: 2 });
        await web.Workflow.SendAs(agency.Coordinator, new RecordIncident.Command(task.Id, task.Version, new DateOnly(2024, 9, 9), "Một công chức bị kỷ luật."));

        var page = await reader.OpenAsync($"/tasks/{task.Id}");
        var supposing = await reader.OpenAsync($"/plans/{plan.Id}/what-if");

        Assert.Contains("đã mất 2,00 điểm, không lấy lại được", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("khả năng lấy lại", page.Main, StringComparison.Ordinal);
        Assert.Equal("đã mất 2,00 điểm, không lấy lại được", (await RowAsync(reader, plan, task.Number)).Split("tiếp nhận ")[^1]);
        Assert.Equal("0,00", supposing.Html.QuerySelectorAll("form tbody tr").Single(row => row.QuerySelector($"input[value='{task.Id}']") is not null).QuerySelector("td.number")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("vi", "22,3 điểm")]
    [InlineData("en", "22.3 points")]
    public void Sentences_of_the_calculator_write_their_numbers_as_the_reader_does(string language, string wanted)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);

        Assert.Contains(wanted, RuleWords.Of([new Said("survey-band", ["22,3", "2023", "1,73", "2022"])])[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_days_are_compared_by_task_and_every_reason_of_a_change_is_worded()
    {
        await using var host = await WorkflowHost.StartWithPagesAsync();
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29), tasks: 2);
        var reader = new Reader(await host.SignIn(agency.People["chutich"]));
        var none = await reader.OpenAsync($"/plans/{plan.Id}/changes");
        await host.SweepAtAsync(WorkflowHost.At(2024, 9, 10));
        await plan.AcceptAsync(2);
        await host.SweepAtAsync(WorkflowHost.At(2024, 9, 11));
        var task = await plan.TaskAsync();
        await host.SendAs(agency.Coordinator, new RedateTask.Command(task.Id, task.Version, new DateOnly(2024, 9, 12), DueKind.OnOrBefore, "Theo yêu cầu của tỉnh."));

        var overview = await reader.OpenAsync("/overview");
        var week = await reader.OpenAsync($"/plans/{plan.Id}/changes");
        var tooEarly = await reader.OpenAsync($"/plans/{plan.Id}/changes?from=2024-09-01&to=2024-09-11");
        var backwards = await reader.OpenAsync($"/plans/{plan.Id}/changes?from=2024-09-11&to=2024-09-10");

        Assert.Contains("Chưa có ngày nào để so sánh", none.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, overview.Status);
        Assert.Contains(overview.Html.QuerySelectorAll(".movers li"), mover => mover.TextContent.Contains("Đổi thời hạn", StringComparison.Ordinal));

        // Accepted: 0.5 × (0.5 − 0.4); two days left of ten: 0.5 × (0.4 × 0.68 to 2 decimals − 0.4).
        Assert.Equal(["22,90", "22,89", "-0,02"], week.Html.QuerySelectorAll("section[aria-labelledby=totals] tbody tr")[1].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["1.", "2."], week.Html.QuerySelectorAll("section[aria-labelledby=tasks] tbody th").Select(cell => cell.TextContent.Trim()[..2]));
        Assert.Equal(["-0,07", "+0,05"], week.Html.QuerySelectorAll("section[aria-labelledby=tasks] tbody td:nth-of-type(2)").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Không có điểm dự kiến của ngày này", tooEarly.Refusal, StringComparison.Ordinal);
        Assert.Contains("Ngày đầu phải trước ngày sau", backwards.Refusal, StringComparison.Ordinal);
        EveryPageTests.AssertClean(week);
    }

    private static async Task<string> RowAsync(Reader reader, PlanCase plan, int task)
    {
        var page = await reader.OpenAsync($"/plans/{plan.Id}/projection");
        var row = page.Html.QuerySelectorAll(".movers li").Single(row => row.TextContent.Contains($"{task}. ", StringComparison.Ordinal) && row.QuerySelector($"a[href*='/tasks/']")!.TextContent.StartsWith($"{task}. ", StringComparison.Ordinal));
        return string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Said(decimal points) => Figures.Rounded(points).Replace('.', ',');
}
