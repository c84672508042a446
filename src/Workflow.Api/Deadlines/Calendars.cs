using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Api.Deadlines;

/// <summary>The agency the present scope works for, and its calendar; each asked once a scope.</summary>
internal sealed class Calendars(WorkflowDbContext db)
{
    private Agency? agency;
    private WorkCalendar? calendar;

    public async Task<WorkCalendar> OwnAsync(CancellationToken cancellationToken)
    {
        if (calendar is null)
        {
            var own = await AgencyAsync(cancellationToken);
            var days = await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken);
            calendar = new WorkCalendar(
                TimeZoneInfo.FindSystemTimeZoneById(own.Zone),
                days.Select(day => new CalendarDay(day.OnDay, day.Kind, day.Name, day.Announced)));
        }

        return calendar;
    }

    /// <summary>The same as if one day were something else.</summary>
    public async Task<WorkCalendar> WithAsync(CalendarDay other, CancellationToken cancellationToken)
    {
        var own = await AgencyAsync(cancellationToken);
        var days = await db.CalendarDays.AsNoTracking().Where(day => day.OnDay != other.On).ToListAsync(cancellationToken);
        return new WorkCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(own.Zone),
            [.. days.Select(day => new CalendarDay(day.OnDay, day.Kind, day.Name, day.Announced)), other]);
    }

    public async Task<string> AgencyNameAsync(CancellationToken cancellationToken) => (await AgencyAsync(cancellationToken)).Name;

    private async Task<Agency> AgencyAsync(CancellationToken cancellationToken) =>
        agency ??= await db.Agencies.AsNoTracking().SingleAsync(cancellationToken);
}
