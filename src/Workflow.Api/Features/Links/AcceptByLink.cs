using MediatR;
using Workflow.Api.Mail;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Links;

/// <summary>The head of a unit, or who stands in for the head, signed in, accepts the task a link in a mail led to.</summary>
[Requires(Permission.AnswerTask)]
public static class AcceptByLink
{
    /// <param name="Sha256">The hash of the link's secret.</param>
    public sealed record Command(byte[] Sha256, uint SeenVersion) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, LinkReading links, Acting acting, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var found = await links.UseOwnAsync(command.Sha256, LinkPurposes.Accept, cancellationToken);
            var task = await db.LoadTaskAsync(found.Task.Id, command.SeenVersion, cancellationToken);
            task.Accept(await acting.ActorAsync(cancellationToken), clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return task.Id.Value;
        }
    }
}
