using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Reports;
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

/// <summary>A person makes the links about a task or a report in mails to them lead nowhere: a mail was passed on, or read by others.</summary>
[Requires(Permission.KnowOneself)]
public static class RevokeOwnLinks
{
    /// <param name="Subject">The id of the task or report.</param>
    public sealed record Command(Guid Subject) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            return db.OpenLinks(command.Subject, now)
                .Where(link => link.RecipientId == user.Actor.PersonId)
                .ExecuteUpdateAsync(link => link.SetProperty(row => row.RevokedAt, now), cancellationToken);
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
    /// <summary>Links about a task or a report, in mails that left, that still lead somewhere.</summary>
    public static IQueryable<MailLinkRow> OpenLinks(this WorkflowDbContext db, Guid subject, DateTimeOffset now)
    {
        var (task, report) = (new RemediationTaskId(subject), new ReportOccurrenceId(subject));
        return db.MailLinks
            .Where(link => (link.TaskId == task || link.OccurrenceId == report) && link.UsedAt == null && link.RevokedAt == null)
            .Where(link => db.MailLinkTokens.Any(token => token.LinkId == link.Id && token.ExpiresAt > now));
    }

    /// <summary>How many links lead nowhere now.</summary>
    public static Task<int> RevokeLinksOfAsync(this WorkflowDbContext db, RemediationTaskId task, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.MailLinks
            .Where(link => link.TaskId == task && link.UsedAt == null && link.RevokedAt == null)
            .ExecuteUpdateAsync(link => link.SetProperty(row => row.RevokedAt, now), cancellationToken);
}
