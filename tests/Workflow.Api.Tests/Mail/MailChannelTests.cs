using Workflow.Api.Features.Deadlines;
using Workflow.MailCatcher;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Mail;

/// <summary>The way to the mail server: a fuse, a rate, and mails that nobody can send.</summary>
public sealed class MailChannelTests : IAsyncLifetime
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
    public async Task After_three_failures_in_a_row_nothing_leaves_and_no_attempt_is_spent()
    {
        await Given.APublishedPlanAsync(host, agency);
        var connections = 0;
        host.Post.Behaviour = moment =>
        {
            connections += moment.Step is SmtpStep.Connected ? 1 : 0;
            return moment.Step is SmtpStep.Connected ? SmtpReaction.Drop : null;
        };

        for (var sweep = 0; sweep < 6; sweep++)
        {
            await host.WaitIsOverAsync();
            await host.SweepAsync();
        }

        var channel = (await HealthAsync()).Channel;
        Assert.Equal(("open", 3, 1, 3), (channel.State, channel.Failures, channel.Openings, connections));
        Assert.NotNull(channel.Trouble);
        Assert.All(await host.MailsAsync(agency), mail => Assert.Equal(("queued", 0, 0), (mail.State, mail.Attempt, mail.Ambiguous)));
    }

    [Fact]
    public async Task One_mail_tries_whether_the_server_is_back_and_then_the_others_leave()
    {
        await Given.APublishedPlanAsync(host, agency);
        await OpenAsync();
        var mails = (await host.MailsAsync(agency)).Count;
        await TryNowAsync();
        await host.SweepAsync();
        Assert.Equal("open", (await HealthAsync()).Channel.State);

        host.Post.Behaviour = null;
        await TryNowAsync();
        await host.SweepAsync();

        Assert.Equal(mails, host.Post.Messages.Count);
        var channel = (await HealthAsync()).Channel;
        Assert.Equal(("closed", 0, 1), (channel.State, channel.Failures, channel.Openings));
        Assert.NotNull(channel.LastAcceptedAt);
    }

    [Fact]
    public async Task Another_process_knows_that_the_channel_is_open()
    {
        await Given.APublishedPlanAsync(host, agency);
        await OpenAsync();
        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();
        await using var node = await host.StartAnotherNodeAsync();

        Assert.Equal(0, (await node.SweepAsync()).MailsSent);
    }

    [Fact]
    public async Task A_server_that_closes_with_421_again_and_again_opens_the_channel()
    {
        await Given.APublishedPlanAsync(host, agency);
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Sender ? SmtpReaction.Reply("421 4.3.2 Bảo trì") : null;

        await host.SweepAsync();

        Assert.Equal(("open", 3), ((await HealthAsync()).Channel.State, (await HealthAsync()).Channel.Failures));
        Assert.Equal(3, (await host.MailsAsync(agency)).Count(mail => mail.Attempt == 1));
    }

    [Fact]
    public async Task A_word_of_the_server_in_between_starts_the_count_anew()
    {
        await Given.APublishedPlanAsync(host, agency);
        var turn = 0;
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Recipient && Interlocked.Increment(ref turn) % 3 != 0 ? SmtpReaction.Drop : null;

        await host.SweepAsync();

        Assert.Equal(("closed", 0), ((await HealthAsync()).Channel.State, (await HealthAsync()).Channel.Openings));
        Assert.True(turn > 6, "The fault must strike again and again.");
    }

    [Fact]
    public async Task No_more_than_a_minutes_share_leaves_in_a_minute()
    {
        await using var slow = await StartAsync(new Dictionary<string, string?> { ["Mail:PerMinute"] = "12" });
        var other = await Given.AnAgencyAsync(slow);
        await Given.APublishedPlanAsync(slow, other);
        var mails = (await slow.MailsAsync(other)).Count;
        Assert.True(mails > 4);

        Assert.Equal(2, (await slow.SweepAsync()).MailsSent);
        Assert.Equal(0, (await slow.SweepAsync()).MailsSent);
        await slow.ExecuteAsync("update mail_channel set refilled_at = refilled_at - interval '5 seconds'");
        Assert.Equal(1, (await slow.SweepAsync()).MailsSent);
        await slow.ExecuteAsync("update mail_channel set refilled_at = refilled_at - interval '1 hour'");
        Assert.Equal(2, (await slow.SweepAsync()).MailsSent);
    }

    [Fact]
    public async Task An_address_that_is_none_fails_for_everybody_to_see_and_the_others_leave()
    {
        await Given.APublishedPlanAsync(host, agency);
        var all = (await host.MailsAsync(agency)).Count;
        await host.ExecuteAsync("update mail set to_address = 'Phong Tu phap <tuphap' where to_address like 'tuphap@%'");

        Assert.Equal(all - 1, (await host.SweepAsync()).MailsSent);

        var failed = Assert.Single((await HealthAsync()).Failing);
        Assert.Equal(("Phong Tu phap <tuphap", 1), (failed.To, failed.Mails));
        Assert.StartsWith("not sendable", failed.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_attempt_is_written_down_with_its_answer()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 15));
        host.Post.Behaviour = moment => moment.Step is SmtpStep.MessageReceived ? SmtpReaction.Reply("451 4.3.0 Thử lại sau") : null;
        await host.SweepAsync();
        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();
        await host.SweepAsync();

        var attempts = await host.SeeAsync(agency.Id, db => Task.FromResult(db.MailAttempts.OrderBy(attempt => attempt.Fence).ToList()));
        Assert.Equal(["Deferred", "Sent"], attempts.Select(attempt => attempt.Outcome));
        Assert.StartsWith("451", attempts[0].Reply, StringComparison.Ordinal);
        Assert.All(attempts, attempt => Assert.True(attempt.EndedAt >= attempt.BegunAt));
    }

    [Fact]
    public async Task What_was_held_goes_out_again_or_counts_as_arrived_as_a_person_says()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 15));
        await host.ExecuteAsync("update mail set state = 'held', ambiguous = 2");
        var held = Assert.Single((await HealthAsync()).Held);

        await host.SendAs(agency.Administrator, new DecideHeldMail.Command(held.Id, SendAgain: true));
        Assert.Equal(1, (await host.SweepAsync()).MailsSent);
        var refused = await Assert.ThrowsAsync<Domain.RuleBrokenException>(() => host.SendAs(agency.Administrator, new DecideHeldMail.Command(held.Id, SendAgain: true)));
        Assert.Same(DecideHeldMail.OnlyAHeldMailIsDecided, Assert.Single(refused.Rules));

        await host.ExecuteAsync("update mail set state = 'held', sent_at = null");
        await host.SendAs(agency.Administrator, new DecideHeldMail.Command(held.Id, SendAgain: false));
        Assert.Equal(0, (await host.SweepAsync()).MailsSent);
        Assert.Equal("sent", Assert.Single(await host.MailsAsync(agency)).State);
        var lines = await host.SeeAsync(agency.Id, db => Task.FromResult(db.Activity.Where(entry => entry.Kind == "held-mail-decided").OrderBy(entry => entry.Id).ToList()));
        Assert.All(lines, line => Assert.Equal((agency.Administrator.PersonId, held.Id), (line.PersonId, line.SubjectId)));
        Assert.Equal(["again", "arrived"], lines.Select(line => System.Text.Json.JsonDocument.Parse(line.Facts).RootElement.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task After_a_restore_everything_that_has_not_left_is_held()
    {
        await Given.APublishedPlanAsync(host, agency);
        var mails = (await host.MailsAsync(agency)).Count;

        Assert.Equal(mails, await host.HoldMailAsync());

        Assert.Equal(0, (await host.SweepAsync()).MailsSent);
        Assert.Equal(mails, (await HealthAsync()).Held.Count);
        Assert.Equal(mails, await host.SendAs(agency.Administrator, new DecideHeldMail.Command(null, SendAgain: true)));
        Assert.Equal(0, await host.SendAs(agency.Administrator, new DecideHeldMail.Command(null, SendAgain: true)));
        Assert.Single(await host.SeeAsync(agency.Id, db => Task.FromResult(db.Activity.Where(entry => entry.Kind == "held-mail-decided" && entry.SubjectId == agency.Id.Value).ToList())));
        Assert.Equal(mails, (await host.SweepAsync()).MailsSent);
    }

    private Task<DeliveryHealth.View> HealthAsync() => host.SendAs(agency.Administrator, new DeliveryHealth.Query());

    private async Task OpenAsync()
    {
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Connected ? SmtpReaction.Drop : null;
        for (var sweep = 0; sweep < 3; sweep++)
        {
            await host.WaitIsOverAsync();
            await host.SweepAsync();
        }

        Assert.Equal("open", (await HealthAsync()).Channel.State);
    }

    private async Task TryNowAsync()
    {
        await host.WaitIsOverAsync();
        await host.ExecuteAsync("update mail_channel set next_probe_at = clock_timestamp()");
    }
}
