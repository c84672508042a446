using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>What the projection is reckoned from, through the acts of people and the passing of days.</summary>
public sealed class CalculatorTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly DateOnly Due = new(2024, 11, 29);

    [Fact]
    public async Task An_incident_costs_at_once_is_withdrawn_with_a_reason_and_is_refused_to_others()
    {
        var plan = await Given.APublishedPlanAsync(host, await Given.AnAgencyAsync(host));
        var number = (await plan.TasksAsync()).First(task => task.Kind is TaskKind.Sustained).Number;
        using var coordinator = await host.SignIn(plan.Agency.People["thuongtruc.cchc"]);
        var before = await plan.TaskAsync(number);
        var ceiling = (await ShownAsync(plan)).Ceiling;
        var on = DateOnly.FromDateTime(host.Clock.GetUtcNow().DateTime);

        Assert.Equal("task.incident-day-out-of-range", (await coordinator.PostAsync($"/tasks/{before.Id}/incidents", new { before.Version, on = on.AddYears(-1), note = "x" })).Code);
        Assert.Equal("task.incident-note-missing", (await coordinator.PostAsync($"/tasks/{before.Id}/incidents", new { before.Version, on, note = " " })).Code);
        var recorded = await coordinator.PostAsync($"/tasks/{before.Id}/incidents", new { before.Version, on, note = "Một công chức bị kỷ luật." });

        Assert.Equal(HttpStatusCode.OK, recorded.Status);
        Assert.Equal(ceiling - before.Points, (await ShownAsync(plan)).Ceiling);
        var incident = recorded.Body.GetProperty("incidents")[0].GetProperty("id").GetGuid();
        var head = await plan.HeadAsync(number);
        await Assert.ThrowsAnyAsync<Exception>(() => host.SendAs(head, new RecordIncident.Command(before.Id, recorded.Version, on, "x")));
        Assert.Equal("task.withdraw-reason-missing", (await coordinator.PostAsync($"/tasks/{before.Id}/incidents/{incident}/withdrawal", new { recorded.Version, reason = "" })).Code);
        var withdrawn = await coordinator.PostAsync($"/tasks/{before.Id}/incidents/{incident}/withdrawal", new { recorded.Version, reason = "Nhầm đơn vị." });

        Assert.Equal(HttpStatusCode.OK, withdrawn.Status);
        Assert.Equal(ceiling, (await ShownAsync(plan)).Ceiling);
    }

    [Fact]
    public async Task A_report_received_late_costs_its_criterion_at_once_and_put_right_no_more()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APublishedPlanAsync(host, agency);
        var reports = new ReportCase(host, agency);
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().AddHours(7).DateTime);
        await reports.OweAsync("Phòng Nội vụ", "Sở Tài chính", today);
        host.SetClock(host.Clock.GetUtcNow().AddDays(3));
        await host.SweepAsync();
        await reports.SignAsync(today, today);
        await reports.DispatchAsync(today, today);
        var before = await CriterionAsync(plan, "1.2.6");

        await reports.ReceiveAsync(today, today.AddDays(2));
        var late = await CriterionAsync(plan, "1.2.6");
        await reports.ReceiveAsync(today, today, agency.Coordinator);

        Assert.Equal(0.5m, before.Ceiling);
        Assert.Equal((0m, 0m), (late.Ceiling, late.Expected));
        Assert.Equal(before.Ceiling, (await CriterionAsync(plan, "1.2.6")).Ceiling);
    }

    [Fact]
    public async Task Said_likelihoods_are_tried_before_they_are_in_force_and_told_with_their_steps()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        using var coordinator = await host.SignIn(plan.Agency.People["thuongtruc.cchc"]);
        var table = LikelihoodTable.Standard with { Assigned = 0.8m };

        var tried = await host.SendAs(plan.Agency.Coordinator, new TryLikelihood.Query(table));
        Assert.Equal((22.9m, 23.3m), (tried[0].Expected, tried[0].Supposed));
        Assert.Equal(22.9m, (await ShownAsync(plan)).Expected);
        Assert.Equal("likelihood.chance-out-of-range", (await coordinator.PutAsync("/likelihoods", new { table = table with { Draft = 1 }, edition = 0 })).Code);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.PutAsync("/likelihoods", new { table, edition = 0 })).Status);

        Assert.Equal(23.3m, (await ShownAsync(plan)).Expected);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await coordinator.PutAsync("/likelihoods", new { table, edition = 0 })).Status);
        var task = await coordinator.ReadAsync($"/tasks/{(await plan.TaskAsync()).Id}");
        Assert.Equal(0.8m, task.Body.GetProperty("likelihood").GetDecimal());
        Assert.StartsWith("Đã giao, chưa nhận: 80%", task.Body.GetProperty("likelihoodBecause")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stakes_follow_the_days_and_what_drifted_is_told()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), DateOnly.FromDateTime(host.Clock.GetUtcNow().DateTime).AddDays(20), tasks: 1);
        var expected = (await ShownAsync(plan)).Expected;

        await host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(15));
        var (later, checkedRow) = ((await ShownAsync(plan)).Expected, await ReckoningAsync(plan));
        Assert.True(later < expected);
        Assert.Equal(0, checkedRow.Drifted);

        await host.ExecuteAsync($"update projection set expected = 0 where plan_id = '{plan.Id}'");
        await host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(1, (await ReckoningAsync(plan)).Drifted);
        await host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(0, (await ReckoningAsync(plan)).Drifted);
    }

    [Fact]
    public async Task The_record_of_a_unit_counts_from_the_next_day_on()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, DateOnly.FromDateTime(host.Clock.GetUtcNow().DateTime).AddDays(60), tasks: 2);
        await plan.FinishAsync(1);
        await plan.VerifyAsync(1);

        var task = (await plan.TaskAsync(2)).Id;
        Assert.Contains("chưa hoàn thành", (await host.SendAs(agency.Coordinator, new TaskDetails.Query(task))).LikelihoodBecause[^1], StringComparison.Ordinal);
        await host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(1));

        Assert.Contains("1/1", (await host.SendAs(agency.Coordinator, new TaskDetails.Query(task))).LikelihoodBecause[^1], StringComparison.Ordinal);
        Assert.Equal(1, await host.SeeAsync(agency.Id, db => db.UnitRecords.CountAsync()));
    }

    [Fact]
    public async Task The_projection_tells_quantiles_the_survey_band_and_what_is_lacking()
    {
        var shown = await ShownAsync(await Given.APublishedPlanAsync(host, await Given.AnAgencyAsync(host)));

        Assert.Equal((20.57m, 22.3m, 24.03m), (shown.SurveyBand!.Low, shown.SurveyBand.Expected, shown.SurveyBand.High));
        Assert.True(shown.Secured <= shown.Quantiles!.P10 && shown.Quantiles.P10 <= shown.Quantiles.P50 && shown.Quantiles.P50 <= shown.Quantiles.P90 && shown.Quantiles.P90 <= shown.Ceiling);
        Assert.Contains("36", Assert.Single(shown.Fields.SelectMany(field => field.Criteria).Single(criterion => criterion.Code == "7.3.6").Next), StringComparison.Ordinal);
    }

    private static async Task<ProjectionDetails.CriterionScore> OfAsync(Task<ProjectionDetails.View> shown, string code) =>
        (await shown).Fields.SelectMany(field => field.Criteria).Single(criterion => criterion.Code == code);

    private Task<ProjectionDetails.CriterionScore> CriterionAsync(PlanCase plan, string code) => OfAsync(ShownAsync(plan), code);

    private Task<ProjectionDetails.View> ShownAsync(PlanCase plan) => host.SendAs(plan.Agency.Chairman, new ProjectionDetails.Query(plan.Id));

    private async Task<ReckoningList.Item> ReckoningAsync(PlanCase plan) =>
        (await host.SendAs(plan.Agency.Chairman, new ReckoningList.Query())).Single(item => item.PlanId == plan.Id.Value);
}
