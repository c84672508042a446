using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>The unit, or the coordinator, records the day a report left. Recorded again, it is put right, for a reason.</summary>
[Requires(Permission.RecordReport)]
public static class RecordDispatch
{
    public sealed record Command(ReportOccurrenceId OccurrenceId, uint SeenVersion, DateOnly On, string? Number = null, string? Reason = null) : ICommand<ReportActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, ReportPeriods periods, TimeProvider clock) : IRequestHandler<Command, ReportActed>
    {
        public async Task<ReportActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var report = await db.LoadReportOccurrenceAsync(command.OccurrenceId, command.SeenVersion, cancellationToken);
            report.RecordDispatch(command.On, command.Number, user.Actor, clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken), command.Reason);
            if (report.ReceivedOn is not null)
            {
                await periods.LearnAsync(report, clock.GetUtcNow(), cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return ReportActed.On(report);
        }
    }
}
