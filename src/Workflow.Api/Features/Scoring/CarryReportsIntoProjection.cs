using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Activity;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// A report that arrived or left, late or in time after all, or whose other day counts from now on, reaches the criterion it
/// belongs to in the same transaction: obligation, criterion, deduction and its reporting tasks, in the plan of the report's year.
/// </summary>
internal sealed class CarryReportsIntoProjection(WorkflowDbContext db, Projections projections) :
    INotificationHandler<Occurred<ReportReceived>>,
    INotificationHandler<Occurred<ReportSent>>,
    INotificationHandler<Occurred<ReportObligationRevised>>
{
    public Task Handle(Occurred<ReportReceived> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<ReportSent> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public async Task Handle(Occurred<ReportObligationRevised> notification, CancellationToken cancellationToken)
    {
        var revised = notification.Event;
        var reports = await db.ReportOccurrences.Where(report => report.ObligationId == revised.ObligationId).ToListAsync(cancellationToken);
        foreach (var report in reports.Where(report => report.CountedOn is not null))
        {
            await Carry(report, revised, cancellationToken);
        }
    }

    private async Task Carry(ReportEvent happened, CancellationToken cancellationToken)
    {
        var report = await db.ReportOccurrences.FirstAsync(report => report.Id == happened.OccurrenceId, cancellationToken);
        if (report.CountedOn is not null)
        {
            await Carry(report, happened, cancellationToken);
        }
    }

    private async Task Carry(ReportOccurrence report, IDomainEvent happened, CancellationToken cancellationToken)
    {
        var criterion = await db.ReportObligations.Where(obligation => obligation.Id == report.ObligationId).Select(obligation => obligation.Criterion).SingleAsync(cancellationToken);
        var costly = criterion is null ? [] : await db.Projections
            .Where(row => row.Criterion == criterion && db.Plans.Any(plan => plan.Id == row.PlanId && plan.TargetYear == report.Year))
            .OrderBy(row => row.PlanId).ThenBy(row => row.DeductionId)
            .Select(row => new { row.PlanId, row.DeductionId })
            .ToListAsync(cancellationToken);
        foreach (var row in costly)
        {
            await projections.HoldAsync(row.PlanId, [row.DeductionId], cancellationToken);
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
