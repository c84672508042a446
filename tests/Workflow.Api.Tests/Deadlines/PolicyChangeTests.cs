using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
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
    public async Task A_policy_of_a_kind_is_withdrawn_by_who_has_seen_its_effect_and_the_wider_one_holds_again()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await plan.AcceptAsync();
        var kind = (await plan.TaskAsync()).Kind.ToString();
        Assert.Equal("policy.nothing-to-withdraw", (await coordinator.PostAsync("/deadline-policy/withdrawal/preview", new { kind })).Code);
        Assert.Equal("policy.of-all-stays", (await coordinator.PostAsync("/deadline-policy/withdrawal", new { })).Code);
        await coordinator.PutAsync("/deadline-policy", new { policy = Fewer, kind, seenSteps = 5 });

        var preview = (await coordinator.PostAsync("/deadline-policy/withdrawal/preview", new { kind })).Body;
        Assert.Equal((5, 4, 1), (preview.GetProperty("steps").GetInt32(), preview.GetProperty("added").GetInt32(), preview.GetProperty("dropped").GetInt32()));
        Assert.Equal("policy.effect-not-seen", (await coordinator.PostAsync("/deadline-policy/withdrawal", new { kind, seenEdition = 1 })).Code);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await coordinator.PostAsync("/deadline-policy/withdrawal", new { kind, seenSteps = 5 })).Status);
        var withdrawn = await coordinator.PostAsync("/deadline-policy/withdrawal", new { kind, seenEdition = 1, seenSteps = 5 });

        Assert.Equal((2, 5), (withdrawn.Body.GetProperty("edition").GetInt32(), withdrawn.Body.GetProperty("steps").GetInt32()));
        var now = (await coordinator.ReadAsync($"/deadline-policy?kind={kind}")).Body;
        Assert.Equal((false, 2, 0), (now.GetProperty("own").GetBoolean(), now.GetProperty("edition").GetInt32(), now.GetProperty("scopes").GetArrayLength()));
        Assert.Equal([14, 7, 3, 1, 0], now.GetProperty("policy").GetProperty("ladder").EnumerateArray().Select(days => days.GetInt32()));
        Assert.Equal(0, await DriftAsync());
        Assert.Contains("deadline-policy-withdrawn", await host.SeeAsync(agency.Id, db => db.Activity.Select(entry => entry.Kind).ToListAsync()));
        Assert.Equal("policy.nothing-to-withdraw", (await coordinator.PostAsync("/deadline-policy/withdrawal", new { kind, seenEdition = 2, seenSteps = 0 })).Code);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.PutAsync("/deadline-policy", new { policy = Fewer, kind, seenEdition = 2, seenSteps = 5 })).Status);
    }

    [Fact]
    public async Task What_is_soon_is_said_by_the_policy_of_the_kind_in_lists_and_seen_before_it_changes()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20), tasks: 2);
        await plan.AcceptAsync();
        var kind = (await plan.TaskAsync()).Kind.ToString();
        object policy = new { Ladder = new[] { 14, 7, 3, 1, 0 }, dueSoonWithin = 9 };
        var soon = $"/plans/{plan.Id}/tasks?timeliness=DueSoon";
        Assert.Equal(0, (await coordinator.ReadAsync(soon)).Body.GetProperty("total").GetInt32());

        var preview = (await coordinator.PostAsync("/deadline-policy/preview", new { policy, kind })).Body;
        Assert.Equal((0, 2, 0), (preview.GetProperty("steps").GetInt32(), preview.GetProperty("soon").GetInt32(), preview.GetProperty("notSoon").GetInt32()));
        Assert.Equal(HttpStatusCode.OK, (await coordinator.PutAsync("/deadline-policy", new { policy, kind, seenSteps = 0 })).Status);

        var listed = (await coordinator.ReadAsync(soon)).Body;
        Assert.Equal((2, "dueSoon"), (listed.GetProperty("total").GetInt32(), listed.GetProperty("items")[0].GetProperty("timeliness").GetString()));
        var back = (await coordinator.PostAsync("/deadline-policy/withdrawal/preview", new { kind })).Body;
        Assert.Equal((0, 2), (back.GetProperty("soon").GetInt32(), back.GetProperty("notSoon").GetInt32()));
    }

    [Fact]
    public async Task A_report_is_soon_due_as_the_policy_of_the_agency_says()
    {
        var reports = new ReportCase(host, agency);
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 20));
        Assert.Equal(Domain.Reports.ReportState.NotDue, (await reports.ItemAsync(new DateOnly(2024, 9, 20))).State);

        await coordinator.PutAsync("/deadline-policy", new { policy = new { dueSoonWithin = 9 }, seenSteps = 0 });

        Assert.Equal(Domain.Reports.ReportState.DueSoon, (await reports.ItemAsync(new DateOnly(2024, 9, 20))).State);
        Assert.Equal(1, (await coordinator.ReadAsync("/report-occurrences?state=DueSoon")).Body.GetProperty("total").GetInt32());
        Assert.Equal(0, (await coordinator.ReadAsync("/report-occurrences?state=NotDue")).Body.GetProperty("total").GetInt32());
    }

    /// <summary>The save stands still after it has reckoned what changes: what is assigned meanwhile waits, and is reckoned by what is saved.</summary>
    [Fact]
    public async Task A_task_that_is_assigned_while_a_policy_is_being_saved_follows_the_new_one()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15), tasks: 2);
        await host.ExecuteAsync(
            """
            create function stand_still() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return new; end $$;
            create trigger stand_still before insert on deadline_policy for each row execute function stand_still()
            """);
        await using var gate = new NpgsqlConnection(host.ConnectionString);
        await gate.OpenAsync(TestContext.Current.CancellationToken);
        await ScalarAsync(gate, "select pg_advisory_lock(4711)");

        var saving = SaveAsync(Fewer);
        await WaitForAsync(gate, waiting: 1);
        var assigning = plan.AssignAsync(2, "Phòng Nội vụ", new DateOnly(2024, 10, 22));
        await WaitForAsync(gate, waiting: 2);
        await ScalarAsync(gate, "select pg_advisory_unlock(4711)");
        await Task.WhenAll(saving, assigning);

        var task = await plan.TaskAsync(2);
        var rungs = await host.SeeAsync(agency.Id, db => db.Timers
            .Where(timer => timer.TaskId == task.Id && timer.DeadlineVersion == task.DeadlineVersion && timer.Rung.StartsWith("T-")).Select(timer => timer.Rung).Order().ToListAsync());
        Assert.Equal(["T-1", "T-5"], rungs);
        Assert.Equal(0, await DriftAsync());
    }

    [Fact]
    public async Task Steps_that_come_while_a_policy_is_being_saved_wait_for_the_next_sweep()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await using var gate = new NpgsqlConnection(host.ConnectionString);
        await gate.OpenAsync(TestContext.Current.CancellationToken);
        await ScalarAsync(gate, $"select pg_advisory_lock(hashtextextended('{agency.Id}', 8))");

        Assert.Equal(0, (await host.SweepAtAsync(At(2024, 9, 11))).TimersFired);
        await ScalarAsync(gate, $"select pg_advisory_unlock(hashtextextended('{agency.Id}', 8))");

        Assert.Equal(1, (await host.SweepAsync()).TimersFired);
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

    private async Task<int> DriftAsync()
    {
        var checkedNow = await host.SendAs(agency.Administrator, new Api.Features.Deadlines.CompareTimers.Query());
        return checkedNow.Missing + checkedNow.Extra + checkedNow.Moved;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Until so many in this database wait for an advisory lock.</summary>
    private static async Task WaitForAsync(NpgsqlConnection connection, long waiting)
    {
        const string Waiting =
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";
        for (var time = 0; time < 600 && !waiting.Equals(await ScalarAsync(connection, Waiting)); time++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(waiting, await ScalarAsync(connection, Waiting));
    }

    private async Task WalkAsync(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day));
        }
    }
}
