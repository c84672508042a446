using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>The coordinator sets the deadline, the unit and the day that counts anew; the open reports follow.</summary>
[Requires(Permission.KeepReports)]
public static class ReviseReportObligation
{
    public sealed record Command(ReportObligationId ObligationId, uint SeenVersion, DateOnly DueOn, DueKind DueKind, UnitId UnitId, CountsBy CountsBy) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, ReportPeriods periods, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var obligation = await db.LoadReportObligationAsync(command.ObligationId, command.SeenVersion, cancellationToken);
            if (!await db.Units.AnyAsync(unit => unit.Id == command.UnitId, cancellationToken))
            {
                throw new NotFoundException("unit");
            }

            var now = clock.GetUtcNow();
            obligation.Revise(new DueDate(command.DueOn, command.DueKind), command.UnitId, command.CountsBy, user.Actor, now);
            await periods.FollowAsync(obligation, user.Actor.PersonId, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return obligation.Id.Value;
        }
    }
}
