using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The head of the lead unit hands the result in; refused with every missing piece named.</summary>
[Requires(Permission.SubmitTask)]
public static class SubmitTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string? Note = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, Acting acting, TimeProvider clock, Calendars calendars) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var calendar = await calendars.OwnAsync(cancellationToken);
            task.Submit(command.Note, await acting.ActorAsync(cancellationToken), clock.GetUtcNow(), calendar);
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
