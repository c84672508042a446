using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator confirms a result that was handed in; its points are secured.</summary>
[Requires(Permission.DecideTask)]
public static class VerifyTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string? Note = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.Verify(command.Note, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
