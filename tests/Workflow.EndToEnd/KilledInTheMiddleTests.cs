using System.Net.Http.Json;
using Npgsql;
using Workflow.MailCatcher;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>The program is killed while it sends a morning's digests; the ledgers of database and mail server tell what came of it.</summary>
public sealed class KilledInTheMiddleTests
{
    [Fact]
    public async Task After_a_kill_and_a_restart_no_reminder_is_missing_and_none_is_doubled_beyond_what_was_counted()
    {
        await using var workflow = new RunningWorkflow();
        await workflow.InitializeAsync();
        var before = workflow.Mail.Messages.Count;
        var killed = KillAtThe(3, workflow);

        await MoveClockAsync(workflow, "2024-11-20T09:00:00+07:00");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => SweepAsync(workflow));
        await killed;
        workflow.Mail.Behaviour = null;
        var taken = await EndLeasesAsync(workflow);
        await workflow.StartAgainAsync();
        await SweepAsync(workflow);

        var sent = workflow.Mail.Messages.Skip(before).ToList();
        var ledger = await LedgerAsync(workflow);
        Assert.Equal(1, taken);
        Assert.True(ledger.Reminders > 3, "The fault must strike among several mails.");
        Assert.Equal(0, ledger.Open);
        Assert.Equal(0, ledger.Drifts);
        Assert.Equal(ledger.Mails, sent.Select(mail => mail.MessageId).Distinct().Count());
        Assert.InRange(sent.Count - ledger.Mails, 0, ledger.Ambiguous);
        Assert.Equal(1, ledger.Ambiguous);
    }

    /// <summary>The server has the nth message of the morning and the program never hears of it.</summary>
    private static Task KillAtThe(int nth, RunningWorkflow workflow)
    {
        var killed = new TaskCompletionSource();
        var seen = 0;
        workflow.Mail.Behaviour = moment =>
        {
            if (moment.Step is not SmtpStep.MessageKept || Interlocked.Increment(ref seen) != nth)
            {
                return null;
            }

            _ = workflow.KillAsync().ContinueWith(_ => killed.SetResult(), TaskScheduler.Default);
            return SmtpReaction.Drop;
        };
        return killed.Task;
    }

    private static async Task MoveClockAsync(RunningWorkflow workflow, string now)
    {
        using var administrator = await workflow.ClientOfAsync("quantri");
        using var answer = await administrator.PutAsJsonAsync("/api/v1/clock", new { now }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task SweepAsync(RunningWorkflow workflow)
    {
        using var administrator = await workflow.ClientOfAsync("quantri");
        using var answer = await administrator.PostAsync("/api/v1/clock/sweep", content: null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Three minutes pass for the mail that was being sent.</summary>
    private static async Task<int> EndLeasesAsync(RunningWorkflow workflow)
    {
        await using var connection = new NpgsqlConnection(workflow.Database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("update mail set lease_until = clock_timestamp() where state = 'sending'", connection);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(int Reminders, int Open, int Mails, int Ambiguous, int Drifts)> LedgerAsync(RunningWorkflow workflow)
    {
        await using var connection = new NpgsqlConnection(workflow.Database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with morning as (select * from mail where created_at >= timestamptz '2024-11-20 00:00+07')
            select (select count(*) from reminder r join morning m on m.id = r.mail_id)::int,
                   (select count(*) from reminder r where r.state in ('planned', 'queued'))::int
                     + (select count(*) from mail where state in ('queued', 'sending'))::int,
                   (select count(*) from morning)::int,
                   (select coalesce(sum(ambiguous), 0) from mail)::int,
                   (select count(*) from mail where kind = 'timer-drift')::int
            """,
            connection);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        return (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4));
    }
}
