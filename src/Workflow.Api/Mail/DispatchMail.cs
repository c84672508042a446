namespace Workflow.Api.Mail;

/// <summary>
/// Sends what is in the outbox, over one connection kept while there is something to send. A process that dies leaves the mail
/// it had to the next one, under the same Message-ID.
/// </summary>
internal sealed partial class DispatchMail(
    MailQueue queue, MailLinks links, MailChannel channel, MailSettings settings, TimeProvider clock, ILogger<DispatchMail> log)
{
    /// <summary>So often is a mail tried that the server puts off.</summary>
    private const int MostAttempts = 12;

    /// <summary>How many mails were handed over.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await queue.HoldDoubtfulAsync(cancellationToken);
        var sent = 0;
        await using var post = new SmtpPost(settings);
        while (await queue.AnythingDueAsync(cancellationToken))
        {
            var allowed = await channel.AskAsync(cancellationToken);
            var (used, accepted, goOn) = await SendAsync(post, allowed, cancellationToken);
            sent += accepted;
            if (used < allowed)
            {
                await channel.GiveBackAsync(allowed - used, cancellationToken);
            }

            if (!goOn || used < allowed || allowed == 0)
            {
                break;
            }
        }

        return sent;
    }

    /// <summary>Up to so many mails; fewer when no more are due, or when the channel fails.</summary>
    private async Task<(int Used, int Accepted, bool GoOn)> SendAsync(SmtpPost post, int allowed, CancellationToken cancellationToken)
    {
        var (used, accepted) = (0, 0);
        bool? spoke = null;
        MailVerdict? last = null;
        while (used < allowed && !cancellationToken.IsCancellationRequested)
        {
            // A sweep that is told to stop still writes down what has left.
            var mail = await queue.NextAsync(last, CancellationToken.None);
            last = null;
            if (mail is null)
            {
                break;
            }

            used++;
            var result = await post.SendAsync(await links.FillAsync(mail, CancellationToken.None), cancellationToken);
            last = Judge(mail, result);
            Handled(log, mail.Id, result.Outcome);
            accepted += result.Outcome is PostOutcome.Sent ? 1 : 0;
            if (result.Lost)
            {
                spoke = null;
                await queue.SettleAsync(last, CancellationToken.None);
                last = null;
                if (await channel.FailedAsync(result.Reply, cancellationToken) || result.Outcome is PostOutcome.NoChannel)
                {
                    return (used, accepted, GoOn: false);
                }
            }
            else if (spoke is null)
            {
                spoke = true;
                await channel.SpokeAsync(result.Outcome is PostOutcome.Sent, cancellationToken);
            }
        }

        if (last is not null)
        {
            await queue.SettleAsync(last, CancellationToken.None);
        }

        return (used, accepted, GoOn: !cancellationToken.IsCancellationRequested);
    }

    private MailVerdict Judge(OutgoingMail mail, PostResult result)
    {
        return result.Outcome switch
        {
            PostOutcome.Sent => Verdict("sent", "sent"),
            PostOutcome.Refused => Verdict("failed", "failed"),
            PostOutcome.Unknown when mail.Ambiguous + 1 >= MailQueue.MostAmbiguous => Verdict("held", "unknown"),
            PostOutcome.Unknown => Verdict("queued", "queued", TimeSpan.FromMinutes(1)),
            PostOutcome.Deferred when mail.Attempt >= MostAttempts => Verdict("failed", "failed"),
            PostOutcome.Deferred => Verdict("queued", "queued", BackOff(mail.Attempt)),
            PostOutcome.NoChannel => Verdict("queued", "queued", TimeSpan.FromSeconds(15)),
            _ => throw new InvalidOperationException($"Unknown outcome: {result.Outcome}."),
        };

        MailVerdict Verdict(string state, string reminders, TimeSpan wait = default) => new(
            mail, result, state, reminders,
            Ambiguous: result.Outcome is PostOutcome.Unknown ? 1 : 0,
            Spent: result.Outcome is not PostOutcome.NoChannel,
            wait,
            SentAt: result.Outcome is PostOutcome.Sent ? clock.GetUtcNow() : null);
    }

    /// <summary>Doubles from half a minute up to half an hour, with full jitter so that many do not come back at once.</summary>
    private static TimeSpan BackOff(int attempt)
    {
        var longest = Math.Min(TimeSpan.FromMinutes(30).TotalSeconds, 30 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(15 + (Random.Shared.NextDouble() * longest));
    }

    [LoggerMessage(2001, LogLevel.Information, "Mail {Mail}: {Outcome}")]
    private static partial void Handled(ILogger logger, Guid mail, PostOutcome outcome);
}
