using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;

namespace Workflow.Api.Mail;

/// <summary>
/// Sends what is in the outbox. A mail is claimed under a lease and a fence in one transaction, sent, and settled in another;
/// both go by the database's clock. A process that dies in between leaves the mail to the next one, under the same Message-ID.
/// </summary>
internal sealed partial class DispatchMail(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DispatchMail> log)
{
    /// <summary>So often may it be unknown whether a mail arrived before a person has to look.</summary>
    private const int MostAmbiguous = 2;

    /// <summary>So often is a mail tried that the server puts off.</summary>
    private const int MostAttempts = 12;

    /// <summary>How many mails were handed over.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        await using var scope = scopes.CreateAsyncScope();
        await using var post = ActivatorUtilities.CreateInstance<SmtpPost>(scope.ServiceProvider);
        while (await ClaimAsync(cancellationToken) is { } mail)
        {
            await FillLinksAsync(mail, cancellationToken);
            var result = await post.SendAsync(mail, cancellationToken);
            await SettleAsync(mail, result, cancellationToken);
            Handled(log, mail.Id, result.Outcome);
            sent += result.Outcome is PostOutcome.Sent ? 1 : 0;
            if (result.Outcome is PostOutcome.NoChannel)
            {
                return sent;
            }
        }

        return sent;
    }

    private async Task FillLinksAsync(MailRow mail, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailLinks>().FillAsync(mail, cancellationToken);
    }

    private async Task<MailRow?> ClaimAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        await db.Database.ExecuteSqlAsync(
            $"""
            with lost as (
                update mail set state = 'held', reply = coalesce(reply, 'outcome unknown')
                where state = 'sending' and lease_until < clock_timestamp() and ambiguous >= {MostAmbiguous}
                returning id)
            update reminder set state = 'unknown' from lost where reminder.mail_id = lost.id
            """,
            cancellationToken);
        var claimed = await db.Mails
            .FromSql(
                $"""
                with next as (
                    select id from mail
                    where state in ('queued', 'sending') and next_attempt_at <= clock_timestamp()
                      and (state = 'queued' or lease_until < clock_timestamp())
                    order by next_attempt_at
                    limit 1
                    for update skip locked)
                update mail set
                    ambiguous = ambiguous + case when state = 'sending' then 1 else 0 end,
                    state = 'sending', attempt = attempt + 1, fence = fence + 1, lease_until = clock_timestamp() + interval '180 seconds'
                from next where mail.id = next.id
                returning mail.*
                """)
            .IgnoreQueryFilters([Conventions.OwnAgency])
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return claimed.SingleOrDefault();
    }

    /// <summary>Writes down what became of it, unless somebody else holds the mail by now.</summary>
    private async Task SettleAsync(MailRow mail, PostResult result, CancellationToken cancellationToken)
    {
        var (state, reminders, ambiguous, wait) = Judge(mail, result);
        DateTimeOffset? sentAt = result.Outcome is PostOutcome.Sent ? clock.GetUtcNow() : null;
        var spent = result.Outcome is PostOutcome.NoChannel ? 1 : 0;
        var reply = result.Reply.Length > 500 ? result.Reply[..500] : result.Reply;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var settled = await db.Database.ExecuteSqlAsync(
            $"""
            with settled as (
                update mail set
                    state = {state}, reply = {reply}, sent_at = {sentAt}, lease_until = null,
                    attempt = attempt - {spent}, ambiguous = ambiguous + {ambiguous}, next_attempt_at = clock_timestamp() + {wait}
                where id = {mail.Id} and fence = {mail.Fence} and state = 'sending'
                returning id)
            update reminder set state = {reminders}, sent_at = {sentAt} from settled where reminder.mail_id = settled.id
            """,
            cancellationToken);
        if (settled == 0)
        {
            FencedOffOrNoReminders(log, mail.Id);
        }
    }

    private static (string State, string Reminders, int Ambiguous, TimeSpan Wait) Judge(MailRow mail, PostResult result) => result.Outcome switch
    {
        PostOutcome.Sent => ("sent", "sent", 0, TimeSpan.Zero),
        PostOutcome.Refused => ("failed", "failed", 0, TimeSpan.Zero),
        PostOutcome.Unknown when mail.Ambiguous + 1 >= MostAmbiguous => ("held", "unknown", 1, TimeSpan.Zero),
        PostOutcome.Unknown => ("queued", "queued", 1, TimeSpan.FromMinutes(1)),
        PostOutcome.Deferred when mail.Attempt >= MostAttempts => ("failed", "failed", 0, TimeSpan.Zero),
        PostOutcome.Deferred => ("queued", "queued", 0, BackOff(mail.Attempt)),
        PostOutcome.NoChannel => ("queued", "queued", 0, TimeSpan.FromSeconds(15)),
        _ => throw new InvalidOperationException($"Unknown outcome: {result.Outcome}."),
    };

    /// <summary>Doubles from half a minute up to half an hour, with full jitter so that many do not come back at once.</summary>
    private static TimeSpan BackOff(int attempt)
    {
        var longest = Math.Min(TimeSpan.FromMinutes(30).TotalSeconds, 30 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(15 + (Random.Shared.NextDouble() * longest));
    }

    [LoggerMessage(2001, LogLevel.Information, "Mail {Mail}: {Outcome}")]
    private static partial void Handled(ILogger logger, Guid mail, PostOutcome outcome);

    [LoggerMessage(2002, LogLevel.Debug, "Mail {Mail} carried no reminders, or somebody else holds it by now")]
    private static partial void FencedOffOrNoReminders(ILogger logger, Guid mail);
}
