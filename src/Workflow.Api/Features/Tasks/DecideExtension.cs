using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator grants the other day or refuses it, seeing what it means for the score.</summary>
[Requires(Permission.DecideTask)]
public static class DecideExtension
{
    public sealed record Command(ExtensionRequestId RequestId, bool Approve, string? Reason) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var (request, task) = await db.LoadExtensionAsync(command.RequestId, cancellationToken);
            task.DecideExtension(request, command.Approve, command.Reason, user.Actor, clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
