using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The head of the responsible unit sends a task back with a reason, perhaps naming a better unit or day.</summary>
[Requires(Permission.AnswerTask)]
public static class DeclineTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string Reason, UnitId? ProposedUnitId = null, DateOnly? ProposedDueOn = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, Acting acting, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            if (command.ProposedUnitId is { } proposed && !await db.Units.AnyAsync(unit => unit.Id == proposed, cancellationToken))
            {
                throw new NotFoundException($"unit {proposed}");
            }

            task.Decline(command.Reason, command.ProposedUnitId, command.ProposedDueOn, await acting.ActorAsync(cancellationToken), clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
