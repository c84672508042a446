using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Scoring;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>The projection of past days, what moved it, and what would if.</summary>
public sealed class ProjectionHistoryTests(WorkflowHost host) : IClassFixture<WorkflowHost>, IAsyncLifetime
{
    private PlanCase plan = null!;

    public async ValueTask InitializeAsync() =>
        plan = await Given.APlanOfAsync(host, await Given.AnAgencyAsync(host), new DateOnly(2024, 11, 29), tasks: 2);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_past_day_is_shown_as_it_ended()
    {
        var first = Today;
        await NextDayAsync();
        await plan.AcceptAsync(1);
        await CompleteAsync(1);
        await NextDayAsync();

        var (before, after, now) = (await AsOf(first), await AsOf(first.AddDays(1)), await host.SendAs(plan.Agency.Chairman, new ProjectionDetails.Query(plan.Id)));

        Assert.Equal((22.5m, 22.5m + 0.8m), (before.Secured, before.Base + (before.Expected - before.Base) * 2));
        Assert.Equal(23m, after.Secured);
        Assert.Equal((after.Secured, after.Expected, after.Ceiling, after.ProbabilityOfTarget), (now.Secured, now.Expected, now.Ceiling, now.ProbabilityOfTarget));
        Assert.Equal(first, before.AsOf);
    }

    [Fact]
    public async Task A_day_before_the_plan_and_a_day_to_come_are_refused()
    {
        using var viewer = await host.SignIn(plan.Agency.People["theodoi.sonoivu"]);

        foreach (var day in new[] { Today.AddDays(-1), Today.AddDays(1) })
        {
            var refused = await viewer.ReadAsync($"/plans/{plan.Id}/projection?asOf={day:yyyy-MM-dd}");
            Assert.Equal((HttpStatusCode.Conflict, "projection.day-not-kept"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task The_difference_of_two_days_names_the_task_and_the_act_that_made_it()
    {
        var first = Today;
        await NextDayAsync();
        await plan.AcceptAsync(2);
        await CompleteAsync(2);

        var changes = await host.SendAs(plan.Agency.Chairman, new ProjectionChanges.Query(plan.Id, first, Today));

        var item = Assert.Single(changes.Items);
        Assert.Equal((2, 0.5m, 0.3m, "task-verified"), (item.Number, item.Secured, item.Expected, item.Because));
        Assert.Equal((0.5m, 0.3m, 0m), (changes.Secured, changes.Expected, changes.Ceiling));
    }

    [Fact]
    public async Task Every_day_that_is_over_has_one_snapshot_of_what_it_was_whenever_it_is_taken()
    {
        var first = Today;
        await NextDayAsync();
        await plan.AcceptAsync(1);
        await CompleteAsync(1);
        await host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(3));
        await host.SweepAtAsync(host.Clock.GetUtcNow());

        var days = await host.SendAs(plan.Agency.Chairman, new ProjectionTrend.Query(plan.Id));

        Assert.Equal(Enumerable.Range(0, 4).Select(first.AddDays), days.Select(day => day.On));
        Assert.Equal([22.5m, 23m, 23m, 23m], days.Select(day => day.Secured));
        foreach (var day in days)
        {
            var view = await AsOf(day.On);
            Assert.Equal((view.Secured, view.Expected, view.Ceiling, view.ProbabilityOfTarget), (day.Secured, day.Expected, day.Ceiling, day.ProbabilityOfTarget));
        }
    }

    [Fact]
    public async Task History_of_stakes_and_snapshots_are_not_changed()
    {
        await NextDayAsync();

        foreach (var table in new[] { "stake", "projection_snapshot" })
        {
            foreach (var change in new[] { $"delete from {table}", $"truncate {table}" })
            {
                var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.SeeAsync(plan.Agency.Id, db => db.Database.ExecuteSqlRawAsync(change)));
                Assert.Contains("history is not changed", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_if_says_what_completing_would_bring_and_saves_nothing()
    {
        using var viewer = await host.SignIn(plan.Agency.People["theodoi.sonoivu"]);
        var before = await viewer.ReadAsync($"/plans/{plan.Id}/projection");

        var supposed = await viewer.PostAsync($"/plans/{plan.Id}/what-if", new { completed = new[] { (await plan.TaskAsync(1)).Id.Value }, indicators = Array.Empty<object>() });

        Assert.Equal(HttpStatusCode.OK, supposed.Status);
        Assert.Equal(23m, supposed.Body.GetProperty("secured").GetDecimal());
        Assert.Equal(before.Body.GetRawText(), (await viewer.ReadAsync($"/plans/{plan.Id}/projection")).Body.GetRawText());
    }

    [Theory]
    [InlineData(1, 0, "what-if.figures-out-of-range")]
    [InlineData(3, 2, "what-if.figures-out-of-range")]
    [InlineData(-1, 2, "what-if.figures-out-of-range")]
    public async Task What_if_refuses_figures_that_cannot_be(int numerator, int denominator, string code)
    {
        using var viewer = await host.SignIn(plan.Agency.People["theodoi.sonoivu"]);
        var task = (await plan.TaskAsync(1)).Id.Value;

        Assert.Equal(code, (await viewer.PostAsync($"/plans/{plan.Id}/what-if", new { indicators = new[] { new { taskId = task, numerator, denominator } } })).Code);
        Assert.Equal("what-if.no-such-task", (await viewer.PostAsync($"/plans/{plan.Id}/what-if", new { completed = new[] { Guid.CreateVersion7() } })).Code);
    }

    private DateOnly Today => DateOnly.FromDateTime(host.Clock.GetUtcNow().AddHours(7).DateTime);

    private Task<ProjectionDetails.View> AsOf(DateOnly day) => host.SendAs(plan.Agency.Chairman, new ProjectionDetails.Query(plan.Id, day));

    private async Task NextDayAsync() => await host.SweepAtAsync(host.Clock.GetUtcNow().AddDays(1));

    private async Task CompleteAsync(int task)
    {
        await plan.ReportAsync(task);
        await plan.AttachAsync(task);
        await plan.SubmitAsync(task);
        await plan.VerifyAsync(task);
    }
}
