using System.Security.Cryptography;
using MimeKit;
using Npgsql;
using Workflow.Api.Features.Deadlines;
using Workflow.Api.Persistence;
using Workflow.MailCatcher;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Mail;

/// <summary>Mails on their way out, to a server that takes, refuses, puts off, or dies.</summary>
public sealed class DispatchMailTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_in_Vietnamese_as_text_and_as_a_page_with_links_into_the_system()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 15), tasks: 2);

        await host.SweepAsync();

        var caught = Assert.Single(host.Post.Messages);
        var message = await caught.OpenAsync(Cancellation);
        Assert.Equal("[CCHC 2024] Giao 2 nhiệm vụ khắc phục điểm bị trừ", message.Subject);
        Assert.Equal(agency.People["tuphap"].FullName, Assert.IsType<MailboxAddress>(Assert.Single(message.To)).Name);
        Assert.Contains("15/11/2024", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("0,50", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://cchc.tamduong.example/tasks/", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"vi\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Kiểm tra văn bản đợt 2", System.Net.WebUtility.HtmlDecode(message.HtmlBody), StringComparison.Ordinal);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(Begin, message.Date);
    }

    [Fact]
    public async Task The_Message_ID_follows_from_the_mail_alone()
    {
        var mail = await AMailAsync();

        await host.SweepAsync();

        var expected = Convert.ToHexStringLower(SHA256.HashData(mail.Id.ToByteArray()).AsSpan(0, 16)) + "@tamduong.example";
        Assert.Equal(expected, mail.MessageId);
        Assert.Equal($"<{expected}>", Assert.Single(host.Post.Messages).MessageId);
    }

    [Fact]
    public async Task What_the_server_answered_is_kept()
    {
        await AMailAsync();

        await host.SweepAsync();

        var mail = await OnlyMailAsync();
        Assert.Equal(("sent", 1, 0, Begin), (mail.State, mail.Attempt, mail.Ambiguous, mail.SentAt!.Value));
        Assert.NotEmpty(mail.Reply!);
        Assert.Null(mail.LeaseUntil);
    }

    [Theory]
    [InlineData(SmtpStep.Recipient)]
    [InlineData(SmtpStep.MessageReceived)]
    public async Task A_mail_that_is_put_off_is_tried_again_later_and_not_at_once(SmtpStep step)
    {
        await AMailAsync();
        host.Post.Behaviour = moment => moment.Step == step ? SmtpReaction.Reply("451 4.3.0 Thử lại sau") : null;
        await host.SweepAsync();
        await host.SweepAsync();
        var putOff = await OnlyMailAsync();
        Assert.Equal(("queued", 1, 0), (putOff.State, putOff.Attempt, putOff.Ambiguous));
        Assert.StartsWith("451", putOff.Reply, StringComparison.Ordinal);

        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();
        await host.SweepAsync();

        Assert.Equal(("sent", 2), ((await OnlyMailAsync()).State, (await OnlyMailAsync()).Attempt));
        Assert.Single(host.Post.Messages);
    }

    [Fact]
    public async Task A_server_that_puts_off_twelve_times_has_refused()
    {
        await AMailAsync();
        host.Post.Behaviour = moment => moment.Step is SmtpStep.MessageReceived ? SmtpReaction.Reply("451 4.3.0 Thử lại sau") : null;

        for (var time = 1; time <= 13; time++)
        {
            await host.WaitIsOverAsync();
            await host.SweepAsync();
        }

        Assert.Equal(("failed", 12), ((await OnlyMailAsync()).State, (await OnlyMailAsync()).Attempt));
    }

    [Fact]
    public async Task A_refused_mail_has_failed_for_everybody_to_see_and_the_others_leave()
    {
        await Given.APublishedPlanAsync(host, agency);
        var all = await host.MailsAsync(agency);
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Recipient && moment.Line.Contains("<tuphap@", StringComparison.Ordinal) ? SmtpReaction.Reply("550 5.1.1 Khong co hop thu") : null;

        await host.SweepAsync();

        var seen = Assert.Single((await host.SendAs(agency.Coordinator, new MailLedger.Query("failed"))).Items);
        Assert.StartsWith("tuphap@", seen.ToAddress, StringComparison.Ordinal);
        Assert.StartsWith("550", seen.Reply, StringComparison.Ordinal);
        Assert.Equal(all.Count - 1, host.Post.Messages.Count);
        Assert.Equal(0, (await host.SweepAsync()).MailsSent);
    }

    [Fact]
    public async Task A_reminder_whose_mail_was_refused_has_failed_with_it()
    {
        await ADigestAsync();
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Recipient ? SmtpReaction.Reply("550 5.1.1 Khong co hop thu") : null;

        await host.SweepAsync();

        Assert.Equal("failed", Assert.Single(await host.RemindersAsync(agency)).State);
    }

    [Theory]
    [InlineData(SmtpStep.MessageReceived, 0)]
    [InlineData(SmtpStep.MessageKept, 2)]
    public async Task A_connection_lost_after_the_last_line_leaves_the_outcome_open_and_is_tried_once_more_under_the_same_id(SmtpStep step, int copies)
    {
        await ADigestAsync();
        host.Post.Behaviour = moment => moment.Step == step ? SmtpReaction.Drop : null;
        var before = host.Post.Messages.Count;

        await host.SweepAsync();
        var first = (await host.MailsAsync(agency))[^1];
        Assert.Equal(("queued", 1), (first.State, first.Ambiguous));

        await host.WaitIsOverAsync();
        await host.SweepAsync();
        await host.WaitIsOverAsync();
        await host.SweepAsync();

        var held = (await host.MailsAsync(agency))[^1];
        Assert.Equal(("held", 2, 2), (held.State, held.Ambiguous, held.Attempt));
        Assert.Equal(Enumerable.Repeat($"<{held.MessageId}>", copies), host.Post.Messages.Skip(before).Select(message => message.MessageId));
        Assert.Equal("unknown", Assert.Single(await host.RemindersAsync(agency)).State);
    }

    [Fact]
    public async Task A_connection_lost_before_the_message_is_no_ambiguity()
    {
        await AMailAsync();
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Sender ? SmtpReaction.Drop : null;

        await host.SweepAsync();

        Assert.Equal(("queued", 0), ((await OnlyMailAsync()).State, (await OnlyMailAsync()).Ambiguous));
    }

    [Fact]
    public async Task Without_a_server_mails_wait_and_leave_when_it_is_back()
    {
        var folder = Directory.CreateTempSubdirectory("late-").FullName;
        var port = await APortNobodyListensOnAsync(folder);
        await using var alone = await StartAsync(new Dictionary<string, string?> { ["Mail:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var other = await Given.AnAgencyAsync(alone);
        await Given.APlanOfAsync(alone, other, new DateOnly(2024, 11, 15));
        await alone.SweepAsync();
        var waiting = Assert.Single(await alone.MailsAsync(other));
        Assert.Equal(("queued", 0), (waiting.State, waiting.Attempt));

        await using var back = await SmtpCatcher.StartAsync(folder, port);
        await alone.WaitIsOverAsync();
        await alone.SweepAsync();

        Assert.Equal("sent", Assert.Single(await alone.MailsAsync(other)).State);
        Assert.Single(back.Messages);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_leaves_in_plain_text_for_another_machine()
    {
        await using var careless = await StartAsync(new Dictionary<string, string?> { ["Mail:Host"] = "mail.tamduong.example" });
        var other = await Given.AnAgencyAsync(careless);
        await Given.APlanOfAsync(careless, other, new DateOnly(2024, 11, 15));

        await careless.SweepAsync();

        var mail = Assert.Single(await careless.MailsAsync(other));
        Assert.Equal("queued", mail.State);
        Assert.Contains("not allowed", mail.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_offer_encryption_gets_nothing_when_it_is_asked_for()
    {
        await using var careful = await StartAsync(new Dictionary<string, string?> { ["Mail:Security"] = "StartTls" });
        var other = await Given.AnAgencyAsync(careful);
        await Given.APlanOfAsync(careful, other, new DateOnly(2024, 11, 15));

        await careful.SweepAsync();

        Assert.Empty(careful.Post.Messages);
        Assert.Equal("queued", Assert.Single(await careful.MailsAsync(other)).State);
    }

    [Fact]
    public async Task A_mail_whose_sender_died_is_taken_over_when_its_lease_has_ended_and_not_before()
    {
        await AMailAsync();
        await host.ExecuteAsync("update mail set state = 'sending', attempt = 1, fence = 1, lease_until = clock_timestamp() + interval '1 hour'");
        Assert.Equal(0, (await host.SweepAsync()).MailsSent);

        await host.ExecuteAsync("update mail set lease_until = clock_timestamp() - interval '1 second'");
        Assert.Equal(1, (await host.SweepAsync()).MailsSent);

        var mail = await OnlyMailAsync();
        Assert.Equal(("sent", 2, 2, 1), (mail.State, mail.Attempt, mail.Fence, mail.Ambiguous));
    }

    [Fact]
    public async Task A_mail_that_was_twice_in_doubt_is_held_for_a_person_to_look_at()
    {
        await ADigestAsync();
        await host.ExecuteAsync("update mail set state = 'sending', ambiguous = 2, fence = 1, lease_until = clock_timestamp() - interval '1 second' where kind = 'digest'");

        Assert.Equal(0, (await host.SweepAsync()).MailsSent);

        Assert.Equal("held", (await host.MailsAsync(agency))[^1].State);
        Assert.Equal("unknown", Assert.Single(await host.RemindersAsync(agency)).State);
    }

    [Fact]
    public async Task Who_has_lost_a_mail_to_another_writes_nothing_about_it()
    {
        await AMailAsync();
        host.Post.Behaviour = moment =>
        {
            if (moment.Step is SmtpStep.MessageKept)
            {
                Execute("update mail set fence = fence + 1, reply = 'somebody else'");
            }

            return null;
        };

        await host.SweepAsync();

        var mail = await OnlyMailAsync();
        Assert.Equal(("sending", 2, "somebody else", null), (mail.State, mail.Fence, mail.Reply, mail.SentAt));
    }

    private async Task<MailRow> AMailAsync()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 15));
        return await OnlyMailAsync();
    }

    private async Task<MailRow> OnlyMailAsync() => Assert.Single(await host.MailsAsync(agency));

    /// <summary>The assignment has arrived, and on the clock of the last day to answer it the next sweep writes a digest.</summary>
    private async Task ADigestAsync()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 15));
        await host.SweepAsync();
        host.SetClock(At(2024, 9, 11));
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Connected ? SmtpReaction.Drop : null;
        await host.SweepAsync();
        await host.WaitIsOverAsync();
        host.Post.Behaviour = null;
    }

    private static async Task<int> APortNobodyListensOnAsync(string folder)
    {
        await using var gone = await SmtpCatcher.StartAsync(folder);
        return gone.Port;
    }

    private void Execute(string statement)
    {
        using var connection = new NpgsqlConnection(host.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }
}
