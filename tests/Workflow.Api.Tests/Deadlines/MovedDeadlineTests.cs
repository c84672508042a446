using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>Deadlines that move, over REST, and what people get to read of it.</summary>
public sealed class MovedDeadlineTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_unit_asks_for_time_the_coordinator_sees_what_it_means_and_grants_it()
    {
        var (plan, path) = await InWorkAsync(new DateOnly(2024, 9, 20));
        using var head = await host.SignIn(agency.People["tuphap"]);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        await host.SweepAsync();
        var before = host.Post.Messages.Count;

        var asked = await head.PostAsync($"{path}/extension-requests", new { version = await VersionAsync(plan), newDueOn = "2024-10-04", reason = "Chờ số liệu của tỉnh." });

        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var seen = (await coordinator.ReadAsync(path)).Body;
        Assert.Contains("decision", seen.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
        var effect = seen.GetProperty("extensions")[0].GetProperty("effect");
        Assert.True(effect.GetProperty("expectedIfGranted").GetDecimal() > effect.GetProperty("expectedIfLate").GetDecimal());
        Assert.Equal("2024-09-20", seen.GetProperty("dueOn").GetString());
        Assert.Contains("T-3", seen.GetProperty("upcoming").EnumerateArray().Select(step => step.GetProperty("rung").GetString()));

        var granted = await coordinator.PostAsync($"/extension-requests/{asked.Id}/decision", new { approve = true, reason = "Đồng ý." });

        Assert.Equal(("2024-10-04", "2024-09-20"), (granted.Body.GetProperty("dueOn").GetString(), granted.Body.GetProperty("originalDueOn").GetString()));
        Assert.Equal(["2024-09-20", "2024-10-04"], granted.Body.GetProperty("deadlines").EnumerateArray().Select(version => version.GetProperty("dueOn").GetString()));
        await host.SweepAsync();
        Assert.Equal(["thuongtruc.cchc", "tuphap"], host.ArrivedAfter(before));
        Assert.Equal(HttpStatusCode.Conflict, (await coordinator.PostAsync($"/extension-requests/{asked.Id}/decision", new { approve = true })).Status);
        Assert.Equal(
            "extension.too-many",
            (await head.PostAsync($"{path}/extension-requests", new { version = await VersionAsync(plan), newDueOn = "2024-10-18", reason = "Nữa." })).Code);
    }

    [Fact]
    public async Task An_extended_task_is_reminded_by_its_new_deadline_and_by_that_alone()
    {
        var (plan, path) = await InWorkAsync(new DateOnly(2024, 9, 20));
        using var head = await host.SignIn(agency.People["tuphap"]);
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var asked = await head.PostAsync($"{path}/extension-requests", new { version = await VersionAsync(plan), newDueOn = "2024-10-04", reason = "Chờ số liệu." });
        await host.SweepAtAsync(At(2024, 9, 16, 20));

        await coordinator.PostAsync($"/extension-requests/{asked.Id}/decision", new { approve = true });
        await WalkAsync(new DateOnly(2024, 9, 17), new DateOnly(2024, 10, 4));

        var reminders = await host.RemindersAsync(agency);
        Assert.Equal(["T-7", "T-3", "T-1", "T-0"], reminders.Where(one => one.State == "sent").Select(one => one.Rung));
        Assert.All(reminders.Where(one => one.State == "sent"), one => Assert.True(one.SentAt >= At(2024, 9, 25)));
    }

    [Fact]
    public async Task The_clock_runs_on_until_it_is_decided()
    {
        var (plan, path) = await InWorkAsync(new DateOnly(2024, 9, 20));
        using var head = await host.SignIn(agency.People["tuphap"]);
        await head.PostAsync($"{path}/extension-requests", new { version = await VersionAsync(plan), newDueOn = "2024-10-04", reason = "Chờ số liệu." });

        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 9, 23));

        Assert.Equal(["T-7", "T-3", "T-1", "T-0", "OVERDUE-1"], (await host.RemindersAsync(agency)).Where(one => one.State == "sent").Select(one => one.Rung));
        Assert.True((await plan.TaskAsync()).FellOverdue);
    }

    [Fact]
    public async Task While_the_clock_stands_still_nobody_is_reminded_and_afterwards_by_the_deadline_that_moved()
    {
        var (plan, path) = await InWorkAsync(new DateOnly(2024, 9, 20));
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);

        var refused = await coordinator.PostAsync($"{path}/suspension", new { version = await VersionAsync(plan), reason = "Chờ hướng dẫn." });
        Assert.Equal("task.suspension-basis-missing", refused.Code);
        var stopped = await coordinator.PostAsync($"{path}/suspension", new { version = await VersionAsync(plan), reason = "Chờ hướng dẫn.", basis = "Công văn 12/SNV" });
        Assert.Equal(("Suspended", "suspended"), (stopped.Body.GetProperty("state").GetString(), stopped.Body.GetProperty("timeliness").GetString()));
        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 9, 22));
        Assert.Empty(await host.RemindersAsync(agency));

        host.SetClock(At(2024, 9, 23, 9));
        var resumed = await coordinator.PostAsync($"{path}/resumption", new { version = await VersionAsync(plan) });
        Assert.Equal(("Accepted", "2024-10-04"), (resumed.Body.GetProperty("state").GetString(), resumed.Body.GetProperty("dueOn").GetString()));
        await WalkAsync(new DateOnly(2024, 9, 24), new DateOnly(2024, 10, 4));
        Assert.Equal(["T-7", "T-3", "T-1", "T-0"], (await host.RemindersAsync(agency)).Select(one => one.Rung));
    }

    [Fact]
    public async Task A_file_shows_why_the_clock_stands_still_apart_from_what_shows_the_result()
    {
        var (plan, path) = await InWorkAsync(new DateOnly(2024, 9, 20));
        using var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        using var head = await host.SignIn(agency.People["tuphap"]);
        var early = await coordinator.UploadAsync($"{path}/suspension/documents", "quyet-dinh.pdf", "%PDF-1.7"u8.ToArray());
        Assert.Equal("task.not-suspended", early.Code);
        await coordinator.PostAsync($"{path}/suspension", new { version = await VersionAsync(plan), reason = "Chờ hướng dẫn.", basis = "Công văn 12/SNV" });

        Assert.Equal(HttpStatusCode.Forbidden, (await head.UploadAsync($"{path}/suspension/documents", "quyet-dinh.pdf", "%PDF-1.7"u8.ToArray())).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await coordinator.UploadAsync($"{path}/suspension/documents", "quyet-dinh.pdf", "MZ"u8.ToArray())).Status);
        Assert.Equal(HttpStatusCode.Created, (await coordinator.UploadAsync($"{path}/suspension/documents", "quyet-dinh.pdf", "%PDF-1.7"u8.ToArray(), "Quyết định 7")).Status);

        var seen = (await head.ReadAsync(path)).Body;
        Assert.Equal("Quyết định 7", Assert.Single(seen.GetProperty("suspensionDocuments").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal(0, seen.GetProperty("evidence").GetArrayLength());
        Assert.Equal(0, (await plan.TaskAsync()).EvidenceCount);
        Assert.Contains("suspension-documented", seen.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task The_last_working_day_before_a_deadline_and_what_an_answer_rests_on_are_told_to_programs_too()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 22));
        using var head = await host.SignIn(agency.People["tuphap"]);

        var task = (await head.ReadAsync($"/tasks/{(await plan.TaskAsync()).Id}")).Body;

        Assert.Equal("2024-09-20", task.GetProperty("lastWorkingDay").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, task.GetProperty("answerRestsOn").ValueKind);
    }

    [Fact]
    public async Task The_third_reminder_in_vain_asks_for_an_explanation_which_is_reminded_of_until_it_is_given()
    {
        var (plan, path) = await InWorkAsync(new DateOnly(2024, 9, 20));
        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 10, 10));
        using var head = await host.SignIn(agency.People["tuphap"]);

        var asked = (await head.ReadAsync(path)).Body;
        Assert.Equal("2024-10-04", asked.GetProperty("explainBy").GetString());
        Assert.Equal(new[] { "EXPLAIN-1", "EXPLAIN-2" }, (await host.RemindersAsync(agency)).Where(one => one.Rung.StartsWith("EXPLAIN", StringComparison.Ordinal)).Select(one => one.Rung));
        var digest = host.Post.Messages.Last(message => message.EnvelopeTo.Any(to => to.StartsWith("tuphap@", StringComparison.Ordinal)));
        Assert.Contains("CHỜ GIẢI TRÌNH", (await digest.OpenAsync(TestContext.Current.CancellationToken)).TextBody, StringComparison.Ordinal);

        var before = host.Post.Messages.Count;
        var answered = await head.PostAsync($"{path}/explanation", new { version = await VersionAsync(plan), answer = "Chờ số liệu của các xã." });
        Assert.Equal("Chờ số liệu của các xã.", answered.Body.GetProperty("explanations")[0].GetProperty("answer").GetString());
        await host.SweepAsync();
        Assert.Equal(["chutich", "thuongtruc.cchc"], host.ArrivedAfter(before));
        await WalkAsync(new DateOnly(2024, 10, 11), new DateOnly(2024, 10, 25));
        Assert.DoesNotContain(await host.RemindersAsync(agency), one => one.Rung == "EXPLAIN-3" && one.State == "sent");
    }

    [Fact]
    public async Task An_officer_who_stands_in_accepts_gets_the_reminders_and_is_recorded_as_acting_for_the_head()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        var path = $"/tasks/{(await plan.TaskAsync()).Id}";
        using var head = await host.SignIn(agency.People["tuphap"]);
        using var officer = await host.SignIn(agency.People["tuphap.chuyenvien"]);
        var body = new { officerId = agency.People["tuphap.chuyenvien"].Id.Value, firstDay = "2024-09-10", lastDay = "2024-09-16" };
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostAsync("/delegations", body)).Status);
        var given = await head.PostAsync("/delegations", body);
        Assert.Equal(HttpStatusCode.Created, given.Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostAsync($"{path}/acceptance", new { version = await VersionAsync(plan) })).Status);
        host.SetClock(At(2024, 9, 10, 9));
        Assert.Contains("accept", (await officer.ReadAsync(path)).Body.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
        var accepted = await officer.PostAsync($"{path}/acceptance", new { version = await VersionAsync(plan) });
        Assert.Equal("Accepted", accepted.Body.GetProperty("state").GetString());
        var entry = accepted.Body.GetProperty("history").EnumerateArray().Single(entry => entry.GetProperty("kind").GetString() == "task-accepted");
        Assert.Equal(
            (agency.People["tuphap.chuyenvien"].FullName, agency.People["tuphap"].FullName),
            (entry.GetProperty("by").GetString(), entry.GetProperty("facts").GetProperty("onBehalfOf").GetString()));

        await WalkAsync(new DateOnly(2024, 9, 11), new DateOnly(2024, 9, 19));
        Assert.Equal(
            [("T-7", "tuphap.chuyenvien"), ("T-7", "tuphap"), ("T-3", "tuphap"), ("T-1", "tuphap")],
            (await host.RemindersAsync(agency)).Where(one => one.State == "sent").Select(one => (one.Rung, one.To)));
    }

    [Fact]
    public async Task Who_stands_in_gets_the_mail_of_an_assignment_too_with_links_of_their_own()
    {
        using var head = await host.SignIn(agency.People["tuphap"]);
        await head.PostAsync("/delegations", new { officerId = agency.People["tuphap.chuyenvien"].Id.Value, firstDay = "2024-09-09", lastDay = "2024-09-16" });
        var before = host.Post.Messages.Count;

        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await host.SweepAsync();
        Assert.Equal(["tuphap", "tuphap.chuyenvien"], host.ArrivedAfter(before));

        before = host.Post.Messages.Count;
        await plan.DeclineAsync();
        await plan.AssignAsync(1, "Phòng Tư pháp", new DateOnly(2024, 12, 27));
        await host.SweepAsync();
        Assert.Equal(["thuongtruc.cchc", "tuphap", "tuphap.chuyenvien"], host.ArrivedAfter(before));
        var task = await plan.TaskAsync();
        var officer = agency.People["tuphap.chuyenvien"].Id;
        Assert.Equal(4, await host.SeeAsync(agency.Id, db => db.MailLinks.CountAsync(link => link.TaskId == task.Id && link.RecipientId == officer)));

        host.SetClock(At(2024, 9, 17));
        before = host.Post.Messages.Count;
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await host.SweepAsync();
        Assert.DoesNotContain("tuphap.chuyenvien", host.ArrivedAfter(before));
    }

    [Fact]
    public async Task A_delegation_that_is_revoked_holds_no_more_from_that_moment()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        var path = $"/tasks/{(await plan.TaskAsync()).Id}";
        using var head = await host.SignIn(agency.People["tuphap"]);
        using var other = await host.SignIn(agency.People["noivu"]);
        using var officer = await host.SignIn(agency.People["tuphap.chuyenvien"]);
        var given = await head.PostAsync("/delegations", new { officerId = agency.People["tuphap.chuyenvien"].Id.Value, firstDay = "2024-09-09", lastDay = "2024-09-16" });

        Assert.Equal("delegation.not-own", (await other.PostAsync($"/delegations/{given.Id}/revocation")).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await head.PostAsync($"/delegations/{given.Id}/revocation")).Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostAsync($"{path}/acceptance", new { version = await VersionAsync(plan) })).Status);
    }

    private async Task<(PlanCase Plan, string Path)> InWorkAsync(DateOnly due)
    {
        var plan = await Given.APlanOfAsync(host, agency, due);
        await plan.AcceptAsync();
        return (plan, $"/tasks/{(await plan.TaskAsync()).Id}");
    }

    private static async Task<uint> VersionAsync(PlanCase plan) => (await plan.TaskAsync()).Version;

    private async Task WalkAsync(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day));
        }
    }
}
