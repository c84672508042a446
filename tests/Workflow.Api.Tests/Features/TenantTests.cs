using System.Net;
using System.Net.Http.Json;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

/// <summary>Two agencies on one database: for each the other is not there.</summary>
public sealed class TenantTests(PublishedPlan given) : IClassFixture<PublishedPlan>, IAsyncLifetime
{
    private AgencyCase other = null!;
    private HttpClient coordinator = null!;
    private HttpClient head = null!;

    public async ValueTask InitializeAsync()
    {
        other = await Given.AnAgencyAsync(given.Host);
        coordinator = await given.Host.SignIn(other.People["thuongtruc.cchc"]);
        head = await given.Host.SignIn(other.People["noivu"]);
    }

    public ValueTask DisposeAsync()
    {
        coordinator.Dispose();
        head.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_of_the_other_agency_can_be_read()
    {
        var analysis = await given.Host.SeeAsync(given.Agency.Id, db => Task.FromResult(db.Analyses.Single().Id));
        var task = (await given.Plan.TaskAsync(1)).Id;
        await given.Plan.AcceptAsync(1);
        await given.Plan.AttachAsync(1);
        var evidence = await given.Host.SeeAsync(given.Agency.Id, db => Task.FromResult(db.Evidence.First().Id));

        string[] paths = [$"/analyses/{analysis}", $"/plans/{given.Plan.Id}", $"/plans/{given.Plan.Id}/publication", $"/plans/{given.Plan.Id}/projection", $"/tasks/{task}"];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await coordinator.ReadAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await head.ReadAsync($"/evidence/{evidence}/content")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await head.ReadAsync($"/tasks/{task}")).Status);
    }

    [Fact]
    public async Task Nothing_of_the_other_agency_is_listed()
    {
        await given.Host.SweepAsync();

        Assert.Equal(0, (await coordinator.ReadAsync("/analyses")).Body.GetProperty("total").GetInt32());
        foreach (var path in new[] { "/plans", "/reminders", "/activity", $"/plans/{given.Plan.Id}/tasks", $"/activity?subject={given.Plan.Id}", $"/reminders?subject={(await given.Plan.TaskAsync(1)).Id}" })
        {
            Assert.Equal(0, (await coordinator.ReadAsync(path)).Body.GetProperty("total").GetInt32());
        }

        var units = (await coordinator.ReadAsync("/units")).Body.GetProperty("items").EnumerateArray().Select(unit => unit.GetProperty("id").GetGuid()).ToHashSet();
        Assert.Contains(other.Unit("Phòng Tư pháp").Value, units);
        Assert.DoesNotContain(given.Agency.Unit("Phòng Tư pháp").Value, units);
        Assert.DoesNotContain((await coordinator.ReadAsync("/people")).Body.GetProperty("items").EnumerateArray(), person => person.GetProperty("id").GetGuid() == given.Agency.Coordinator.PersonId.Value);
    }

    [Theory]
    [InlineData("POST", "/tasks/{task}/acceptance", true)]
    [InlineData("POST", "/tasks/{task}/declination", true)]
    [InlineData("POST", "/tasks/{task}/progress", true)]
    [InlineData("POST", "/tasks/{task}/submission", true)]
    [InlineData("POST", "/tasks/{task}/verification", false)]
    [InlineData("POST", "/tasks/{task}/return", false)]
    [InlineData("POST", "/tasks/{task}/cancellation", false)]
    [InlineData("PUT", "/tasks/{task}/assignment", false)]
    [InlineData("POST", "/plans/{plan}/publication", false)]
    [InlineData("POST", "/analyses/{analysis}/confirmation", false)]
    [InlineData("PATCH", "/analyses/{analysis}/deductions/1", false)]
    public async Task Nothing_of_the_other_agency_can_be_acted_on(string method, string path, bool asHead)
    {
        var task = await given.Plan.TaskAsync(2);
        var analysis = await given.Host.SeeAsync(given.Agency.Id, db => Task.FromResult(db.Analyses.Single().Id));
        var full = path.Replace("{task}", task.Id.ToString(), StringComparison.Ordinal).Replace("{plan}", given.Plan.Id.ToString(), StringComparison.Ordinal).Replace("{analysis}", analysis.ToString(), StringComparison.Ordinal);

        var answer = await (asHead ? head : coordinator).AskAsync(
            new HttpMethod(method), full, JsonContent.Create(new { version = task.Version, reason = "x", percent = 1, points = 1, leadUnitId = other.Unit("Phòng Tư pháp").Value, dueOn = "2024-12-20" }));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(task.Version, (await given.Plan.TaskAsync(2)).Version);
    }

    [Fact]
    public async Task Evidence_is_not_attached_across_agencies() =>
        Assert.Equal(HttpStatusCode.NotFound, (await head.UploadAsync($"/tasks/{(await given.Plan.TaskAsync(2)).Id}/evidence", "x.txt", "x"u8.ToArray())).Status);

    [Fact]
    public async Task A_plan_is_not_made_from_the_others_analysis_nor_a_task_given_to_the_others_unit()
    {
        var analysis = await given.Host.SeeAsync(given.Agency.Id, db => Task.FromResult(db.Analyses.Single().Id.Value));
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PostAsync("/plans", new { analysisId = analysis, targetYear = 2024 })).Status);

        var own = await Given.APlanOfAsync(given.Host, other, new DateOnly(2024, 12, 20));
        var task = await own.TaskAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PutAsync($"/tasks/{task.Id}/assignment", new { version = task.Version, leadUnitId = given.Agency.Unit("Phòng Tư pháp").Value, dueOn = "2024-12-20" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.PutAsync($"/tasks/{task.Id}/assignment", new { version = task.Version, leadUnitId = other.Unit("Phòng Tư pháp").Value, coordinatingUnitIds = new[] { given.Agency.Unit("Phòng Tư pháp").Value }, dueOn = "2024-12-20" })).Status);
    }
}
