using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator does not accept a result; it counts as not done and goes back to work.</summary>
[Requires(Permission.DecideTask)]
public static class ReturnTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string Reason) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.Return(command.Reason, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
