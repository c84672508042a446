using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Api.Deadlines;

/// <summary>
/// The agency the present scope works for, and its calendar; each asked once a scope. Whoever reads the calendar within a
/// transaction holds it until that ends, so that nothing is reckoned by a calendar that is being changed meanwhile.
/// </summary>
internal sealed class Calendars(WorkflowDbContext db, ICurrentUser user)
{
    /// <summary>Told apart from locks of other kinds on the same agency.</summary>
    private const long CalendarLock = 10;

    private Agency? agency;
    private WorkCalendar? calendar;

    public async Task<WorkCalendar> OwnAsync(CancellationToken cancellationToken)
    {
        if (calendar is null)
        {
            if (db.Database.CurrentTransaction is not null)
            {
                await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({LockName}, {CalendarLock}))", cancellationToken);
            }

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
    /// <summary>Waits until nobody reckons by the calendar any more, and lets nobody begin before the transaction ends.</summary>
    public async Task LockAsync(CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockName}, {CalendarLock}))", cancellationToken);

    private string LockName => user.AgencyId?.ToString() ?? "";

    public async Task<string> AgencyNameAsync(CancellationToken cancellationToken) => (await AgencyAsync(cancellationToken)).Name;

    private async Task<Agency> AgencyAsync(CancellationToken cancellationToken) =>
        agency ??= await db.Agencies.AsNoTracking().SingleAsync(cancellationToken);
}
