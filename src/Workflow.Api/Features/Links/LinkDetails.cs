using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Links;

/// <summary>What would happen if the button behind a link were pressed. Looking changes nothing.</summary>
[OpenToAnyone]
public static class LinkDetails
{
    /// <param name="Sha256">The hash of the link's secret; null where none is in hand.</param>
    public sealed record Query(byte[]? Sha256) : IRequest<View>;

    /// <param name="Purpose">acknowledge, accept or dispatch; empty where the link is unknown.</param>
    /// <param name="ReportId">The report it is about; null where it is about a task.</param>
    /// <param name="Number">Of the task in its plan; 0 for a report.</param>
    /// <param name="DueOn">Of a report, the day by which it has to leave.</param>
    /// <param name="HasBeenSigned">A report that is not signed cannot have left.</param>
    /// <param name="IsRecipient">Whoever looks is signed in as the person the link was sent to.</param>
    /// <param name="Version">The version of the task or report that is shown.</param>
    public sealed record View(
        LinkState State, string Purpose, Guid TaskId, Guid? ReportId, int Number, string Title, DateOnly? DueOn, DueKind DueKind, bool HasBeenSigned, string Recipient, bool IsRecipient, uint Version)
    {
        internal static View OfNone { get; } = new(LinkState.Unknown, "", default, null, 0, "", null, DueKind.OnOrBefore, false, "", false, 0);
    }

    internal sealed class Handler(WorkflowDbContext db, LinkReading links, ICurrentUser user) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            if (await links.FindAsync(query.Sha256, cancellationToken) is not { } found)
            {
                return View.OfNone;
            }

            var isRecipient = user.Person?.PersonId == found.Recipient.Id;
            return found.Thing is ReportOccurrence report
                ? new View(
                    found.State, found.Link.Purpose, default, report.Id.Value, 0, await TitleAsync(report, cancellationToken), report.SendBy, DueKind.OnOrBefore, report.SignedOn is not null,
                    found.Recipient.FullName, isRecipient, report.Version)
                : new View(
                    found.State, found.Link.Purpose, found.Task.Id.Value, null, found.Task.Number, found.Task.Title, found.Task.DueOn, found.Task.DueKind, false,
                    found.Recipient.FullName, isRecipient, found.Task.Version);
        }

        private async Task<string> TitleAsync(ReportOccurrence report, CancellationToken cancellationToken)
        {
            var obligation = await db.ReportObligations.AsNoTracking().SingleAsync(obligation => obligation.Id == report.ObligationId, cancellationToken);
            return ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, CultureInfo.CurrentUICulture);
        }
    }
}
