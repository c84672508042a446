using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>The coordinator notes down a report that the agency owes; its reports of this year and the next are opened with it.</summary>
[Requires(Permission.KeepReports)]
public static class AddReportObligation
{
    public sealed record Command(ObligationTerms Terms) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, ReportPeriods periods, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!await db.Units.AnyAsync(unit => unit.Id == command.Terms.UnitId, cancellationToken))
            {
                throw new NotFoundException("unit");
            }

            var now = clock.GetUtcNow();
            var obligation = ReportObligation.Add(command.Terms, user.Actor, now, await calendars.OwnAsync(cancellationToken));
            db.ReportObligations.Add(obligation);
            await periods.OpenAsync(obligation, user.Actor.PersonId, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return obligation.Id.Value;
        }
    }
}
