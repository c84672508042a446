using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Derives the timers of a task from its assignment and deadline, in the transaction that changed them. Timers of an older
/// deadline stay as they are and come to nothing: a step names the deadline it belongs to.
/// </summary>
internal sealed class PlanTimers(WorkflowDbContext db, Calendars calendars) :
    INotificationHandler<Occurred<TaskAssigned>>,
    INotificationHandler<Occurred<TaskRearranged>>
{
    public Task Handle(Occurred<TaskAssigned> notification, CancellationToken cancellationToken) =>
        Plan(notification.Event, answerAwaited: true, cancellationToken);

    public Task Handle(Occurred<TaskRearranged> notification, CancellationToken cancellationToken) =>
        Plan(notification.Event, answerAwaited: false, cancellationToken);

    private async Task Plan(TaskEvent happened, bool answerAwaited, CancellationToken cancellationToken)
    {
        var task = await db.Tasks.FirstAsync(task => task.Id == happened.TaskId, cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var policy = DeadlinePolicy.Standard;
        IEnumerable<LadderStep> steps = answerAwaited ? Ladder.StepsToAcceptance(happened.At, calendar, policy) : [];
        if (task.Due is { } due)
        {
            steps = steps.Concat(Ladder.StepsTo(due, happened.At, calendar, policy));
        }

        db.Timers.AddRange(steps.Select(step => TimerRow.Of(task, step)));
    }
}
