using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator sets another deadline and says why; the first one is kept, and a new version of the deadline begins.</summary>
[Requires(Permission.DecideTask)]
public static class RedateTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, DateOnly? DueOn, DueKind DueKind, string Reason) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            if (command.DueOn is not { } on)
            {
                throw new RuleBrokenException(TaskRules.ATaskHasADeadline);
            }

            task.Redate(new DueDate(on, command.DueKind), command.Reason, user.Actor, clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
