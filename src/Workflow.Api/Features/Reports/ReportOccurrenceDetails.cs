using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>
/// A report as one story: what is owed to whom until when, its three days with what proves the last, who was warned when, what may
/// be recorded now, what happened.
/// </summary>
[Requires(Permission.ReadReports)]
public static class ReportOccurrenceDetails
{
    public sealed record Query(ReportOccurrenceId OccurrenceId) : IRequest<View>;

    public sealed record View(
        ReportItem Report, RequestRef? Request, IReadOnlyList<EvidenceRef> Proofs, IReadOnlyList<ReportWarning> Warnings, IReadOnlyList<DayCorrection> Corrections,
        IReadOnlyList<string> Acts, NextStep? Next, IReadOnlyList<ActivityItem> History)
    {
        /// <summary>Links about this report in mails to whoever looks that still lead somewhere.</summary>
        public int OwnLinks { get; init; }

        /// <summary>What last moved the day to send by, and why; null while it is what it was at first.</summary>
        public ActivityItem? Moved => History.LastOrDefault(item => item.Kind is "report-redated" or "report-moved-with-calendar");
    }

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, ReportReading reading, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var report = await db.ReportOccurrences.AsNoTracking().SingleOrDefaultAsync(report => report.Id == query.OccurrenceId, cancellationToken)
                ?? throw new NotFoundException($"report occurrence {query.OccurrenceId}");
            var item = (await reading.ToItems(db.ReportOccurrences.Where(known => known.Id == report.Id), cancellationToken))[0];
            var obligation = await db.ReportObligations.AsNoTracking().SingleAsync(obligation => obligation.Id == report.ObligationId, cancellationToken);
            var history = await ActivityLog.ToItems(
                db.Activity.AsNoTracking().Where(entry => entry.SubjectId == report.Id.Value).OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Id), db, cancellationToken);
            return new View(
                item,
                RequestRef.Of(obligation),
                await Proofs(report.Id, cancellationToken),
                await Warnings(report.Id, cancellationToken),
                [.. history.Select(Correction).OfType<DayCorrection>()],
                [.. ActsOn(report, user.Actor)],
                await Next(report, cancellationToken),
                history)
            {
                OwnLinks = await db.OpenLinks(report.Id.Value, clock.GetUtcNow()).CountAsync(link => link.RecipientId == user.Actor.PersonId, cancellationToken),
            };
        }

        private static IEnumerable<string> ActsOn(ReportOccurrence report, Actor actor)
        {
            if (!Permissions.Allow(actor.Roles, Permission.RecordReport))
            {
                yield break;
            }

            if (report.MayBeRecordedBy(actor).Allowed)
            {
                yield return ReportActs.Signature;
                if (report.SignedOn is not null)
                {
                    yield return ReportActs.Dispatch;
                }

                if (report.SentOn is not null)
                {
                    yield return ReportActs.Receipt;
                }
            }

            if (report.MayBeProvedBy(actor).Allowed)
            {
                yield return ReportActs.Proof;
            }
        }

        private Task<List<EvidenceRef>> Proofs(ReportOccurrenceId id, CancellationToken cancellationToken) =>
            db.Evidence
                .Where(item => item.OccurrenceId == id)
                .OrderBy(item => item.AttachedAt)
                .Join(db.People, item => item.AttachedBy, person => person.Id, (item, person) => new EvidenceRef(
                    item.Id.Value, item.Title, item.FileName, item.MediaType, item.Size, item.Sha256, person.FullName, item.AttachedAt))
                .ToListAsync(cancellationToken);

        private Task<List<ReportWarning>> Warnings(ReportOccurrenceId id, CancellationToken cancellationToken) =>
            db.Reminders
                .Where(reminder => reminder.OccurrenceId == id)
                .Join(db.People, reminder => reminder.RecipientId, person => person.Id, (reminder, person) => new { reminder, person })
                .OrderBy(pair => pair.reminder.PlannedFor).ThenBy(pair => pair.person.FullName)
                .Select(pair => new ReportWarning(
                    pair.reminder.Rung, pair.person.FullName, pair.person.Position, pair.reminder.State, pair.reminder.PlannedFor, pair.reminder.SentAt))
                .ToListAsync(cancellationToken);

        private static DayCorrection? Correction(ActivityItem item)
        {
            var day = item.Kind switch
            {
                "report-signed" => ReportActs.Signature,
                "report-sent" => ReportActs.Dispatch,
                "report-received" => ReportActs.Receipt,
                _ => null,
            };
            return day is not null && item.Facts.TryGetValue("formerOn", out var former)
                ? new DayCorrection(day, Day(former), Day(item.Facts["on"]), item.Facts.GetValueOrDefault("reason"), item.By, item.At)
                : null;
        }

        private static DateOnly Day(string written) => DateOnly.ParseExact(written, "O", CultureInfo.InvariantCulture);

        private async Task<NextStep?> Next(ReportOccurrence report, CancellationToken cancellationToken)
        {
            var timers = await db.Timers.AsNoTracking()
                .Where(timer => timer.OccurrenceId == report.Id && timer.DeadlineVersion == report.DeadlineVersion && timer.FiredAt == null)
                .OrderBy(timer => timer.FireAt)
                .ToListAsync(cancellationToken);
            var calendar = await calendars.OwnAsync(cancellationToken);
            return timers
                .Where(timer => report.Concerns(Rung.Parse(timer.Rung), timer.DeadlineVersion))
                .Select(timer => new NextStep(Rung.Parse(timer.Rung).Repeats ? "alarm" : "reminder", calendar.Local(timer.FireAt)))
                .FirstOrDefault();
        }
    }
}
