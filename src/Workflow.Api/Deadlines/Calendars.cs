using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Deadlines;

/// <summary>The calendar of the agency the present scope works for.</summary>
internal sealed class Calendars(WorkflowDbContext db)
{
    private WorkCalendar? loaded;

    public async Task<WorkCalendar> OwnAsync(CancellationToken cancellationToken)
    {
        if (loaded is null)
        {
            var zone = await db.Agencies.Select(agency => agency.Zone).SingleAsync(cancellationToken);
            var days = await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken);
            loaded = new WorkCalendar(
                TimeZoneInfo.FindSystemTimeZoneById(zone),
                days.Select(day => new CalendarDay(day.OnDay, day.Kind, day.Name, day.Announced)));
        }

        return loaded;
    }
}
