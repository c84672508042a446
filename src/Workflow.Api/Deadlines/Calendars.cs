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
        await AskAsync(cancellationToken);
        return calendar!;
    }

    /// <summary>The same as if one day were something else.</summary>
    public async Task<WorkCalendar> WithAsync(CalendarDay other, CancellationToken cancellationToken)
    {
        var own = await OwnAsync(cancellationToken);
        return own.With([.. own.Days.Where(day => day.On != other.On), other]);
    }

    /// <summary>What is reckoned from here on rests on this calendar: it has just been saved.</summary>
    public void Suppose(WorkCalendar saved) => calendar = saved;

    /// <summary>Waits until nobody reckons by the calendar any more, and lets nobody begin before the transaction ends.</summary>
    public async Task LockAsync(CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockName}, {CalendarLock}))", cancellationToken);

    private string LockName => user.AgencyId?.ToString() ?? "";

    public async Task<string> AgencyNameAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        return agency!.Name;
    }

    /// <summary>
    /// A person, the name of their unit and how many notices they have not opened. The agency and its calendar come along in the same query: every page begins with
    /// all of them.
    /// </summary>
    public async Task<(Person Person, string? Unit, int Unread)?> RecognizeAsync(PersonId id, CancellationToken cancellationToken)
    {
        var known = await db.People
            .Where(person => person.Id == id)
            .Join(db.Agencies, person => person.AgencyId, own => own.Id, (person, own) => new
            {
                Person = person,
                Agency = own,
                Unit = db.Units.Where(unit => unit.Id == person.UnitId).Select(unit => unit.Name).FirstOrDefault(),
                Days = db.CalendarDays.Where(day => day.AgencyId == own.Id).ToList(),
                Unread = db.Notices.Count(notice => notice.PersonId == person.Id && notice.ReadAt == null),
            })
            .AsNoTracking()
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            return null;
        }

        Know(known.Agency, known.Days);
        return (known.Person, known.Unit, known.Unread);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        if (agency is null)
        {
            if (db.Database.CurrentTransaction is not null)
            {
                await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({LockName}, {CalendarLock}))", cancellationToken);
            }

            var own = await db.Agencies
                .Select(own => new { Agency = own, Days = db.CalendarDays.Where(day => day.AgencyId == own.Id).ToList() })
                .AsNoTracking()
                .AsSingleQuery()
                .SingleAsync(cancellationToken);
            Know(own.Agency, own.Days);
        }
    }

    private void Know(Agency own, IEnumerable<CalendarDayRow> days)
    {
        agency = own;
        calendar = new WorkCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(own.Zone),
            days.Select(day => new CalendarDay(day.OnDay, day.Kind, day.Name, day.Announced)));
    }
}
