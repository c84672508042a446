using MediatR;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Evidence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator adds a file that shows why the clock of a task stands still.</summary>
[Requires(Permission.DecideTask)]
public static class DocumentSuspension
{
    /// <param name="SeenVersion">May be left out: adding a file overwrites nothing.</param>
    public sealed record Command(RemediationTaskId TaskId, NewFile File, uint? SeenVersion = null) : ICommand<EvidenceRef>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, EvidenceRef>
    {
        public async Task<EvidenceRef> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.MayHaveItsSuspensionDocumentedBy(user.Actor).Enforce();
            var item = EvidenceFiles.Keep(db, task, EvidencePurpose.Suspension, command.File, user.Actor, clock.GetUtcNow());
            task.DocumentSuspension(item, user.Actor, item.AttachedAt);
            await db.SaveChangesAsync(cancellationToken);
            return EvidenceRef.Of(item);
        }
    }
}
