using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Mail;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Links;

/// <summary>Whoever answers for a report, signed in, records that the report a link in a mail led to left today.</summary>
[Requires(Permission.RecordReport)]
public static class DispatchByLink
{
    /// <param name="Sha256">The hash of the link's secret.</param>
    public sealed record Command(byte[] Sha256, uint SeenVersion) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, LinkReading links, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var found = await links.UseOwnAsync(command.Sha256, LinkPurposes.Dispatch, cancellationToken);
            var (now, calendar) = (clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken));
            var report = await db.LoadReportOccurrenceAsync(found.Report.Id, command.SeenVersion, cancellationToken);
            report.RecordDispatch(calendar.DayOf(now), null, user.Actor, now, calendar);
            await db.SaveChangesAsync(cancellationToken);
            return report.Id.Value;
        }
    }
}
