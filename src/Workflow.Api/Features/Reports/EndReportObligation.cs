using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>
/// The coordinator ends an obligation: no reports are opened for deadlines after the day. Those that are open already stay
/// owed, or are cancelled for the same reason; what was due by that day stays owed in any case.
/// </summary>
[Requires(Permission.KeepReports)]
public static class EndReportObligation
{
    public sealed record Command(ReportObligationId ObligationId, uint SeenVersion, DateOnly On, string? Reason, bool CancelLater) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var obligation = await db.LoadReportObligationAsync(command.ObligationId, command.SeenVersion, cancellationToken);
            var now = clock.GetUtcNow();
            obligation.End(command.On, command.Reason, user.Actor, now);
            if (command.CancelLater)
            {
                var today = (await calendars.OwnAsync(cancellationToken)).DayOf(now);
                var later = await db.ReportOccurrences.Where(report => report.ObligationId == obligation.Id && report.DueOn > command.On).ToListAsync(cancellationToken);
                later.ForEach(report => report.Cancel(obligation.EndReason!, today, user.Actor, now));
            }

            await db.SaveChangesAsync(cancellationToken);
            return obligation.Id.Value;
        }
    }
}
