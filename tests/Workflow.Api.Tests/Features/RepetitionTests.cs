using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

/// <summary>The same call sent again under the same key: one effect, and the same answer.</summary>
public sealed class RepetitionTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    [Fact]
    public async Task An_analysis_and_its_plan_sent_twice_are_there_once()
    {
        var agency = await Given.AnAgencyAsync(host);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var text = new { text = Given.AShortReport(deductions: 1) };

        var first = await Repeated(coordinator, HttpMethod.Post, "/analyses", text, "bao-cao-2023");
        var second = await Repeated(coordinator, HttpMethod.Post, "/analyses", text, "bao-cao-2023");
        Assert.Equal((HttpStatusCode.Created, first.Id), (second.Status, second.Id));
        Assert.Equal(1, (await coordinator.ReadAsync("/analyses")).Body.GetProperty("total").GetInt32());

        await coordinator.PostAsync($"/analyses/{first.Id}/confirmation");
        var plan = new { analysisId = first.Id, targetYear = 2024 };
        var drafted = await Repeated(coordinator, HttpMethod.Post, "/plans", plan, "ke-hoach-2024");
        Assert.Equal(drafted.Id, (await Repeated(coordinator, HttpMethod.Post, "/plans", plan, "ke-hoach-2024")).Id);
    }

    [Fact]
    public async Task An_act_sent_many_times_at_once_happens_once_and_all_get_its_answer()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var task = await plan.TaskAsync();
        using var head = await host.SignIn(agency.People["tuphap"]);
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Repeated(head, HttpMethod.Post, $"/tasks/{task.Id}/acceptance", new { version = task.Version }, key)));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, "Accepted"), (answer.Status, answer.Body.GetProperty("state").GetString())));
        Assert.Equal(1, await host.SeeAsync(agency.Id, db => db.Activity.CountAsync(entry => entry.Kind == "task-accepted")));
    }

    [Fact]
    public async Task A_key_that_comes_back_with_another_task_is_refused_and_the_other_task_stays_as_it_is()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), tasks: 2);
        var (one, other) = (await plan.TaskAsync(1), await plan.TaskAsync(2));
        using var head = await host.SignIn(agency.People["tuphap"]);

        await Repeated(head, HttpMethod.Post, $"/tasks/{one.Id}/acceptance", new { version = one.Version }, "tiep-nhan");
        var again = await Repeated(head, HttpMethod.Post, $"/tasks/{other.Id}/acceptance", new { version = other.Version }, "tiep-nhan");

        Assert.Equal((HttpStatusCode.Conflict, "request.command-id-reused"), (again.Status, again.Code));
        Assert.Equal(Domain.Tasks.RemediationTaskState.Assigned, (await plan.TaskAsync(2)).State);
    }

    [Fact]
    public async Task A_publication_sent_twice_sends_its_mails_once()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.ADraftPlanAsync(host, agency);
        foreach (var task in (await plan.TasksAsync()).Where(task => task.LeadUnitId is null))
        {
            await plan.AssignAsync(task.Number, "Phòng Nội vụ", task.DueOn);
        }

        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var first = await Repeated(coordinator, HttpMethod.Post, $"/plans/{plan.Id}/publication", new { }, "cong-bo");
        var second = await Repeated(coordinator, HttpMethod.Post, $"/plans/{plan.Id}/publication", new { }, "cong-bo");

        Assert.Equal(first.Body.GetRawText(), second.Body.GetRawText());
        Assert.Equal(first.Body.GetProperty("mails").GetInt32(), (await host.MailsAsync(agency)).Count);
    }

    [Fact]
    public async Task A_refused_act_leaves_its_key_free()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var path = $"/tasks/{(await plan.TaskAsync()).Id}/declination";
        using var head = await host.SignIn(agency.People["tuphap"]);
        var version = (await plan.TaskAsync()).Version;

        Assert.Equal("task.decline-reason-missing", (await Repeated(head, HttpMethod.Post, path, new { version, reason = "" }, "k")).Code);
        Assert.Equal(HttpStatusCode.OK, (await Repeated(head, HttpMethod.Post, path, new { version, reason = "Nhầm đơn vị." }, "k")).Status);
    }

    [Fact]
    public async Task A_key_names_one_kind_of_act_and_belongs_to_one_person()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var task = await plan.TaskAsync();
        using var head = await host.SignIn(agency.People["tuphap"]);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var accepted = await Repeated(head, HttpMethod.Post, $"/tasks/{task.Id}/acceptance", new { version = task.Version }, "k");

        Assert.Equal("request.command-id-reused", (await Repeated(head, HttpMethod.Post, $"/tasks/{task.Id}/progress", new { version = accepted.Version, percent = 1 }, "k")).Code);
        Assert.Equal("Cancelled", (await Repeated(coordinator, HttpMethod.Post, $"/tasks/{task.Id}/cancellation", new { version = accepted.Version, reason = "x" }, "k")).Body.GetProperty("state").GetString());
    }

    private static Task<Answer> Repeated(HttpClient client, HttpMethod method, string path, object body, string key) =>
        client.AskAsync(method, path, JsonContent.Create(body), ("Idempotency-Key", key));
}
