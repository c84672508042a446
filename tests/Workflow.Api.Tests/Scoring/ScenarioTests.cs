using System.Net;
using Workflow.Api.Features.Scoring;
using Workflow.Domain;
using Workflow.Domain.Scoring;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

public sealed class ScenarioTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly DateOnly Due = new(2024, 11, 29);

    [Fact]
    public async Task A_scenario_is_kept_and_reckoned_anew_when_it_is_opened()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 3);
        var task = (await plan.TaskAsync(1)).Id.Value;
        var id = await host.SendAs(plan.Agency.Chairman, new SaveScenario.Command(plan.Id, "  Làm xong việc 1 ", [task, task], []));
        var then = await host.SendAs(plan.Agency.Chairman, new ScenarioDetails.Query(new ScenarioId(id)));

        await LaterAsync();
        await plan.FinishAsync(2);
        await plan.VerifyAsync(2);
        var now = await host.SendAs(plan.Agency.Viewer, new ScenarioDetails.Query(new ScenarioId(id)));

        Assert.Equal("Làm xong việc 1", then.Scenario.Name);
        Assert.Equal([task], then.Scenario.Completed);
        Assert.Equal(23m, then.Projection.Secured);
        Assert.Empty(then.Changed);
        Assert.Equal(23.5m, now.Projection.Secured);
        Assert.Equal(23m, now.Scenario.Secured);
        Assert.Equal([2], now.Changed.Select(changed => changed.Number));
    }

    [Fact]
    public async Task A_cancelled_task_no_longer_counts_and_is_named()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        var tasks = await plan.TasksAsync();
        var id = await host.SendAs(plan.Agency.Chairman, new SaveScenario.Command(plan.Id, "Cả hai", [.. tasks.Select(task => task.Id.Value)], []));

        await plan.CancelAsync(2);
        var view = await host.SendAs(plan.Agency.Chairman, new ScenarioDetails.Query(new ScenarioId(id)));

        Assert.Equal([2], view.Gone.Select(gone => gone.Number));
        Assert.Equal(23m, view.Projection.Secured);
    }

    [Fact]
    public async Task Two_scenarios_of_a_plan_differ_in_name()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due);
        var other = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due);
        await SaveAsync(plan, "Một");

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() => SaveAsync(plan, "Một"));
        await SaveAsync(other, "Một");

        Assert.Equal([ScenarioRules.ScenariosDifferInName], refused.Rules);
    }

    [Theory]
    [InlineData("", true, "scenario.without-name")]
    [InlineData("   ", true, "scenario.without-name")]
    [InlineData("Không giả định gì", false, "scenario.supposes-nothing")]
    public async Task A_scenario_has_a_name_and_supposes_something(string name, bool supposes, string code)
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due);
        var task = (await plan.TaskAsync()).Id.Value;

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            host.SendAs(plan.Agency.Chairman, new SaveScenario.Command(plan.Id, name, supposes ? [task] : [], [])));

        Assert.Equal(code, Assert.Single(refused.Rules).Code);
    }

    [Fact]
    public async Task Its_maker_or_the_coordinator_renames_and_deletes_it_and_nobody_else()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due);
        var id = new ScenarioId(await SaveAsync(plan, "Một"));

        var refused = await Assert.ThrowsAsync<RuleBrokenException>(async () => await host.SendAs(await plan.HeadAsync(), new RenameScenario.Command(id, "Hai")));
        await host.SendAs(plan.Agency.Chairman, new RenameScenario.Command(id, "Hai"));
        var renamed = await host.SendAs(plan.Agency.Viewer, new ScenarioList.Query(plan.Id));
        await host.SendAs(plan.Agency.Coordinator, new DeleteScenario.Command(id));

        Assert.Equal([ScenarioRules.OnlyItsMakerOrTheCoordinatorChangesIt], refused.Rules);
        Assert.Equal("Hai", Assert.Single(renamed).Name);
        Assert.False(renamed[0].Changeable);
        Assert.Empty(await host.SendAs(plan.Agency.Viewer, new ScenarioList.Query(plan.Id)));
    }

    [Fact]
    public async Task Programs_save_list_open_rename_and_delete()
    {
        var plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), Due, tasks: 2);
        using var client = await host.SignIn(plan.Agency.People["chutich"]);
        using var stranger = await host.SignIn((await Given.AnAgencyAsync(host)).People["chutich"]);
        var path = $"/plans/{plan.Id.Value}/scenarios";

        var saved = await client.PostAsync(path, new { name = "Một", completed = new[] { (await plan.TaskAsync(1)).Id.Value } });
        var id = saved.Body.GetProperty("scenario").GetProperty("id").GetGuid();
        var listed = await client.ReadAsync(path);
        var renamed = await client.PatchAsync($"{path}/{id}", new { name = "Hai" });
        var unseen = await stranger.ReadAsync($"{path}/{id}");
        var deleted = await client.AskAsync(HttpMethod.Delete, $"{path}/{id}", null);
        var gone = await client.ReadAsync($"{path}/{id}");

        Assert.Equal(HttpStatusCode.Created, saved.Status);
        Assert.Equal(1, listed.Body.GetProperty("items").GetArrayLength());
        Assert.Equal("Hai", renamed.Body.GetProperty("scenario").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, unseen.Status);
        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    [Theory]
    [InlineData(WhatIf.Start.AllOnTime, 24)]
    [InlineData(WhatIf.Start.OnlyAccepted, 23)]
    [InlineData(WhatIf.Start.WithoutOverdue, 23.5)]
    public async Task A_supposition_starts_from_all_tasks_the_accepted_or_those_not_overdue(WhatIf.Start start, decimal secured)
    {
        await using var own = await WorkflowHost.StartAsync();
        var plan = await Given.APlanOfAsync(own, await Given.AnAgencyAsync(own), Due, tasks: 3);
        await plan.AcceptAsync(1);
        await plan.AssignAsync(2, "Phòng Tư pháp", new DateOnly(2024, 9, 10));
        await own.SweepAtAsync(WorkflowHost.At(2024, 9, 12));

        var view = await own.SendAs(plan.Agency.Chairman, new WhatIf.Query(plan.Id, [], [], start));

        Assert.Equal(secured, view.Secured);
    }

    private async Task<Guid> SaveAsync(PlanCase plan, string name) =>
        await host.SendAs(plan.Agency.Chairman, new SaveScenario.Command(plan.Id, name, [(await plan.TaskAsync()).Id.Value], []));

    /// <summary>The clock is the test's: what happens afterwards happens later.</summary>
    private Task LaterAsync()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }
}
