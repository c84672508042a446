using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Calendar;

/// <summary>The days of a year that their weekday does not tell, as they are or as a former version had them.</summary>
[Requires(Permission.ReadOrganization)]
public static class CalendarYear
{
    /// <param name="Year">This year where none is named.</param>
    /// <param name="Version">The one in force where none is named.</param>
    public sealed record Query(int? Year = null, int? Version = null) : IRequest<View>;

    /// <param name="Latest">The version in force: whoever changes the calendar says that this is what they saw.</param>
    /// <param name="Years">The years for which anything is entered.</param>
    /// <param name="Changes">What the version changed, of all years.</param>
    public sealed record View(
        int Year, int Version, int Latest, IReadOnlyList<CalendarDay> Days, IReadOnlyList<int> Years, IReadOnlyList<CalendarChange> Changes, DateOnly Today);

    internal sealed class Handler(WorkflowDbContext db, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var latest = await db.CalendarVersions.MaxAsync(version => (int?)version.Number, cancellationToken) ?? 0;
            var asked = query.Version ?? latest;
            var versions = await db.CalendarVersions.AsNoTracking()
                .Where(version => version.Number == asked || version.Number == asked - 1)
                .ToDictionaryAsync(version => version.Number, version => version.Days, cancellationToken);
            var days = versions.GetValueOrDefault(asked) ?? throw new NotFoundException($"calendar version {asked}");
            var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
            var year = query.Year ?? today.Year;
            return new View(
                year,
                asked,
                latest,
                [.. days.Where(day => day.On.Year == year)],
                [.. days.Select(day => day.On.Year).Distinct().Order()],
                versions.TryGetValue(asked - 1, out var former) ? CalendarChanges.Between(former, days) : [],
                today);
        }
    }
}
