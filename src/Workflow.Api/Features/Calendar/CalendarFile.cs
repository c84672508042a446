using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Documents;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Calendar;

/// <summary>The calendar in force as an .ics file, of one year or of all.</summary>
[Requires(Permission.ReadOrganization)]
public static class CalendarFile
{
    public const string MediaType = "text/calendar; charset=utf-8";

    public sealed record Query(int? Year = null) : IRequest<View>;

    public sealed record View(byte[] Content, string FileName);

    internal sealed class Handler(WorkflowDbContext db, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var savedAt = await db.CalendarVersions.MaxAsync(version => version.SavedAt, cancellationToken) ?? clock.GetUtcNow();
            var days = calendar.Days.Where(day => query.Year is null || day.On.Year == query.Year);
            return new View(
                CalendarFileWriter.Write(await calendars.AgencyNameAsync(cancellationToken), days, savedAt),
                query.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"lich-lam-viec-{year}.ics") : "lich-lam-viec.ics");
        }
    }
}
