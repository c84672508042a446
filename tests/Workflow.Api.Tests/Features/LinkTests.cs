using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflow.Api.Features.Links;
using Workflow.Api.Mail;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Features;

/// <summary>Links in mails: bound to agency, task, person and purpose, once, for 72 hours at most; only a hash is kept.</summary>
public sealed partial class LinkTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;
    private PlanCase plan = null!;

    /// <summary>The secrets of the assignment mail: accepting first, then acknowledging.</summary>
    private string[] secrets = null!;

    private byte[] Accept => Secret.HashOf(secrets[0]);

    private byte[] Acknowledge => Secret.HashOf(secrets[1]);

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync(new() { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace" });
        agency = await Given.AnAgencyAsync(host);
        plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        await host.SweepAsync();
        secrets = await SecretsAsync(host.Post.Messages.Count - 1);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_secret_has_256_bits_leaves_once_and_is_kept_nowhere_but_as_a_hash()
    {
        Assert.Equal(2, secrets.Length);
        Assert.All(secrets, secret => Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(secret).Length));
        var mail = (await host.MailsAsync(agency)).Single();
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, mail.TextBody + mail.HtmlBody, StringComparison.Ordinal));
        var kept = await host.SeeAsync(agency.Id, db => db.MailLinkTokens.Select(token => token.Sha256).ToListAsync());
        Assert.Equal(secrets.Select(secret => Convert.ToHexString(Secret.HashOf(secret))).Order(), kept.Select(Convert.ToHexString).Order());
    }

    [Fact]
    public async Task Looking_changes_nothing_however_often()
    {
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal((LinkState.Open, "acknowledge", 1), await LookAsync(Acknowledge));
            Assert.Equal((LinkState.Open, "accept", 1), await LookAsync(Accept));
        }

        Assert.Equal(0, await AcknowledgedAsync());
        Assert.Equal((LinkState.Unknown, "", 0), await LookAsync(Secret.HashOf("x")));
        Assert.Equal((LinkState.Unknown, "", 0), await LookAsync(null));
    }

    [Fact]
    public async Task Acknowledging_is_noted_once_and_leaves_the_task_as_it_is()
    {
        var before = await plan.TaskAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await host.SendAs(null, new AcknowledgeReminder.Command(Acknowledge));
            }
            catch (RuleBrokenException)
            {
                return false;
            }
        })));

        Assert.Single(outcomes, done => done);
        Assert.Equal(1, await AcknowledgedAsync());
        Assert.Equal((before.State, before.Version), ((await plan.TaskAsync()).State, (await plan.TaskAsync()).Version));
        Assert.Equal(LinkState.Used, (await LookAsync(Acknowledge)).State);
        Assert.Equal(LinkState.Open, (await LookAsync(Accept)).State);
        Assert.Equal(agency.People["tuphap"].Id, await host.SeeAsync(agency.Id, db => db.Activity.Where(entry => entry.Kind == "reminder-acknowledged").Select(entry => entry.PersonId).SingleAsync()));
    }

    [Fact]
    public async Task The_ledger_has_when_a_reminder_was_acknowledged()
    {
        await plan.AcceptAsync();
        await host.SweepAtAsync(At(2024, 11, 11));
        var reminder = Secret.HashOf((await SecretsAsync(host.Post.Messages.Count - 1))[^1]);

        await host.SendAs(null, new AcknowledgeReminder.Command(reminder));

        Assert.Equal(
            [At(2024, 11, 11).ToUniversalTime()],
            await host.SeeAsync(agency.Id, db => db.Reminders.Where(row => row.State == "sent" && row.AcknowledgedAt != null).Select(row => row.AcknowledgedAt!.Value).ToListAsync()));
    }

    [Fact]
    public async Task A_link_ends_after_72_hours()
    {
        host.SetClock(Begin.AddHours(72).AddSeconds(-1));
        Assert.Equal(LinkState.Open, (await LookAsync(Acknowledge)).State);
        host.SetClock(Begin.AddHours(72));
        Assert.Equal(LinkState.Expired, (await LookAsync(Acknowledge)).State);
        await RefusedAsync(LinkRules.ALinkIsOpen);
    }

    [Theory]
    [InlineData("completed", LinkState.Closed)]
    [InlineData("cancelled", LinkState.Closed)]
    [InlineData("revoked", LinkState.Revoked)]
    [InlineData("given to another unit", LinkState.Revoked)]
    public async Task A_link_ends_with_its_task_with_another_unit_and_when_the_coordinator_says_so(string how, LinkState state)
    {
        switch (how)
        {
            case "completed":
                await plan.FinishAsync();
                await plan.VerifyAsync();
                break;
            case "cancelled":
                await plan.CancelAsync();
                break;
            case "revoked":
                var taskId = (await plan.TaskAsync()).Id;
                Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignIn(agency.People["tuphap"])).PostAsync($"/tasks/{taskId}/link-revocation")).Status);
                Assert.Equal(2, (await (await host.SignIn(agency.People["thuongtruc.cchc"])).PostAsync($"/tasks/{taskId}/link-revocation")).Body.GetProperty("links").GetInt32());
                break;
            default:
                await plan.AssignAsync(1, "Phòng Nội vụ", new DateOnly(2024, 11, 29));
                break;
        }

        Assert.Equal(state, (await LookAsync(Acknowledge)).State);
        await RefusedAsync(LinkRules.ALinkIsOpen);
        Assert.Equal(0, await AcknowledgedAsync());
    }

    [Fact]
    public async Task Accepting_needs_the_recipient_signed_in_and_the_link_for_it()
    {
        var version = (await plan.TaskAsync()).Version;
        await Assert.ThrowsAsync<NotSignedInException>(() => host.SendAs(null, new AcceptByLink.Command(Accept, version)));
        var stranger = (await Given.AnAgencyAsync(host)).Actor("tuphap");
        foreach (var (who, hash, rule) in new[]
        {
            (agency.Actor("noivu"), Accept, LinkRules.ALinkIsItsRecipients), (stranger, Accept, LinkRules.ALinkIsItsRecipients), (agency.Actor("tuphap"), Acknowledge, LinkRules.ALinkDoesWhatItIsFor),
        })
        {
            Assert.Equal([rule], (await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(who, new AcceptByLink.Command(hash, version)))).Rules);
        }

        Assert.Equal([LinkRules.ALinkDoesWhatItIsFor], (await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(null, new AcknowledgeReminder.Command(Accept)))).Rules);
        Assert.Equal(RemediationTaskState.Assigned, (await plan.TaskAsync()).State);

        await host.SendAs(agency.Actor("tuphap"), new AcceptByLink.Command(Accept, version));

        Assert.Equal(RemediationTaskState.Accepted, (await plan.TaskAsync()).State);
        Assert.Equal(LinkState.Used, (await LookAsync(Accept)).State);
    }

    [Fact]
    public async Task A_mail_that_leaves_twice_has_two_secrets_for_one_use()
    {
        await host.ExecuteAsync("update mail set state = 'queued', next_attempt_at = clock_timestamp()");
        await host.SweepAsync();
        var second = Secret.HashOf((await SecretsAsync(host.Post.Messages.Count - 1))[1]);
        Assert.NotEqual(Acknowledge, second);

        await host.SendAs(null, new AcknowledgeReminder.Command(second));

        Assert.Equal(LinkState.Used, (await LookAsync(Acknowledge)).State);
    }

    [Fact]
    public async Task A_digest_that_is_written_anew_has_the_links_and_deadlines_of_what_is_left()
    {
        var other = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20), lead: "Phòng Nội vụ", tasks: 2);
        await host.SweepAsync();
        host.Post.Behaviour = moment => moment.Step is MailCatcher.SmtpStep.Connected ? MailCatcher.SmtpReaction.Drop : null;
        await host.SweepAtAsync(At(2024, 9, 11));
        await other.AcceptAsync(1);
        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();

        await host.SweepAsync();

        var left = (await other.TaskAsync(2)).Id;
        var head = agency.HeadOf(agency.Unit("Phòng Nội vụ")).Id;
        var anew = await host.SeeAsync(agency.Id, db => db.Mails.SingleAsync(mail => mail.Kind == "digest" && mail.RecipientId == head));
        Assert.Equal(2, anew.Calendar!.Split("BEGIN:VEVENT").Length);
        var tasks = await host.SeeAsync(agency.Id, db => db.MailLinks.Where(link => link.MailId == anew.Id).Select(link => link.TaskId).ToListAsync());
        Assert.Equal([left, left], tasks.OfType<RemediationTaskId>());
    }

    [Fact]
    public async Task A_report_is_recorded_as_sent_by_its_link_once_it_is_signed_by_the_recipient_signed_in()
    {
        var (due, reports) = (new DateOnly(2024, 9, 25), new ReportCase(host, agency));
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", due);
        await host.SweepAtAsync(At(2024, 9, 20));
        var dispatch = await LastOfTheHeadAsync();
        var view = await host.SendAs(null, new LinkDetails.Query(dispatch));
        var report = await reports.OfAsync(due);
        Assert.Equal((LinkState.Open, "dispatch", report.Id.Value, false), (view.State, view.Purpose, view.ReportId!.Value, view.HasBeenSigned));

        Assert.Equal(
            [Domain.Reports.ReportRules.AReportIsSignedBeforeItIsSent],
            (await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(agency.Actor("tuphap"), new DispatchByLink.Command(dispatch, report.Version)))).Rules);
        await reports.SignAsync(due, new DateOnly(2024, 9, 20));
        report = await reports.OfAsync(due);
        await Assert.ThrowsAsync<NotSignedInException>(() => host.SendAs(null, new DispatchByLink.Command(dispatch, report.Version)));
        Assert.Equal([LinkRules.ALinkIsItsRecipients], (await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(agency.Actor("noivu"), new DispatchByLink.Command(dispatch, report.Version)))).Rules);
        Assert.Equal([LinkRules.ALinkDoesWhatItIsFor], (await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(null, new AcknowledgeReminder.Command(dispatch)))).Rules);

        await host.SendAs(agency.Actor("tuphap"), new DispatchByLink.Command(dispatch, report.Version));

        Assert.Equal(new DateOnly(2024, 9, 20), (await reports.OfAsync(due)).SentOn);
        Assert.Equal(LinkState.Used, (await host.SendAs(null, new LinkDetails.Query(dispatch))).State);
    }

    [Fact]
    public async Task A_report_that_left_leaves_its_link_with_nothing_to_do()
    {
        var (due, reports) = (new DateOnly(2024, 9, 25), new ReportCase(host, agency));
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", due);
        await host.SweepAtAsync(At(2024, 9, 20));
        var dispatch = await LastOfTheHeadAsync();
        await reports.SignAsync(due, new DateOnly(2024, 9, 20));

        await reports.DispatchAsync(due, new DateOnly(2024, 9, 20));

        Assert.Equal(LinkState.Closed, (await host.SendAs(null, new LinkDetails.Query(dispatch))).State);
    }

    [Fact]
    public async Task A_person_takes_back_the_links_to_them_and_nobody_elses()
    {
        var task = (await plan.TaskAsync()).Id;
        using var other = await host.SignIn(agency.People["noivu"]);
        using var head = await host.SignIn(agency.People["tuphap"]);

        Assert.Equal(0, (await other.PostAsync($"/tasks/{task}/own-link-revocation")).Body.GetProperty("links").GetInt32());
        Assert.Equal(LinkState.Open, (await LookAsync(Accept)).State);
        Assert.Equal(2, (await head.PostAsync($"/tasks/{task}/own-link-revocation")).Body.GetProperty("links").GetInt32());

        Assert.Equal((LinkState.Revoked, LinkState.Revoked), ((await LookAsync(Accept)).State, (await LookAsync(Acknowledge)).State));
        await RefusedAsync(LinkRules.ALinkIsOpen);
    }

    [Fact]
    public async Task What_the_page_tells_is_without_the_links_of_the_mail()
    {
        var (told, sent) = await host.SeeAsync(agency.Id, async db => ((await db.Notices.SingleAsync()).Body, (await db.Mails.SingleAsync()).TextBody));

        Assert.DoesNotContain("/l/", told, StringComparison.Ordinal);
        Assert.Contains("/tasks/", told, StringComparison.Ordinal);
        Assert.Contains("/l/", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_has_a_secret_however_much_is_logged()
    {
        using var log = new Recorder();
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var client = host.Anonymous();

        using var answer = await client.GetAsync($"/l/{secrets[1]}", TestContext.Current.CancellationToken);
        using var posted = await client.PostAsync($"/l/{secrets[1]}", null, TestContext.Current.CancellationToken);
        using var feed = await client.GetAsync($"/ics/{secrets[0]}.ics", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Redirect, "/l"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain(secrets[1], string.Concat(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, feed.StatusCode);
        Assert.Equal(LinkState.Open, (await LookAsync(Acknowledge)).State);
        Assert.Contains(log.Lines, line => line.Contains("/ics", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<(LinkState State, string Purpose, int Number)> LookAsync(byte[]? hash)
    {
        var view = await host.SendAs(null, new LinkDetails.Query(hash));
        return (view.State, view.Purpose, view.Number);
    }

    private async Task RefusedAsync(Rule rule) =>
        Assert.Equal([rule], (await Assert.ThrowsAsync<RuleBrokenException>(() => host.SendAs(null, new AcknowledgeReminder.Command(Acknowledge)))).Rules);

    private Task<int> AcknowledgedAsync() => host.SeeAsync(agency.Id, db => db.Activity.CountAsync(entry => entry.Kind == "reminder-acknowledged"));

    /// <summary>The last link of the last mail to the head: what is due comes last in a digest.</summary>
    private async Task<byte[]> LastOfTheHeadAsync() =>
        Secret.HashOf((await SecretsAsync(host.Post.Messages.ToList().FindLastIndex(message => message.EnvelopeTo.Contains(agency.People["tuphap"].Email))))[^1]);

    private async Task<string[]> SecretsAsync(int message)
    {
        var mail = await host.Post.Messages[message].OpenAsync(TestContext.Current.CancellationToken);
        string[] inText = [.. Link().Matches(mail.TextBody!).Select(match => match.Groups[1].Value)];
        Assert.Equal(inText, Link().Matches(mail.HtmlBody!).Select(match => match.Groups[1].Value));
        return inText;
    }

    [GeneratedRegex("https://cchc.tamduong.example/l/([A-Za-z0-9_-]{43})", RegexOptions.None, 1000)]
    private static partial Regex Link();

    /// <summary>Writes down every message and every scope.</summary>
    private sealed class Recorder : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? scopes;

        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Writer(Recorder recorder, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => recorder.scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                recorder.Lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
                recorder.scopes?.ForEachScope((scope, lines) => lines.Enqueue(scope is IEnumerable<KeyValuePair<string, object?>> facts ? string.Join(' ', facts) : $"{scope}"), recorder.Lines);
            }
        }
    }
}
