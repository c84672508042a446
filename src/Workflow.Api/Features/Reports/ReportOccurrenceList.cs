using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>The reports of all periods: one's own unit first, what is open before what is closed, the nearest deadline first.</summary>
[Requires(Permission.ReadReports)]
public static class ReportOccurrenceList
{
    public sealed record Query(UnitId? UnitId = null, ReportState? State = null, int Page = 1, int PageSize = 50) : IRequest<Page<ReportItem>>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, ReportReading reading, Calendars calendars, Policies policies, TimeProvider clock) : IRequestHandler<Query, Page<ReportItem>>
    {
        public async Task<Page<ReportItem>> Handle(Query query, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var matching = db.ReportOccurrences.Where(report => query.UnitId == null || report.UnitId == query.UnitId);
            if (query.State is { } state)
            {
                var policy = (await policies.OwnAsync(cancellationToken)).General;
                matching = matching.Where(ReportStates.AreIn(state, calendar.DayOf(clock.GetUtcNow()), calendar, policy));
            }

            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            var total = await matching.CountAsync(cancellationToken);
            return new Page<ReportItem>(await PartAsync(matching, (number - 1) * size, size, cancellationToken), total, number, size);
        }

        /// <summary>
        /// Reads the wanted part of one's own and then of the others', each in the order of an index: sorted together by whose they
        /// are, all would have to be read for every page.
        /// </summary>
        private async Task<IReadOnlyList<ReportItem>> PartAsync(IQueryable<ReportOccurrence> matching, int skip, int take, CancellationToken cancellationToken)
        {
            if (!user.Actor.WorksFor(user.Actor.UnitId) || user.Actor.UnitId is not { } own)
            {
                return await InOrderAsync(matching, skip, take, cancellationToken);
            }

            var mine = matching.Where(report => report.UnitId == own);
            var first = await InOrderAsync(mine, skip, take, cancellationToken);
            if (first.Count == take)
            {
                return first;
            }

            var before = await mine.CountAsync(cancellationToken);
            return [.. first, .. await InOrderAsync(matching.Where(report => report.UnitId != own), Math.Max(0, skip - before), take - first.Count, cancellationToken)];
        }

        private async Task<IReadOnlyList<ReportItem>> InOrderAsync(IQueryable<ReportOccurrence> matching, int skip, int take, CancellationToken cancellationToken)
        {
            var part = matching.OrderByDescending(IsOpen).ThenBy(report => report.LastGoodDay).ThenBy(report => report.Id).Skip(skip).Take(take);
            return [.. (await reading.ToItems(part, cancellationToken)).OrderBy(report => report.Lacking is null).ThenBy(report => report.LastGoodDay).ThenBy(report => report.Id)];
        }

        private static readonly Expression<Func<ReportOccurrence, bool>> IsOpen = report => EF.Property<bool>(report, ReportOccurrenceMapping.Open);
    }
}
