using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Deadlines;

/// <summary>Whether what people are owed reaches them: the way to the mail server, what waits, what failed, and whether deadlines are looked after.</summary>
[Requires(Permission.SeeEngine)]
public static class DeliveryHealth
{
    private const int MostAddresses = 20;
    private const int FailuresOfDays = 30;

    public sealed record Query : IRequest<View>;

    /// <param name="SweepAge">Since everything due was last looked at; null before the first time.</param>
    /// <param name="Check">The latest comparison of the timers; null before the first.</param>
    public sealed record View(
        Channel Channel, Waiting Waiting, TimeSpan? SweepAge, TimerState? Check, IReadOnlyList<Address> Failing, IReadOnlyList<HeldMail> Held, IReadOnlyList<Stumble> Aside);

    /// <param name="State">closed (mails leave), open (none does), or trying (one mail tries).</param>
    /// <param name="PerMinute">0 is as many as the server takes.</param>
    public sealed record Channel(
        string Server, string State, int Failures, int Openings, DateTimeOffset? OpenedAt, DateTimeOffset? NextTryAt, DateTimeOffset? LastAcceptedAt, string? Trouble, int PerMinute);

    /// <param name="OldestAge">How long the one that has waited longest has.</param>
    public sealed record Waiting(int Mails, TimeSpan? OldestAge, int Planned);

    public sealed record TimerState(DateTimeOffset RanAt, string Because, int Things, int Missing, int Extra, int Moved, int TookMs, IReadOnlyList<TimerFinding> Findings)
    {
        public int Drift => Missing + Extra + Moved;
    }

    public sealed record Address(string To, int Mails, DateTimeOffset LastAt, string? Reply);

    public sealed record HeldMail(Guid Id, string ToName, string ToAddress, string Subject, DateTimeOffset CreatedAt, int Ambiguous, string? Reply);

    /// <summary>A step, or a summary, that fails by itself.</summary>
    /// <param name="Kind">task, report or summary.</param>
    public sealed record Stumble(string Kind, Guid Subject, string Rung, DateTimeOffset FireAt, string Trouble);

    internal sealed class Handler(WorkflowDbContext db, Calendars calendars, MailSettings settings, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var failedSince = now.AddDays(-FailuresOfDays);
            var sweepAge = await db.Database.SqlQuery<TimeSpan?>($"""select clock_timestamp() - last_sweep_at as "Value" from engine""").SingleAsync(cancellationToken);
            var queued = await db.Mails
                .Where(mail => mail.State == "queued" || mail.State == "sending")
                .GroupBy(_ => 1)
                .Select(mails => new { Count = mails.Count(), Oldest = mails.Min(mail => mail.CreatedAt) })
                .SingleOrDefaultAsync(cancellationToken);
            var check = await db.TimerChecks.AsNoTracking()
                .Where(check => check.Because != CheckReasons.Calendar)
                .OrderByDescending(check => check.RanAt).ThenByDescending(check => check.Id)
                .FirstOrDefaultAsync(cancellationToken);
            var failing = await db.Mails
                .Where(mail => mail.State == "failed" && mail.CreatedAt >= failedSince)
                .GroupBy(mail => mail.ToAddress)
                .OrderByDescending(mails => mails.Count()).ThenBy(mails => mails.Key)
                .Take(MostAddresses)
                .Select(mails => new Address(mails.Key, mails.Count(), mails.Max(mail => mail.CreatedAt), mails.Max(mail => mail.Reply)))
                .ToListAsync(cancellationToken);
            var held = await db.Mails
                .Where(mail => mail.State == "held")
                .OrderBy(mail => mail.CreatedAt)
                .Take(200)
                .Select(mail => new HeldMail(mail.Id, mail.ToName, mail.ToAddress, mail.Subject, mail.CreatedAt, mail.Ambiguous, mail.Reply))
                .ToListAsync(cancellationToken);
            var aside = await db.Timers.AsNoTracking().Where(timer => timer.Trouble != null && timer.FiredAt == null).OrderBy(timer => timer.FireAt).Take(50).ToListAsync(cancellationToken);
            var summaries = await db.Reminders.AsNoTracking()
                .Where(reminder => reminder.SummaryOn != null && reminder.Trouble != null && reminder.State == ReminderStates.Planned)
                .OrderBy(reminder => reminder.PlannedFor)
                .Take(50)
                .ToListAsync(cancellationToken);
            return new View(
                await ChannelAsync(cancellationToken),
                new Waiting(queued?.Count ?? 0, now - queued?.Oldest, await db.Reminders.CountAsync(reminder => reminder.State == ReminderStates.Planned, cancellationToken)),
                sweepAge,
                check is null ? null : new TimerState(
                    calendar.Local(check.RanAt), check.Because, check.Things, check.Missing, check.Extra, check.Moved, check.TookMs,
                    JsonSerializer.Deserialize<List<TimerFinding>>(check.Findings, Json.Web)!),
                failing,
                held,
                [
                    .. aside.Select(timer => new Stumble(timer.TaskId is null ? "report" : "task", timer.SubjectId, timer.Rung, calendar.Local(timer.FireAt), timer.Trouble!)),
                    .. summaries.Select(summary => new Stumble("summary", summary.Id, summary.Rung, calendar.Local(summary.PlannedFor), summary.Trouble!)),
                ]);
        }

        private async Task<Channel> ChannelAsync(CancellationToken cancellationToken)
        {
            var row = await db.Database.SqlQuery<ChannelRow>(
                $"""
                select failures, openings, opened_at, next_probe_at, last_accepted_at, trouble, coalesce(next_probe_at <= clock_timestamp(), false) as trying
                from mail_channel where server = {settings.Server}
                """).SingleOrDefaultAsync(cancellationToken);
            return row is null
                ? new Channel(settings.Server, "closed", 0, 0, null, null, null, null, settings.PerMinute)
                : new Channel(
                    settings.Server, row.OpenedAt is null ? "closed" : row.Trying ? "trying" : "open", row.Failures, row.Openings, row.OpenedAt, row.NextProbeAt, row.LastAcceptedAt, row.Trouble,
                    settings.PerMinute);
        }

        private sealed record ChannelRow(
            int Failures, int Openings, DateTimeOffset? OpenedAt, DateTimeOffset? NextProbeAt, DateTimeOffset? LastAcceptedAt, string? Trouble, bool Trying);
    }
}
