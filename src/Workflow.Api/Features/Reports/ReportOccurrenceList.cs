using MediatR;
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

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, ReportReading reading) : IRequestHandler<Query, Page<ReportItem>>
    {
        public async Task<Page<ReportItem>> Handle(Query query, CancellationToken cancellationToken)
        {
            // How a report stands depends on the day and the calendar, and an agency has some dozens: they are all read.
            var reports = db.ReportOccurrences.Where(report => query.UnitId == null || report.UnitId == query.UnitId);
            var own = user.Actor.WorksFor(user.Actor.UnitId) ? user.Actor.UnitId?.Value : null;
            var matching = (await reading.ToItems(reports, cancellationToken))
                .Where(report => query.State is null || report.State == query.State)
                .OrderBy(report => report.Unit.Id != own)
                .ThenBy(report => report.Lacking is null)
                .ThenBy(report => report.LastGoodDay)
                .ThenBy(report => report.Title, StringComparer.CurrentCulture)
                .ToList();
            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            return new Page<ReportItem>([.. matching.Skip((number - 1) * size).Take(size)], matching.Count, number, size);
        }
    }
}
