using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Api.Deadlines;

/// <summary>The agency the present scope works for, and its calendar; asked once a scope.</summary>
internal sealed class Calendars(WorkflowDbContext db)
{
    private Agency? agency;
    private WorkCalendar? calendar;

    public async Task<WorkCalendar> OwnAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        return calendar!;
    }

    public async Task<string> AgencyNameAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken);
        return agency!.Name;
    }

    /// <summary>
    /// A person and the name of their unit. The agency and its calendar come along in the same query: every page begins with
    /// all of them.
    /// </summary>
    public async Task<(Person Person, string? Unit)?> RecognizeAsync(PersonId id, CancellationToken cancellationToken)
    {
        var known = await db.People
            .Where(person => person.Id == id)
            .Join(db.Agencies, person => person.AgencyId, own => own.Id, (person, own) => new
            {
                Person = person,
                Agency = own,
                Unit = db.Units.Where(unit => unit.Id == person.UnitId).Select(unit => unit.Name).FirstOrDefault(),
                Days = db.CalendarDays.Where(day => day.AgencyId == own.Id).ToList(),
            })
            .AsNoTracking()
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            return null;
        }

        Know(known.Agency, known.Days);
        return (known.Person, known.Unit);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        if (agency is null)
        {
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
