using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>A year ends, its index is published, and the next plan begins where this one left off.</summary>
public sealed class YearLoopTests
{
    /// <summary>The year after: of the three criteria that had cost half a point each, 1.2 costs 0.3 again, and 1.9 is new.</summary>
    private const string NextYear = """
        BÁO CÁO
        Phân tích Chỉ số cải cách hành chính năm 2024 và giải pháp năm 2025 của UBND huyện Mẫu Sơn

        I. PHÂN TÍCH

        STT	Lĩnh vực	Năm 2023 (đạt/tối đa)	Năm 2024 (đạt/tối đa)
        1	Cải cách thể chế	20/40	21/40
        2	Cải cách tài chính công	2,5/7	3/7

        2.1. Lĩnh vực cải cách thể chế

        Tiêu chí 1.2. Kiểm tra văn bản đợt 2 (trừ 0,3 điểm) do còn 02 văn bản chưa được kiểm tra.

        Tiêu chí 1.9. Rà soát văn bản (trừ 0,5 điểm) do chưa công bố kết quả rà soát.

        2.2. Lĩnh vực cải cách tài chính công

        Lĩnh vực này đạt 3/7 điểm.
        """;

    private readonly CancellationToken none = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_result_is_read_and_confirmed_there_is_nothing_to_compare()
    {
        await using var host = await WorkflowHost.StartAsync();
        var plan = await AYearAsync(host);
        var before = await host.SendAs(plan.Agency.Viewer, new YearResult.Query(plan.Id));
        await UploadAsync(host, plan.Agency);
        var unconfirmed = await host.SendAs(plan.Agency.Viewer, new YearResult.Query(plan.Id));

        Assert.Null(before.Real);
        Assert.Null(unconfirmed.Real);
    }

    [Fact]
    public async Task The_projection_is_held_against_the_real_result_by_total_field_and_criterion()
    {
        await using var host = await WorkflowHost.StartAsync();
        var plan = await AYearAsync(host);
        await ConfirmedAsync(host, plan.Agency);

        var real = (await host.SendAs(plan.Agency.Viewer, new YearResult.Query(plan.Id))).Real!;

        // Verified 1.1; accepted 1.2 at 0.5; assigned and overdue 1.3 at 0.4 × 0.6.
        Assert.Equal(new DateOnly(2024, 12, 31), real.AsOf);
        Assert.Equal((22.5m, 23m, 24m), (real.Total.Base, real.Total.Secured, real.Total.Real));
        Assert.Equal(real.Total.Real - real.Total.Expected, real.Total.Difference);
        Assert.True(real.Total.WithinReach);
        Assert.Equal([21m, 3m], real.Fields.Select(field => field.Line!.Real));
        Assert.Equal(
            [("1.1", 0.5m, 0m, 0.5m), ("1.2", 0.5m, 0.3m, 0.2m), ("1.3", 0.5m, 0m, 0.5m)],
            real.Criteria.Select(criterion => (criterion.Code, criterion.Deducted, criterion.Again, criterion.Real)));
    }

    [Fact]
    public async Task The_likelihoods_are_held_against_what_came_back()
    {
        await using var host = await WorkflowHost.StartAsync();
        var plan = await AYearAsync(host);
        await ConfirmedAsync(host, plan.Agency);

        var calibration = (await host.SendAs(plan.Agency.Viewer, new YearResult.Query(plan.Id))).Real!.Calibration;

        Assert.Equal(3, calibration.Bands.Sum(band => band.Stakes));
        Assert.Equal((1m, 1m), (calibration.Bands[^1].From, calibration.Bands[^1].CameBack));
        Assert.Equal(2.4m, calibration.Bands.Sum(band => band.CameBack));
        Assert.InRange(calibration.Brier!.Value, 0.0001m, 1m);
    }

    [Fact]
    public async Task What_is_deducted_again_cites_the_old_deduction_and_its_task()
    {
        await using var host = await WorkflowHost.StartAsync();
        var plan = await AYearAsync(host);
        var analysis = await ConfirmedAsync(host, plan.Agency);

        var again = Assert.Single(await host.SendAs(plan.Agency.Chairman, new RepeatedDeductions.Query(analysis)));

        Assert.Equal(("1.2", 0.3m), (again.Criterion, again.Points));
        Assert.Equal((2023, 2, 0.5m), (again.Before.Year, again.Before.Ordinal, again.Before.Points));
        Assert.Equal([2], again.Before.Tasks.Select(task => task.Number));
    }

