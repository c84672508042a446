using MediatR;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Evidence;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Evidence;

/// <summary>A unit of the task attaches a file that shows the work was done.</summary>
[Requires(Permission.WorkOnTask)]
public static class AttachEvidence
{
    /// <param name="SeenVersion">May be left out: adding a file overwrites nothing.</param>
    public sealed record Command(RemediationTaskId TaskId, string Title, string FileName, byte[] Content, uint? SeenVersion = null) : ICommand<EvidenceRef>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, EvidenceRef>
    {
        public async Task<EvidenceRef> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            task.MayReceiveEvidenceFrom(user.Actor).Enforce();

            var item = EvidenceFiles.Keep(db, task, EvidencePurpose.Result, new NewFile(command.Title, command.FileName, command.Content), user.Actor, clock.GetUtcNow());
            task.Attach(item, user.Actor, item.AttachedAt);
            await db.SaveChangesAsync(cancellationToken);
            return EvidenceRef.Of(item);
        }
    }
}
