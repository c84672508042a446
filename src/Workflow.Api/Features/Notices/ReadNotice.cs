using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Notices;

/// <summary>The person has opened a notice. The first time stays.</summary>
[Requires(Permission.KnowOneself)]
public static class ReadNotice
{
    /// <param name="NoticeId">Null says so of every notice there is.</param>
    public sealed record Command(Guid? NoticeId) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = user.Actor.PersonId;
            if (command.NoticeId is { } id && !await db.Notices.AnyAsync(notice => notice.Id == id && notice.PersonId == person, cancellationToken))
            {
                throw new NotFoundException($"notice {id}");
            }

            DateTimeOffset? now = clock.GetUtcNow();
            return await db.Notices
                .Where(notice => notice.PersonId == person && notice.ReadAt == null && (command.NoticeId == null || notice.Id == command.NoticeId))
                .ExecuteUpdateAsync(notice => notice.SetProperty(row => row.ReadAt, now), cancellationToken);
        }
    }
}
