using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator or the chairman asks a unit to explain why a task is not done, within the days of the policy.</summary>
[Requires(Permission.AskToExplain)]
public static class AskToExplain
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string? Question = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, Policies policies, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var calendar = await calendars.OwnAsync(cancellationToken);
            var policy = (await policies.OwnAsync(cancellationToken)).For(task);
            db.Explanations.Add(task.AskToExplain(command.Question, user.Actor, clock.GetUtcNow(), calendar, policy));
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
