using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>A report as one story: what is owed to whom until when, its three days, what may be recorded now, what happened.</summary>
[Requires(Permission.ReadReports)]
public static class ReportOccurrenceDetails
{
    public sealed record Query(ReportOccurrenceId OccurrenceId) : IRequest<View>;

    public sealed record View(ReportItem Report, string? Request, IReadOnlyList<string> Acts, NextStep? Next, IReadOnlyList<ActivityItem> History);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, ReportReading reading, Calendars calendars) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var report = await db.ReportOccurrences.AsNoTracking().SingleOrDefaultAsync(report => report.Id == query.OccurrenceId, cancellationToken)
                ?? throw new NotFoundException($"report occurrence {query.OccurrenceId}");
            var item = (await reading.ToItems(db.ReportOccurrences.Where(known => known.Id == report.Id), cancellationToken))[0];
            var request = await db.ReportObligations.Where(obligation => obligation.Id == report.ObligationId).Select(obligation => obligation.Request).SingleAsync(cancellationToken);
            return new View(
                item,
                request,
                [.. ActsOn(report, user.Actor)],
                await Next(report, cancellationToken),
                await ActivityLog.ToItems(
                    db.Activity.AsNoTracking().Where(entry => entry.SubjectId == report.Id.Value).OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Id),
                    db,
                    cancellationToken));
        }

        private static IEnumerable<string> ActsOn(ReportOccurrence report, Actor actor)
        {
            if (!Permissions.Allow(actor.Roles, Permission.RecordReport) || !report.MayBeRecordedBy(actor).Allowed)
            {
                yield break;
            }

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
