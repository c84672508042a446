using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Activity;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// A report that arrived or left, late or in time after all, reaches the criterion it belongs to in the same transaction:
/// obligation, criterion, deduction and its reporting tasks, in the plan of the report's year.
/// </summary>
internal sealed class CarryReportsIntoProjection(WorkflowDbContext db, Projections projections) :
    INotificationHandler<Occurred<ReportReceived>>,
    INotificationHandler<Occurred<ReportSent>>
{
    public Task Handle(Occurred<ReportReceived> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<ReportSent> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    private async Task Carry(ReportEvent happened, CancellationToken cancellationToken)
    {
        var report = await db.ReportOccurrences.FirstAsync(report => report.Id == happened.OccurrenceId, cancellationToken);
        var criterion = await db.ReportObligations.Where(obligation => obligation.Id == report.ObligationId).Select(obligation => obligation.Criterion).SingleAsync(cancellationToken);
        if (criterion is null || report.CountedOn is null)
        {
            return;
        }

        var costly = await db.Projections
            .Where(row => row.Criterion == criterion && db.Plans.Any(plan => plan.Id == row.PlanId && plan.TargetYear == report.Year))
            .Select(row => new { row.PlanId, row.DeductionId })
            .ToListAsync(cancellationToken);
        foreach (var row in costly)
        {
            var tasks = await db.Tasks
                .Where(task => task.PlanId == row.PlanId && task.Kind == TaskKind.Reporting && task.Deductions.Any(share => share.DeductionId == row.DeductionId))
                .Select(task => task.Id)
                .ToListAsync(cancellationToken);
            foreach (var task in tasks)
            {
                await projections.Recompute(task, ActivityKinds.Of(happened.GetType()), happened.At, cancellationToken);
            }
        }
    }
}
