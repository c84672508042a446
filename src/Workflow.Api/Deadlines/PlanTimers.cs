using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Activity;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Derives the timers of a task from where it stands, in the transaction that changed it, and writes down each deadline it has
/// had. Timers of an older deadline stay as they are and come to nothing: a step names the deadline it belongs to.
/// </summary>
internal sealed class PlanTimers(WorkflowDbContext db, Timers timers) :
    INotificationHandler<Occurred<TaskAssigned>>,
    INotificationHandler<Occurred<TaskRearranged>>,
    INotificationHandler<Occurred<ExtensionGranted>>,
    INotificationHandler<Occurred<TaskRedated>>,
    INotificationHandler<Occurred<TaskSuspended>>,
    INotificationHandler<Occurred<TaskResumed>>,
    INotificationHandler<Occurred<TaskAccepted>>,
    INotificationHandler<Occurred<TaskDeclined>>,
    INotificationHandler<Occurred<TaskVerified>>,
    INotificationHandler<Occurred<TaskCancelled>>,
    INotificationHandler<Occurred<ExplanationAsked>>,
    INotificationHandler<Occurred<ExplanationGiven>>
{
    public Task Handle(Occurred<TaskAssigned> notification, CancellationToken cancellationToken) => Begin(notification.Event, null, cancellationToken);

    public Task Handle(Occurred<TaskRearranged> notification, CancellationToken cancellationToken) => Begin(notification.Event, null, cancellationToken);

    public Task Handle(Occurred<ExtensionGranted> notification, CancellationToken cancellationToken) => Begin(notification.Event, notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskRedated> notification, CancellationToken cancellationToken) => Begin(notification.Event, notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskSuspended> notification, CancellationToken cancellationToken) => Begin(notification.Event, notification.Event.Reason, cancellationToken);

    public Task Handle(Occurred<TaskResumed> notification, CancellationToken cancellationToken) => Begin(notification.Event, notification.Event.Note, cancellationToken);

    public Task Handle(Occurred<TaskAccepted> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskDeclined> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskVerified> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskCancelled> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<ExplanationAsked> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    public Task Handle(Occurred<ExplanationGiven> notification, CancellationToken cancellationToken) => Plan(notification.Event, cancellationToken);

    /// <summary>A new version of the deadline begins.</summary>
    private async Task Begin(TaskEvent happened, string? reason, CancellationToken cancellationToken)
    {
        var task = await Plan(happened, cancellationToken);
        db.TaskDeadlines.Add(new TaskDeadlineRow
        {
            AgencyId = task.AgencyId,
            TaskId = task.Id,
            Version = task.DeadlineVersion,
            DueOn = task.DueOn,
            DueKind = task.DueKind,
            Because = ActivityKinds.Of(happened.GetType()),
            Reason = reason,
            SetBy = happened.By,
            SetAt = happened.At,
        });
    }

    private async Task<RemediationTask> Plan(TaskEvent happened, CancellationToken cancellationToken)
    {
        var task = await db.Tasks.FirstAsync(task => task.Id == happened.TaskId, cancellationToken);
        await timers.PlanAsync(task, happened.At, cancellationToken);
        return task;
    }
}

/// <summary>With the reminder that goes up to the chairman, the unit is asked to explain, unless it is asked already.</summary>
internal sealed class AskForExplanations(WorkflowDbContext db, Calendars calendars, Policies policies) : INotificationHandler<Occurred<TaskEscalated>>
{
    public async Task Handle(Occurred<TaskEscalated> notification, CancellationToken cancellationToken)
    {
        var task = await db.Tasks.FirstAsync(task => task.Id == notification.Event.TaskId, cancellationToken);
        if (task.ExplanationDueOn is null)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var policy = (await policies.OwnAsync(cancellationToken)).For(task);
            db.Explanations.Add(task.AskToExplain(null, actor: null, notification.Event.At, calendar, policy));
        }
    }
}
