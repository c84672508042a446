using System.Net;
using Workflow.Api.Features.Plans;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

public sealed class PublicationTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    [Fact]
    public async Task A_draft_that_lay_until_a_deadline_had_passed_is_not_published_and_says_which_tasks()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.ADraftPlanAsync(host, agency);
        foreach (var task in (await plan.TasksAsync()).Where(task => task.LeadUnitId is null))
        {
            await plan.AssignAsync(task.Number, "Phòng Nội vụ", task.DueOn);
        }

        await plan.AssignAsync(2, "Phòng Tư pháp", new DateOnly(2024, 9, 20));
        host.SetClock(WorkflowHost.At(2024, 9, 21, 9));

        var preview = await host.SendAs(agency.Coordinator, new PublicationPreview.Query(plan.Id));
        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(agency.Coordinator, new PublishPlan.Command(plan.Id)));

        Assert.Equal([PlanRules.EveryDeadlineLiesAhead.Code], preview.Against);
        Assert.Equal([2], preview.Incomplete.Select(task => task.Number));
        Assert.Equal([PlanRules.EveryDeadlineLiesAhead], refused.Rules);
    }

    [Fact]
    public async Task Todays_projection_never_passes_for_another_days()
    {
        await using var other = await WorkflowHost.StartAsync();
        var agency = await Given.AnAgencyAsync(other);
        var plan = await Given.ADraftPlanAsync(other, agency);
        using var viewer = await other.SignIn(agency.People["theodoi.sonoivu"]);

        var today = await viewer.ReadAsync($"/plans/{plan.Id}/projection?asOf=2024-09-09");
        var before = await viewer.ReadAsync($"/plans/{plan.Id}/projection?asOf=2024-09-01");

        Assert.Equal((HttpStatusCode.OK, "2024-09-09"), (today.Status, today.Body.GetProperty("asOf").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "projection.day-not-kept"), (before.Status, before.Code));
    }
}