    [Fact]
    public async Task Standing_duties_go_on_in_the_next_plan_and_say_where_they_come_from()
    {
        await using var host = await WorkflowHost.StartAsync();
        var plan = await AYearAsync(host);
        var duty = await AStandingDutyAsync(host, plan);
        var analysis = await ConfirmedAsync(host, plan.Agency);

        var next = new PlanId(await host.SendAs(plan.Agency.Coordinator, new DraftPlan.Command(analysis, 2025, null)));
        var tasks = await host.SeeAsync(plan.Agency.Id, db => db.Tasks.AsNoTracking().Where(task => task.PlanId == next).OrderBy(task => task.Number).ToListAsync(none));
        var carried = tasks[^1];
        var details = await host.SendAs(plan.Agency.Coordinator, new TaskDetails.Query(carried.Id));

        Assert.Equal([null, null, duty], tasks.Select(task => task.CarriedFromId));
        Assert.Equal((TaskKind.Standing, "Công khai tiến độ giải quyết hồ sơ hằng tháng", plan.Agency.Unit("Phòng Tư pháp")), (carried.Kind, carried.Title, carried.LeadUnitId!.Value));
        Assert.Null(carried.DueOn);
        Assert.Equal((duty.Value, 2024), (details.CarriedFrom!.Id, details.CarriedFrom.Year));
    }

    [Fact]
    public async Task Programs_ask_for_the_result_and_another_agency_sees_none()
    {
        await using var host = await WorkflowHost.StartAsync();
        var plan = await AYearAsync(host);
        var analysis = await ConfirmedAsync(host, plan.Agency);
        using var client = await host.SignIn(plan.Agency.People["chutich"]);
        using var stranger = await host.SignIn((await Given.AnAgencyAsync(host)).People["chutich"]);

        var result = await client.ReadAsync($"/plans/{plan.Id.Value}/result");
        var repeated = await client.ReadAsync($"/analyses/{analysis.Value}/repeated");

        Assert.Equal(24m, result.Body.GetProperty("real").GetProperty("total").GetProperty("real").GetDecimal());
        Assert.Equal(1, repeated.Body.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync($"/plans/{plan.Id.Value}/result")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync($"/analyses/{analysis.Value}/repeated")).Status);
    }

    /// <summary>Three tasks of half a point: the first is verified, the second accepted, the third left; and the year is over.</summary>
    private static async Task<PlanCase> AYearAsync(WorkflowHost host)
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), new DateOnly(2024, 11, 29), tasks: 3);
        await plan.FinishAsync(1);
        await plan.VerifyAsync(1);
        await plan.AcceptAsync(2);
        host.SetClock(WorkflowHost.At(2025, 2, 10));
        return plan;
    }

    private static async Task<AnalysisId> UploadAsync(WorkflowHost host, AgencyCase agency) =>
        new(await host.SendAs(agency.Coordinator, new UploadAnalysis.Command("", [], NextYear)));

    private static async Task<AnalysisId> ConfirmedAsync(WorkflowHost host, AgencyCase agency)
    {
        var analysis = await UploadAsync(host, agency);
        await host.SendAs(agency.Coordinator, new ConfirmAnalysis.Command(analysis, DespiteDoubts: true));
        return analysis;
    }

    private async Task<RemediationTaskId> AStandingDutyAsync(WorkflowHost host, PlanCase plan) => await host.SeeAsync(plan.Agency.Id, async db =>
    {
        var duty = RemediationTask.Draft(
            plan.Id, plan.Agency.Id, 4, "Công khai tiến độ giải quyết hồ sơ hằng tháng", TaskKind.Standing, [], null, new Assignment(plan.Agency.Unit("Phòng Tư pháp"), [], null));
        db.Tasks.Add(duty);
        await db.SaveChangesAsync(none);
        return duty.Id;
    });
}
