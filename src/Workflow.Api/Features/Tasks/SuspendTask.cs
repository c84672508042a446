using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Evidence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>
/// The coordinator stops the clock: something the unit does not answer for keeps it from working. What shows it is named, or attached
/// as a file.
/// </summary>
[Requires(Permission.DecideTask)]
public static class SuspendTask
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, string Reason, string? Basis, NewFile? File = null) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var now = clock.GetUtcNow();
            task.MayBeSuspendedBy(user.Actor).Enforce();
            var document = command.File is { } file ? EvidenceFiles.Keep(db, task, EvidencePurpose.Suspension, file, user.Actor, now) : null;
            task.Suspend(command.Reason, command.Basis, user.Actor, now, await calendars.OwnAsync(cancellationToken), document);
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
