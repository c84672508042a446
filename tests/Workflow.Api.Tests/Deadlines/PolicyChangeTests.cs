using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>Another deadline policy comes into force under open tasks.</summary>
public sealed class PolicyChangeTests : IAsyncLifetime
{
    private static readonly object Fewer = Policy([5, 1], overdueEvery: 2);

    private WorkflowHost host = null!;
    private AgencyCase agency = null!;
    private HttpClient coordinator = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
        coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
    }

    public async ValueTask DisposeAsync()
    {
        coordinator.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task It_is_saved_only_by_who_has_seen_its_effect_and_reminders_follow_it_from_then_on()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await plan.AcceptAsync();

        var preview = await coordinator.PostAsync("/deadline-policy/preview", new { policy = Fewer });
        var steps = preview.Body.GetProperty("steps").GetInt32();
        Assert.Equal(
            (1, 1, 4, 5),
            (preview.Body.GetProperty("tasks").GetInt32(), preview.Body.GetProperty("added").GetInt32(), preview.Body.GetProperty("dropped").GetInt32(), steps));
        Assert.Equal("2024-09-25T07:30:00+07:00", preview.Body.GetProperty("first")[0].GetProperty("from").GetString());

        var unseen = await coordinator.PutAsync("/deadline-policy", new { policy = Fewer });
        Assert.Equal((HttpStatusCode.Conflict, "policy.effect-not-seen"), (unseen.Status, unseen.Code));
        var saved = await coordinator.PutAsync("/deadline-policy", new { policy = Fewer, seenSteps = steps });
        Assert.Equal((1, 5), (saved.Body.GetProperty("edition").GetInt32(), saved.Body.GetProperty("steps").GetInt32()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await coordinator.PutAsync("/deadline-policy", new { policy = Fewer, seenSteps = 0 })).Status);

        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 10, 22));
        Assert.Equal(
            ["T-5 08/10", "T-1 14/10", "OVERDUE-1 16/10", "OVERDUE-2 18/10", "OVERDUE-3 22/10"],
            (await host.RemindersAsync(agency)).Where(one => one.To == "tuphap").Select(one => FormattableString.Invariant($"{one.Rung} {one.SentAt:dd/MM}")));
    }

    [Fact]
    public async Task A_change_under_an_overdue_task_goes_on_counting_and_says_nothing_twice()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.AcceptAsync();
        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 9, 27));

        host.SetClock(At(2024, 9, 27, 10));
        await SaveAsync(Policy([14, 7, 3, 1, 0], overdueEvery: 1));
        await WalkAsync(new DateOnly(2024, 9, 30), new DateOnly(2024, 10, 2));

        Assert.Equal(
            ["OVERDUE-1 23/09", "OVERDUE-2 26/09", "OVERDUE-3 30/09", "OVERDUE-4 01/10", "OVERDUE-5 02/10"],
            (await host.RemindersAsync(agency)).Where(one => one.To == "tuphap" && one.Rung.StartsWith("OVERDUE", StringComparison.Ordinal))
                .Select(one => FormattableString.Invariant($"{one.Rung} {one.SentAt:dd/MM}")));
    }

    [Fact]
    public async Task A_shorter_time_to_answer_that_is_over_already_is_said_with_the_next_digest()
    {
        await SaveAsync(Policy([0], acceptanceWindow: 10));
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 9, 17));
        Assert.Empty(await host.RemindersAsync(agency));

        host.SetClock(At(2024, 9, 17, 10));
        await SaveAsync(Policy([0], acceptanceWindow: 2), edition: 1);
        await WalkAsync(new DateOnly(2024, 9, 18), new DateOnly(2024, 9, 18));

        Assert.Contains(await host.RemindersAsync(agency), one => one is { Rung: "ACCEPT-LATE", To: "tuphap", State: "sent" });
    }

    [Fact]
    public async Task A_policy_for_a_kind_of_task_leaves_the_others_and_the_hours_alone()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await plan.AcceptAsync();
        var kind = (await plan.TaskAsync()).Kind;
        var other = Enum.GetValues<Domain.Tasks.TaskKind>().First(one => one != kind);

        var none = await coordinator.PostAsync("/deadline-policy/preview", new { policy = Fewer, kind = other.ToString() });
        var own = await coordinator.PostAsync("/deadline-policy/preview", new { policy = Fewer, kind = kind.ToString() });

        Assert.Equal((0, 5), (none.Body.GetProperty("steps").GetInt32(), own.Body.GetProperty("steps").GetInt32()));
    }

    [Fact]
    public async Task Later_office_hours_move_every_step_and_the_digest_with_them()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 24));
        await plan.AcceptAsync();
        await SaveAsync(Policy([14, 7, 3, 1, 0], digestAt: "09:00"));

        await host.SweepAtAsync(At(2024, 9, 13, 8));
        Assert.Empty(await host.RemindersAsync(agency));
        await host.SweepAtAsync(At(2024, 9, 13, 9, 0));

        Assert.Equal(At(2024, 9, 13, 9, 0), Assert.Single(await host.RemindersAsync(agency)).SentAt);
    }

    [Fact]
    public async Task A_policy_that_could_reach_nobody_is_neither_previewed_nor_saved()
    {
        await host.ExecuteAsync($"update person set active = false where id = '{agency.People["chutich"].Id}'");

        foreach (var (policy, code) in new[] { (Fewer, "policy.no-chairman"), (Policy([5], digestAt: "18:00"), "policy.no-time-to-send") })
        {
            Assert.Contains(code, (await coordinator.PostAsync("/deadline-policy/preview", new { policy })).Codes);
            Assert.Contains(code, (await coordinator.PutAsync("/deadline-policy", new { policy, seenSteps = 0 })).Codes);
        }

        Assert.Equal(0, await host.SeeAsync(agency.Id, db => db.PolicyEditions.CountAsync()));
    }

    [Theory]
    [InlineData("tuphap")]
    [InlineData("chutich")]
    [InlineData("theodoi.sonoivu")]
    public async Task Only_the_coordinator_and_the_administrator_keep_policies(string mailbox)
    {
        using var client = await host.SignIn(agency.People[mailbox]);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PutAsync("/deadline-policy", new { policy = Fewer, seenSteps = 0 })).Status);
    }

    private static object Policy(int[] ladder, int overdueEvery = 3, int acceptanceWindow = 2, string digestAt = "07:30") => new
    {
        ladder,
        acceptanceWindow,
        overdueEvery,
        coordinatorAt = 3,
        escalateAt = 3,
        explanationWindow = 3,
        mostExtensions = 1,
        digestAt,
        quietFrom = "17:30",
        officeDays = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" },
    };

    private async Task SaveAsync(object policy, int edition = 0)
    {
        var preview = await coordinator.PostAsync("/deadline-policy/preview", new { policy });
        var saved = await coordinator.PutAsync("/deadline-policy", new { policy, seenEdition = edition, seenSteps = preview.Body.GetProperty("steps").GetInt32() });
        Assert.Equal(HttpStatusCode.OK, saved.Status);
    }

    private async Task WalkAsync(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day));
        }
    }
}
