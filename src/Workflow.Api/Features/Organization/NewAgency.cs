using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>What a new agency begins with: its zone and the calendar of the country.</summary>
internal static class NewAgency
{
    public static Agency Add(WorkflowDbContext db, string name)
    {
        var agency = new Agency { Id = AgencyId.New(), Name = name, Zone = "Asia/Ho_Chi_Minh" };
        db.Agencies.Add(agency);
        db.CalendarDays.AddRange(VietnameseCalendar.Days().Select(day => new CalendarDayRow
        {
            AgencyId = agency.Id,
            OnDay = day.On,
            Kind = day.Kind,
            Name = day.Name,
            Announced = day.Announced,
        }));
        return agency;
    }
}
