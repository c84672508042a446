using System.Net;
using System.Text;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

/// <summary>What units and the coordinator do with a task besides the straight way.</summary>
public sealed class TaskActTests(PublishedPlan given) : IClassFixture<PublishedPlan>
{
    [Fact]
    public async Task A_declined_task_goes_to_another_unit_which_answers_it_anew()
    {
        var path = await given.PathAsync(1);
        using var head = await given.SignInHeadAsync(1);
        using var coordinator = await given.SignInAsync("thuongtruc.cchc");
        var better = given.Agency.Unit("UBND xã Bản Bo");

        var declined = await head.PostAsync($"{path}/declination", new { version = (await head.ReadAsync(path)).Version, reason = "Việc của xã.", proposedUnitId = better.Value, proposedDueOn = "2024-12-20" });
        Assert.Equal("Declined", declined.Body.GetProperty("state").GetString());
        var note = (await coordinator.ReadAsync(path)).Body.GetProperty("note");
        Assert.Equal(("Việc của xã.", "UBND xã Bản Bo"), (note.GetProperty("reason").GetString(), note.GetProperty("proposedUnit").GetProperty("name").GetString()));

        var assigned = await coordinator.PutAsync($"{path}/assignment", new { version = declined.Version, leadUnitId = better.Value, dueOn = "2024-12-20" });
        Assert.Equal("Assigned", assigned.Body.GetProperty("state").GetString());
        Assert.Equal("task.not-unit-head", (await head.PostAsync($"{path}/acceptance", new { version = assigned.Version })).Code);
        using var other = await given.SignInAsync("banbo");
        Assert.Equal("Accepted", (await other.PostAsync($"{path}/acceptance", new { version = assigned.Version })).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_returned_result_counts_as_not_done_and_can_be_handed_in_again()
    {
        await given.Plan.FinishAsync(2);
        var path = await given.PathAsync(2);
        using var coordinator = await given.SignInAsync("thuongtruc.cchc");
        using var head = await given.SignInHeadAsync(2);

        Assert.Equal("task.return-reason-missing", (await coordinator.PostAsync($"{path}/return", new { version = (await head.ReadAsync(path)).Version, reason = " " })).Code);
        var returned = await coordinator.PostAsync($"{path}/return", new { version = (await head.ReadAsync(path)).Version, reason = "Thiếu biên bản." });
        Assert.Equal("Returned", returned.Body.GetProperty("state").GetString());
        var again = await head.PostAsync($"{path}/submission", new { version = returned.Version });
        Assert.Equal("Submitted", again.Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_cancelled_task_takes_its_points_out_of_what_is_expected_and_stays_ended()
    {
        var path = await given.PathAsync(3);
        using var coordinator = await given.SignInAsync("thuongtruc.cchc");

        var cancelled = await coordinator.PostAsync($"{path}/cancellation", new { version = (await coordinator.ReadAsync(path)).Version, reason = "Tỉnh đã bỏ tiêu chí." });

        Assert.Equal("Cancelled", cancelled.Body.GetProperty("state").GetString());
        Assert.Equal(0, cancelled.Body.GetProperty("likelihood").GetDecimal());
        Assert.Equal("task.ended", (await coordinator.PostAsync($"{path}/cancellation", new { version = cancelled.Version, reason = "x" })).Code);
    }

    [Fact]
    public async Task Who_heads_another_unit_is_told_so_and_who_holds_no_such_role_is_forbidden()
    {
        var path = await given.PathAsync(4);
        var version = (await given.Plan.TaskAsync(4)).Version;
        var lead = given.Agency.HeadOf((await given.Plan.TaskAsync(4)).LeadUnitId);
        using var stranger = await given.SignInAsync(lead.Email.StartsWith("banbo", StringComparison.Ordinal) ? "hothau" : "banbo");
        using var viewer = await given.SignInAsync("theodoi.sonoivu");

        var conflict = await stranger.PostAsync($"{path}/acceptance", new { version });
        Assert.Equal((HttpStatusCode.Conflict, "task.not-unit-head"), (conflict.Status, conflict.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "session.forbidden"), Both(await viewer.PostAsync($"{path}/acceptance", new { version })));
        Assert.Equal(RemediationTaskState.Assigned, (await given.Plan.TaskAsync(4)).State);
    }

    public static TheoryData<string, string, string> Forbidden => new()
    {
        { "chutich", "POST", "/tasks/{task}/verification" },
        { "chutich", "POST", "/tasks/{task}/acceptance" },
        { "thuongtruc.cchc", "POST", "/tasks/{task}/acceptance" },
        { "thuongtruc.cchc", "POST", "/tasks/{task}/progress" },
        { "thuongtruc.cchc", "POST", "/tasks/{task}/submission" },
        { "noivu", "PUT", "/tasks/{task}/assignment" },
        { "noivu", "POST", "/tasks/{task}/verification" },
        { "noivu", "POST", "/tasks/{task}/return" },
        { "noivu", "POST", "/tasks/{task}/cancellation" },
        { "noivu", "POST", "/plans" },
        { "noivu", "POST", "/analyses" },
        { "noivu", "GET", "/analyses" },
        { "noivu", "GET", "/plans/{plan}/publication" },
        { "noivu", "POST", "/plans/{plan}/publication" },
        { "noivu", "GET", "/reminders" },
        { "noivu.chuyenvien", "POST", "/tasks/{task}/acceptance" },
        { "noivu.chuyenvien", "POST", "/tasks/{task}/submission" },
        { "theodoi.sonoivu", "POST", "/tasks/{task}/progress" },
        { "quantri", "POST", "/plans/{plan}/publication" },
        { "quantri", "GET", "/analyses" },
        { "thuongtruc.cchc", "PUT", "/clock" },
        { "thuongtruc.cchc", "POST", "/clock/sweep" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_role_that_may_not_do_it_is_refused_before_anything_is_looked_at(string mailbox, string method, string path)
    {
        using var client = await given.SignInAsync(mailbox);

        var answer = await client.AskAsync(new HttpMethod(method), Filled(path, (await given.Plan.TaskAsync(5)).Id.Value), new StringContent("{", Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.Forbidden, "session.forbidden"), Both(answer));
    }

    [Theory]
    [InlineData("GET", "/tasks/{task}")]
    [InlineData("POST", "/tasks/{task}/cancellation")]
    [InlineData("PUT", "/tasks/{task}/assignment")]
    [InlineData("GET", "/analyses/{task}")]
    [InlineData("GET", "/plans/00000000-0000-0000-0000-000000000001")]
    [InlineData("GET", "/evidence/{task}/content")]
    [InlineData("GET", "/no/such/thing")]
    [InlineData("GET", "/tasks/17")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        using var client = await given.SignInAsync("thuongtruc.cchc");

        var body = method == "GET" ? null : System.Net.Http.Json.JsonContent.Create(new { version = 1, reason = "x", leadUnitId = given.Agency.Unit("Phòng Nội vụ").Value, dueOn = "2024-12-01" });
        var answer = await client.AskAsync(new HttpMethod(method), Filled(path, Guid.CreateVersion7()), body);

        Assert.Equal((HttpStatusCode.NotFound, "request.not-found"), Both(answer));
    }

    [Fact]
    public async Task Who_acts_on_what_has_changed_since_is_told_and_nothing_is_lost()
    {
        var path = await given.PathAsync(6);
        using var head = await given.SignInHeadAsync(6);
        var seen = (await head.ReadAsync(path)).Version;
        await head.PostAsync($"{path}/acceptance", new { version = seen });

        var stale = await head.PostAsync($"{path}/progress", new { version = seen, percent = 10 });

        Assert.Equal((HttpStatusCode.PreconditionFailed, "request.changed-since-seen"), Both(stale));
        Assert.Equal(RemediationTaskState.Accepted, (await given.Plan.TaskAsync(6)).State);
    }

    [Fact]
    public async Task Of_two_who_act_at_once_on_the_same_version_one_is_told_to_look_again()
    {
        var path = await given.PathAsync(7);
        using var head = await given.SignInHeadAsync(7);
        var seen = (await head.ReadAsync(path)).Version;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => head.PostAsync($"{path}/acceptance", new { version = seen })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.Status is HttpStatusCode.PreconditionFailed));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"version\":\"x\"}")]
    [InlineData("{\"version\":-1}")]
    [InlineData("[]")]
    public async Task What_is_malformed_is_refused_as_such(string body)
    {
        using var head = await given.SignInHeadAsync(8);

        var answer = await head.AskAsync(HttpMethod.Post, $"{await given.PathAsync(8)}/acceptance", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed"), Both(answer));
    }

    [Theory]
    [InlineData("?state=Sleeping")]
    [InlineData("?timeliness=maybe")]
    [InlineData("?unit=x")]
    public async Task A_filter_that_does_not_exist_is_malformed_too(string filter)
    {
        using var coordinator = await given.SignInAsync("thuongtruc.cchc");

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed"), Both(await coordinator.ReadAsync($"/plans/{given.Plan.Id}/tasks{filter}")));
    }

    [Fact]
    public async Task Evidence_is_what_its_name_says_or_it_is_not_taken()
    {
        await given.Plan.AcceptAsync(9);
        var path = $"{await given.PathAsync(9)}/evidence";
        using var head = await given.SignInHeadAsync(9);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "evidence.wrong-kind"), Both(await head.UploadAsync(path, "x.exe", [77, 90, 0, 1])));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "evidence.wrong-kind"), Both(await head.UploadAsync(path, "x.pdf", "không phải pdf"u8.ToArray())));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "file.empty"), Both(await head.UploadAsync(path, "x.txt", [])));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "file.too-large"), Both(await head.UploadAsync(path, "x.txt", new byte[(20 * 1024 * 1024) + 1])));
        Assert.Equal(0, (await given.Plan.TaskAsync(9)).EvidenceCount);
        Assert.Equal("x.txt", (await head.UploadAsync(path, "../../etc/x.txt", "đúng"u8.ToArray())).Body.GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task Who_only_looks_attaches_nothing()
    {
        using var viewer = await given.SignInAsync("theodoi.sonoivu");

        Assert.Equal((HttpStatusCode.Forbidden, "session.forbidden"), Both(await viewer.UploadAsync($"{await given.PathAsync(5)}/evidence", "x.txt", "x"u8.ToArray())));
    }

    [Fact]
    public async Task Of_two_who_choose_the_helpers_of_what_they_saw_the_second_is_told_to_look_again()
    {
        var other = await Given.AnAgencyAsync(given.Host);
        var draft = await (await Given.ADraftPlanAsync(given.Host, other)).TaskAsync(11);
        using var coordinator = await given.Host.SignIn(other.People["thuongtruc.cchc"]);

        var first = await ChooseAsync("UBND xã Bản Bo");
        var second = await ChooseAsync("UBND xã Hồ Thầu");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.Status);

        Task<Answer> ChooseAsync(string helper) => coordinator.PutAsync($"/tasks/{draft.Id}/assignment", new
        {
            version = draft.Version,
            leadUnitId = draft.LeadUnitId?.Value,
            coordinatingUnitIds = new[] { other.Unit(helper).Value },
            dueOn = draft.DueOn,
            dueKind = "on-or-before",
        });
    }

    [Fact]
    public async Task A_unit_that_is_not_the_agencys_is_not_proposed()
    {
        var path = await given.PathAsync(10);
        using var head = await given.SignInHeadAsync(10);

        var refused = await head.PostAsync($"{path}/declination", new { version = (await head.ReadAsync(path)).Version, reason = "Nhầm đơn vị.", proposedUnitId = Guid.CreateVersion7() });

        Assert.Equal((HttpStatusCode.NotFound, "request.not-found"), Both(refused));
    }

    [Fact]
    public async Task Refusals_are_worded_in_the_callers_language()
    {
        using var viewer = await given.SignInAsync("theodoi.sonoivu");
        var path = $"/tasks/{Guid.CreateVersion7()}";

        var vietnamese = await viewer.ReadAsync(path);
        var english = await viewer.AskAsync(HttpMethod.Get, path, null, ("Accept-Language", "en"));

        Assert.Equal(vietnamese.Code, english.Code);
        Assert.Equal("There is no such thing, or you may not see it.", english.Body.GetProperty("title").GetString());
        Assert.NotEqual(vietnamese.Body.GetProperty("title").GetString(), english.Body.GetProperty("title").GetString());
    }

    private string Filled(string path, Guid task) =>
        path.Replace("{task}", task.ToString(), StringComparison.Ordinal).Replace("{plan}", given.Plan.Id.ToString(), StringComparison.Ordinal);

    private static (HttpStatusCode Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);
}
