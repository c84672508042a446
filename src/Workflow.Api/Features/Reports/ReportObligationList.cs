using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>The reports the agency owes, and what the catalogue proposes beyond them.</summary>
[Requires(Permission.ReadReports)]
public static class ReportObligationList
{
    public sealed record Query : IRequest<View>;

    public sealed record View(IReadOnlyList<ObligationItem> Obligations, IReadOnlyList<CatalogueItem> Catalogue);

    internal sealed class Handler(WorkflowDbContext db, TaskReading units, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var kept = await db.ReportObligations.AsNoTracking().ToListAsync(cancellationToken);
            var names = await units.UnitNames(cancellationToken);
            var directory = new UnitDirectory(await db.Units.AsNoTracking().ToListAsync(cancellationToken));
            var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
            return new View(
                [
                    .. kept
                        .OrderBy(obligation => obligation.EndedOn is not null).ThenBy(obligation => obligation.Name, StringComparer.CurrentCulture).ThenBy(obligation => obligation.Recurrence).ThenBy(obligation => obligation.DueOn)
                        .Select(obligation => new ObligationItem(
                            obligation.Id.Value,
                            obligation.Version,
                            obligation.Name,
                            obligation.Recipient,
                            TaskReading.Ref(obligation.UnitId, names)!,
                            obligation.Recurrence,
                            obligation.DueOn,
                            obligation.DueKind,
                            obligation.CountsBy,
                            obligation.Criterion,
                            obligation.Request,
                            obligation.Standard,
                            obligation.DueConfirmed,
                            RequestRef.Of(obligation),
                            obligation.EndedOn,
                            obligation.EndReason)),
                ],
                [
                    .. StandardObligations.All
                        .Where(standard => kept.All(obligation => obligation.Standard != standard.Key))
                        .Select(standard => new CatalogueItem(
                            standard.Key, standard.Name, standard.Recipient, directory.Find(standard.Unit)?.Id.Value, standard.Recurrence, standard.NextDue(today),
                            standard.DueKind, standard.Criterion)),
                ]);
        }
    }
}
