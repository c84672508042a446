using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The head of the responsible unit takes on a task, so that work on it can start.</summary>
[Requires(Permission.AnswerTask)]
public static class AcceptTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, Acting acting, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.Accept(await acting.ActorAsync(cancellationToken), clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
