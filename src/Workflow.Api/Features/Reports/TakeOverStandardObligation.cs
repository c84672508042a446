using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>The coordinator takes a report over from the catalogue, with the deadline proposed there.</summary>
[Requires(Permission.KeepReports)]
public static class TakeOverStandardObligation
{
    public sealed record Command(string Standard, UnitId UnitId) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, ReportPeriods periods, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var standard = StandardObligations.Find(command.Standard) ?? throw new RuleBrokenException(ReportRules.TheCatalogueHasIt);
            if (await db.ReportObligations.AnyAsync(obligation => obligation.Standard == standard.Key, cancellationToken))
            {
                throw new RuleBrokenException(ReportRules.ObligationsDiffer);
            }

            if (!await db.Units.AnyAsync(unit => unit.Id == command.UnitId, cancellationToken))
            {
                throw new NotFoundException("unit");
            }

            var now = clock.GetUtcNow();
            var calendar = await calendars.OwnAsync(cancellationToken);
            var terms = new ObligationTerms(
                standard.Name, standard.Recipient, command.UnitId, standard.Recurrence, standard.NextDue(calendar.DayOf(now)), standard.DueKind, CountsBy.Received, standard.Criterion);
            var obligation = ReportObligation.Add(terms, user.Actor, now, calendar, standard.Key);
            db.ReportObligations.Add(obligation);
            await periods.OpenAsync(obligation, user.Actor.PersonId, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return obligation.Id.Value;
        }
    }
}
