using Npgsql;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>What fails by itself, or is done while its mail waits, holds up nobody else.</summary>
public sealed class HeldUpTests : IAsyncLifetime
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
    public async Task A_step_that_cannot_be_carried_out_is_put_aside_and_the_others_go_on()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), tasks: 5);
        await host.SweepAsync();
        await host.ExecuteAsync("update timer set rung = 'NO-SUCH-RUNG', fire_at = fire_at - interval '1 minute' where rung = 'ACCEPT' and task_id = (select id from task where number = 1 order by id desc limit 1)");

        await host.SweepAtAsync(At(2024, 9, 11));

        Assert.Equal(4, (await host.RemindersAsync(agency)).Count(reminder => reminder.State == "sent"));
        var aside = Assert.Single((await host.SendAs(agency.Administrator, new Api.Features.Deadlines.DeliveryHealth.Query())).Aside);
        Assert.Equal("NO-SUCH-RUNG", aside.Rung);
    }

    [Fact]
    public async Task A_digest_that_cannot_be_written_fails_after_three_times_and_the_others_leave()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), lead: "Phòng Nội vụ");
        await host.SweepAsync();
        await host.SweepAtAsync(At(2024, 9, 10, 20));
        await host.ExecuteAsync("update timer set fire_at = fire_at - interval '1 day' where rung = 'ACCEPT'");
        await host.SweepAsync();
        await host.ExecuteAsync("update reminder set rung = 'NO-SUCH-RUNG' where state = 'planned' and recipient_id = (select id from person where email like 'tuphap@%' order by id desc limit 1)");
        host.SetClock(At(2024, 9, 11));

        for (var sweep = 0; sweep < 4; sweep++)
        {
            await host.SweepAsync();
        }

        var states = (await host.RemindersAsync(agency)).ToDictionary(reminder => reminder.To, reminder => reminder.State);
        Assert.Equal("failed", states["tuphap"]);
        Assert.Equal("sent", states["noivu"]);
    }

    [Fact]
    public async Task A_digest_that_waits_says_nothing_of_what_was_done_meanwhile()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), tasks: 2);
        await host.SweepAsync();
        var before = host.Post.Messages.Count;
        host.Post.Behaviour = moment => moment.Step is MailCatcher.SmtpStep.Connected ? MailCatcher.SmtpReaction.Drop : null;
        await host.SweepAtAsync(At(2024, 9, 11));
        await plan.AcceptAsync(1);
        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();

        await host.SweepAsync();

        var message = await Assert.Single(host.Post.Messages.Skip(before)).OpenAsync(TestContext.Current.CancellationToken);
        Assert.Contains("đợt 2", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("đợt 1 ", message.TextBody, StringComparison.Ordinal);
        Assert.Equal(["sent", "superseded"], (await host.RemindersAsync(agency)).Select(reminder => reminder.State).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_digest_with_nothing_left_in_it_is_withdrawn()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await host.SweepAsync();
        var before = host.Post.Messages.Count;
        host.Post.Behaviour = moment => moment.Step is MailCatcher.SmtpStep.Connected ? MailCatcher.SmtpReaction.Drop : null;
        await host.SweepAtAsync(At(2024, 9, 11));
        await plan.AcceptAsync();
        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();

        await host.SweepAsync();

        Assert.Equal(before, host.Post.Messages.Count);
        Assert.Equal("superseded", Assert.Single(await host.RemindersAsync(agency)).State);
        Assert.Equal("superseded", (await host.MailsAsync(agency))[^1].State);
    }

    /// <summary>Two processes that shared a person's reminders out would write a digest of some and leave the others for tomorrow.</summary>
    [Fact]
    public async Task A_digest_that_another_process_is_writing_is_left_to_it_whole()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), tasks: 3);
        await host.SweepAsync();
        await using (var other = new NpgsqlConnection(host.ConnectionString))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var writing = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var hold = new NpgsqlCommand("select from person where email like 'tuphap@%' for no key update", other, writing);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            await host.SweepAtAsync(At(2024, 9, 11));

            Assert.All(await host.RemindersAsync(agency), reminder => Assert.Equal("planned", reminder.State));
        }

        await host.SweepAsync();

        var reminders = await host.RemindersAsync(agency);
        Assert.Equal(3, reminders.Count);
        Assert.All(reminders, reminder => Assert.Equal("sent", reminder.State));
        Assert.Single(host.Post.Messages, mail => mail.Subject.Contains("3 việc", StringComparison.Ordinal));
    }

    /// <summary>The database refuses what a step writes, not what it says of itself: no step is to blame, and none waits a quarter of an hour.</summary>
    [Fact]
    public async Task A_full_disk_puts_no_step_aside()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), tasks: 3);
        await host.SweepAsync();
        await host.ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100', message = 'disk full'; end $$;
            create trigger refuse before insert on reminder for each row execute function refuse()
            """);
        host.SetClock(At(2024, 9, 11));
        await Assert.ThrowsAsync<AggregateException>(() => host.SweepAsync());
        await Assert.ThrowsAsync<AggregateException>(() => host.SweepAsync());

        await host.ExecuteAsync("drop trigger refuse on reminder");

        Assert.Equal(3, (await host.SweepAsync()).TimersFired);
        Assert.All(await host.RemindersAsync(agency), reminder => Assert.Equal("sent", reminder.State));
    }

    [Fact]
    public async Task A_fault_of_the_timers_does_not_stop_the_mail()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await host.ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100', message = 'disk full'; end $$;
            create trigger refuse before update on timer for each row execute function refuse();
            update engine set last_sweep_at = null
            """);
        host.SetClock(At(2024, 9, 11));

        await Assert.ThrowsAsync<AggregateException>(() => host.SweepAsync());

        Assert.Single(host.Post.Messages);
        await host.ExecuteAsync("drop trigger refuse on timer");
        Assert.Equal(1, (await host.SweepAsync()).TimersFired);
        Assert.Empty((await host.SendAs(agency.Administrator, new Api.Features.Deadlines.DeliveryHealth.Query())).Aside);
    }
}
