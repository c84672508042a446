using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Organization;

/// <summary>When the agency's summaries come.</summary>
[Requires(Permission.ReadOrganization)]
public static class SummarySettings
{
    public sealed record Query : IRequest<View>;

    /// <param name="WeeklyOn">The weekday of the weekly summary; null sends none.</param>
    /// <param name="MeetingDay">The day of the month on which the agency meets; null sends no figures.</param>
    public sealed record View(DayOfWeek? WeeklyOn, int? MeetingDay);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public Task<View> Handle(Query query, CancellationToken cancellationToken) =>
            db.Agencies.Select(agency => new View(agency.WeeklySummaryOn, agency.MeetingDay)).SingleAsync(cancellationToken);
    }
}
