using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Links;

/// <summary>The coordinator makes every link about a task in mails that left already lead nowhere.</summary>
[Requires(Permission.AssignTask)]
public static class RevokeLinks
{
    public sealed record Command(RemediationTaskId TaskId) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, seenVersion: null, cancellationToken);
            return await db.RevokeLinksOfAsync(task.Id, clock.GetUtcNow(), cancellationToken);
        }
    }
}

/// <summary>A task that goes to another unit takes its links with it: who answered for it before has nothing to say about it any more.</summary>
internal sealed class RevokeLinksOfReassigned(WorkflowDbContext db) : INotificationHandler<Occurred<TaskAssigned>>
{
    public async Task Handle(Occurred<TaskAssigned> notification, CancellationToken cancellationToken)
    {
        var assigned = notification.Event;
        if (assigned.FormerLeadUnitId is not null && assigned.FormerLeadUnitId != assigned.LeadUnitId)
        {
            await db.RevokeLinksOfAsync(assigned.TaskId, assigned.At, cancellationToken);
        }
    }
}

internal static class LinkRevocation
{
    /// <summary>How many links lead nowhere now.</summary>
    public static Task<int> RevokeLinksOfAsync(this WorkflowDbContext db, RemediationTaskId task, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.MailLinks
            .Where(link => link.TaskId == task && link.UsedAt == null && link.RevokedAt == null)
            .ExecuteUpdateAsync(link => link.SetProperty(row => row.RevokedAt, now), cancellationToken);
}
