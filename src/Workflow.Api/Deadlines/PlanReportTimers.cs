using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain.Reports;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Derives the timers of a report from where it stands, in the transaction that changed it. A step that has come is not taken
/// back; one that has not moves with the day it is reckoned from.
/// </summary>
internal sealed class PlanReportTimers(WorkflowDbContext db, Timers timers) :
    INotificationHandler<Occurred<ReportOpened>>,
    INotificationHandler<Occurred<ReportRedated>>,
    INotificationHandler<Occurred<ReportSigned>>,
    INotificationHandler<Occurred<ReportSent>>,
    INotificationHandler<Occurred<ReportReceived>>
{
    public Task Handle(Occurred<ReportOpened> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<ReportRedated> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<ReportSigned> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<ReportSent> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<ReportReceived> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    private async Task Plan(ReportEvent happened, CancellationToken cancellationToken)
    {
        // A report that was opened just now is not in the database yet.
        var report = await db.ReportOccurrences.FindAsync([happened.OccurrenceId], cancellationToken)
            ?? throw new InvalidOperationException($"Report occurrence {happened.OccurrenceId} is gone.");
        await timers.PlanAsync(report, happened.At, cancellationToken);
    }
}
