using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator lets the clock run again; the deadline moves by the working days it stood still.</summary>
[Requires(Permission.DecideTask)]
public static class ResumeTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string? Note = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.Resume(command.Note, user.Actor, clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
