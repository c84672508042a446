using Microsoft.EntityFrameworkCore;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>What people get to read while the days pass.</summary>
public sealed class ReminderTests : IAsyncLifetime
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
    public async Task Every_step_of_a_deadline_is_said_once_on_its_working_morning_and_the_third_in_vain_to_the_chairman()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await plan.AcceptAsync();

        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 11, 5));

        Assert.Equal(
            [
                Sent("T-14", "tuphap", 9, 25), Sent("T-7", "tuphap", 10, 4), Sent("T-3", "tuphap", 10, 10), Sent("T-1", "tuphap", 10, 14), Sent("T-0", "tuphap", 10, 15),
                Sent("OVERDUE-1", "tuphap", 10, 16), Sent("OVERDUE-2", "tuphap", 10, 21),
                Sent("OVERDUE-3", "chutich", 10, 24), Sent("OVERDUE-3", "thuongtruc.cchc", 10, 24), Sent("OVERDUE-3", "tuphap", 10, 24),
                Sent("OVERDUE-4", "tuphap", 10, 29), Sent("EXPLAIN-1", "tuphap", 10, 30), Sent("OVERDUE-5", "tuphap", 11, 1), Sent("EXPLAIN-2", "tuphap", 11, 4),
            ],
            await host.RemindersAsync(agency));
        Assert.True((await plan.TaskAsync()).FellOverdue);
        Assert.Equal(1, await CountActivityAsync("task-escalated"));
        Assert.Equal(1, await CountActivityAsync("task-fell-overdue"));
    }

    [Fact]
    public async Task Silence_after_an_assignment_reminds_the_unit_and_then_tells_the_coordinator_and_the_chairman()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));

        await WalkAsync(new DateOnly(2024, 9, 9), new DateOnly(2024, 9, 20));

        Assert.Equal(
            [
                Sent("ACCEPT", "tuphap", 9, 11),
                Sent("ACCEPT-LATE", "chutich", 9, 12), Sent("ACCEPT-LATE", "thuongtruc.cchc", 9, 12), Sent("ACCEPT-LATE", "tuphap", 9, 12),
            ],
            await host.RemindersAsync(agency));
        Assert.Equal(1, await CountActivityAsync("acceptance-fell-overdue"));
    }

    [Fact]
    public async Task An_answer_in_time_is_not_asked_for()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        host.SetClock(At(2024, 9, 10, 15));
        await plan.DeclineAsync();

        await WalkAsync(new DateOnly(2024, 9, 11), new DateOnly(2024, 9, 16));

        Assert.Empty(await host.RemindersAsync(agency));
    }

    [Fact]
    public async Task After_days_of_standstill_only_the_latest_step_goes_out_and_the_others_are_overtaken()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await plan.AcceptAsync();
        await host.SweepAsync();
        var before = host.Post.Messages.Count;

        await host.SweepAtAsync(At(2024, 10, 22, 10));

        var reminders = await host.RemindersAsync(agency);
        Assert.Equal(["T-14", "T-7", "T-3", "T-1", "T-0", "OVERDUE-1"], reminders.Where(one => one.State == "overtaken").Select(one => one.Rung));
        Assert.Equal(new Reminded(1, "OVERDUE-2", "tuphap", "sent", At(2024, 10, 22, 10)), Assert.Single(reminders, one => one.State != "overtaken"));
        Assert.Equal(["tuphap"], host.ArrivedAfter(before));
    }

    [Fact]
    public async Task Nothing_leaves_on_a_Saturday_or_in_the_evening()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 24));
        await plan.AcceptAsync();
        await host.SweepAsync();
        var before = host.Post.Messages.Count;

        await host.SweepAtAsync(At(2024, 9, 20, 18));
        Assert.Empty(host.ArrivedAfter(before));
        Assert.Equal(["T-3", "T-7"], Waiting(await host.RemindersAsync(agency)).Union(["T-7"]).Order());

        await host.SweepAtAsync(At(2024, 9, 21, 10));
        Assert.Empty(host.ArrivedAfter(before));

        await host.SweepAtAsync(At(2024, 9, 23, 7, 29));
        Assert.Empty(host.ArrivedAfter(before));

        await host.SweepAtAsync(At(2024, 9, 23));
        Assert.Equal(["tuphap"], host.ArrivedAfter(before));
    }

    [Fact]
    public async Task Tet_is_as_quiet_as_a_Sunday()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2025, 2, 5));
        await plan.AcceptAsync();
        await host.SweepAtAsync(At(2025, 1, 24, 9));
        var before = host.Post.Messages.Count;

        await WalkAsync(new DateOnly(2025, 1, 25), new DateOnly(2025, 2, 2));
        Assert.Empty(host.ArrivedAfter(before));

        await WalkAsync(new DateOnly(2025, 2, 3), new DateOnly(2025, 2, 5));
        Assert.Equal(["T-0", "T-1"], (await host.RemindersAsync(agency)).Where(one => one.SentAt > At(2025, 1, 25)).Select(one => one.Rung).Order());
    }

    [Fact]
    public async Task A_person_gets_one_digest_a_day_with_everything_in_it()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20), tasks: 3);
        await plan.AcceptAsync(1);
        await plan.AcceptAsync(2);
        host.SetClock(At(2024, 9, 11, 7, 0));
        await host.SweepAsync();
        var before = host.Post.Messages.Count;

        await host.SweepAtAsync(At(2024, 9, 11));
        await host.SweepAtAsync(At(2024, 9, 11, 14));

        Assert.Equal(["tuphap"], host.ArrivedAfter(before));
        var digest = await host.Post.Messages[before].OpenAsync(TestContext.Current.CancellationToken);
        Assert.Contains("CHỜ", digest.TextBody, StringComparison.Ordinal);
        Assert.All([1, 2, 3], number => Assert.Contains($"- {number}. Kiểm tra văn bản đợt {number}", digest.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_had_todays_digest_gets_what_comes_up_later_on_the_next_working_day()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        host.SetClock(At(2024, 9, 11));
        await host.SweepAsync();
        await host.ExecuteAsync(
            """
            insert into reminder (id, agency_id, task_id, deadline_version, rung, recipient_id, state, planned_for, not_before)
            select gen_random_uuid(), agency_id, task_id, deadline_version, 'T-60', recipient_id, 'planned', planned_for, not_before from reminder
            """);
        var before = host.Post.Messages.Count;

        await host.SweepAtAsync(At(2024, 9, 11, 15));
        Assert.Empty(host.ArrivedAfter(before));

        await host.SweepAtAsync(At(2024, 9, 12));
        Assert.Contains(await host.RemindersAsync(agency), one => one == Sent("T-60", "tuphap", 9, 12));
    }

    [Fact]
    public async Task A_second_sweep_says_nothing_again()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), tasks: 3);
        await host.SweepAtAsync(At(2024, 9, 11));
        var before = host.Post.Messages.Count;

        var counts = await host.SweepAsync();

        Assert.Equal((0, 0, 0), (counts.TimersFired, counts.DigestsWritten, counts.MailsSent));
        Assert.Empty(host.ArrivedAfter(before));
    }

    [Fact]
    public async Task A_deadline_that_moved_takes_its_unsaid_reminders_with_it()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.AcceptAsync();
        await host.SweepAtAsync(At(2024, 9, 21, 10));
        Assert.Equal(["T-0"], Waiting(await host.RemindersAsync(agency)));

        await plan.AssignAsync(1, "Phòng Tư pháp", new DateOnly(2024, 10, 31));
        await WalkAsync(new DateOnly(2024, 9, 22), new DateOnly(2024, 9, 27));

        var reminders = await host.RemindersAsync(agency);
        Assert.Contains(reminders, one => one is { Rung: "T-0", State: "superseded" });
        Assert.DoesNotContain(reminders, one => one.State is "sent" or "planned");
        Assert.False((await plan.TaskAsync()).FellOverdue);
    }

    [Fact]
    public async Task Nothing_is_said_after_the_result_is_handed_in_not_even_what_was_planned_before()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.AcceptAsync();
        await host.SweepAtAsync(At(2024, 9, 20, 18));
        await plan.ReportAsync();
        await plan.AttachAsync();
        await plan.SubmitAsync();

        await WalkAsync(new DateOnly(2024, 9, 21), new DateOnly(2024, 10, 4));

        Assert.DoesNotContain(await host.RemindersAsync(agency), one => one.State is "sent" or "queued" or "planned");
        Assert.False((await plan.TaskAsync()).FellOverdue);
    }

    [Fact]
    public async Task A_result_returned_after_the_deadline_is_reminded_of_again()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.FinishAsync();
        await WalkAsync(new DateOnly(2024, 9, 19), new DateOnly(2024, 9, 25));
        await plan.ReturnAsync();

        await WalkAsync(new DateOnly(2024, 9, 26), new DateOnly(2024, 10, 1));

        Assert.Contains(await host.RemindersAsync(agency), one => one is { Rung: "OVERDUE-2", To: "tuphap", State: "sent" });
        Assert.True((await plan.TaskAsync()).FellOverdue);
    }

    [Fact]
    public async Task A_unit_without_a_head_falls_to_the_coordinator()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.AcceptAsync();
        await DeactivateAsync("tuphap");

        await WalkAsync(new DateOnly(2024, 9, 19), new DateOnly(2024, 9, 20));

        Assert.All(await host.RemindersAsync(agency), one => Assert.Equal("thuongtruc.cchc", one.To));
        Assert.Contains(await host.RemindersAsync(agency), one => one is { Rung: "T-0", State: "sent" });
    }

    [Fact]
    public async Task A_reminder_for_somebody_who_left_does_not_wait_forever()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.AcceptAsync();
        await host.SweepAtAsync(At(2024, 9, 20, 18));
        await DeactivateAsync("tuphap");

        await WalkAsync(new DateOnly(2024, 9, 21), new DateOnly(2024, 9, 30));

        Assert.DoesNotContain(await host.RemindersAsync(agency), one => one.State == "planned");
    }

    [Fact]
    public async Task Two_nodes_that_sweep_at_once_say_everything_once()
    {
        var plan = await Given.APublishedPlanAsync(host, agency);
        await using var other = await host.StartAnotherNodeAsync();
        await host.SweepAsync();
        var before = host.Post.Messages.Count;

        host.SetClock(At(2024, 9, 12));
        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { Task.Run(host.SweepAsync), Task.Run(other.SweepAsync) }));

        var arrived = host.ArrivedAfter(before).ToList();
        Assert.Equal(arrived.Distinct(), arrived);
        Assert.Equal((await host.RemindersAsync(agency)).Where(one => one.State == "sent").Select(one => one.To).Distinct().Order(StringComparer.Ordinal), arrived);
        Assert.All(await plan.TasksAsync(), task => Assert.Equal(Domain.Tasks.RemediationTaskState.Assigned, task.State));
        Assert.Equal(18, await CountActivityAsync("acceptance-fell-overdue"));
        Assert.DoesNotContain(await host.RemindersAsync(agency), one => one.State is "planned" or "queued");
    }

    [Fact]
    public async Task A_cancelled_task_is_quiet()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.CancelAsync();

        await WalkAsync(new DateOnly(2024, 9, 10), new DateOnly(2024, 10, 4));

        Assert.Empty(await host.RemindersAsync(agency));
    }

    private static Reminded Sent(string rung, string to, int month, int day) => new(1, rung, to, "sent", At(2024, month, day));

    private static IEnumerable<string> Waiting(IEnumerable<Reminded> reminders) => reminders.Where(one => one.State == "planned").Select(one => one.Rung);

    /// <summary>Lets the days pass: a sweep each morning at half past seven and each evening at eight.</summary>
    private async Task WalkAsync(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var moment in new[] { At(day.Year, day.Month, day.Day), At(day.Year, day.Month, day.Day, 20) }.Where(moment => moment >= host.Clock.GetUtcNow()))
            {
                await host.SweepAtAsync(moment);
            }
        }
    }

    private Task<int> CountActivityAsync(string kind) => host.SeeAsync(agency.Id, db => db.Activity.CountAsync(entry => entry.Kind == kind));

    private Task DeactivateAsync(string mailbox) => host.ExecuteAsync($"update person set active = false where id = '{agency.People[mailbox].Id}'");
}
