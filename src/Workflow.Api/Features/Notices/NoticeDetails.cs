using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Notices;

/// <summary>A notice in full. Only the person it is for sees it.</summary>
[Requires(Permission.KnowOneself)]
public static class NoticeDetails
{
    public sealed record Query(Guid NoticeId) : IRequest<View>;

    public sealed record View(Guid Id, string Kind, string Subject, string Body, DateTimeOffset At, DateTimeOffset? ReadAt);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var person = user.Actor.PersonId;
            return await db.Notices
                .Where(notice => notice.Id == query.NoticeId && notice.PersonId == person)
                .Select(notice => new View(notice.Id, notice.Kind, notice.Subject, notice.Body, notice.CreatedAt, notice.ReadAt))
                .SingleOrDefaultAsync(cancellationToken)
                ?? throw new NotFoundException($"notice {query.NoticeId}");
        }
    }
}
