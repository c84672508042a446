using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator stops the clock: something the unit does not answer for keeps it from working.</summary>
[Requires(Permission.DecideTask)]
public static class SuspendTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string Reason, string Basis) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.Suspend(command.Reason, command.Basis, user.Actor, clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
