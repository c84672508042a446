using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>What a new agency begins with: its zone and the calendar of the country.</summary>
internal static class NewAgency
{
    public static Agency Add(WorkflowDbContext db, string name)
    {
        var agency = new Agency { Id = AgencyId.New(), Name = name, Zone = "Asia/Ho_Chi_Minh" };
        db.Agencies.Add(agency);
        IReadOnlyList<CalendarDay> days = [.. VietnameseCalendar.Days().OrderBy(day => day.On)];
        db.CalendarDays.AddRange(days.Select(day => CalendarDayRow.Of(agency.Id, day)));
        db.CalendarVersions.Add(new CalendarVersionRow { AgencyId = agency.Id, Number = 1, Days = days, Changed = days.Count, Note = "" });
        return agency;
    }
}
