using MediatR;
using Workflow.Api.Features.Activity;
using Workflow.Api.Messaging;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>Whatever changes the state, the progress or the lateness of a task reaches the projection in the same transaction.</summary>
internal sealed class CarryIntoProjection(Projections projections) :
    INotificationHandler<Occurred<TaskAssigned>>,
    INotificationHandler<Occurred<TaskRearranged>>,
    INotificationHandler<Occurred<TaskAccepted>>,
    INotificationHandler<Occurred<TaskDeclined>>,
    INotificationHandler<Occurred<TaskProgressReported>>,
    INotificationHandler<Occurred<TaskSubmitted>>,
    INotificationHandler<Occurred<TaskVerified>>,
    INotificationHandler<Occurred<TaskReturned>>,
    INotificationHandler<Occurred<TaskCancelled>>,
    INotificationHandler<Occurred<IncidentRecorded>>,
    INotificationHandler<Occurred<IncidentWithdrawn>>,
    INotificationHandler<Occurred<TaskFellOverdue>>,
    INotificationHandler<Occurred<ExtensionGranted>>,
    INotificationHandler<Occurred<TaskRedated>>,
    INotificationHandler<Occurred<TaskSuspended>>,
    INotificationHandler<Occurred<TaskResumed>>
{
    public Task Handle(Occurred<TaskAssigned> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskRearranged> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskAccepted> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskDeclined> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskProgressReported> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskSubmitted> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskVerified> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskReturned> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskCancelled> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<IncidentRecorded> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<IncidentWithdrawn> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskFellOverdue> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<ExtensionGranted> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskRedated> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskSuspended> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    public Task Handle(Occurred<TaskResumed> notification, CancellationToken cancellationToken) => Carry(notification.Event, cancellationToken);

    private Task Carry(TaskEvent happened, CancellationToken cancellationToken) =>
        projections.Recompute(happened.TaskId, ActivityKinds.Of(happened.GetType()), happened.At, cancellationToken);
}
