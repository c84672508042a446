using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Notices;

/// <summary>What a person was told, the latest first: the inbox of the page, of which mails are copies.</summary>
[Requires(Permission.KnowOneself)]
public static class NoticeList
{
    public sealed record Query(bool UnreadOnly = false, int Page = 1, int PageSize = 50) : IRequest<Page<Item>>;

    public sealed record Item(Guid Id, string Kind, string Subject, DateTimeOffset At, DateTimeOffset? ReadAt);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Query, Page<Item>>
    {
        public async Task<Page<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var person = user.Actor.PersonId;
            var notices = db.Notices.AsNoTracking().Where(notice => notice.PersonId == person && (!query.UnreadOnly || notice.ReadAt == null));
            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            var total = await notices.CountAsync(cancellationToken);
            var items = await notices
                .OrderByDescending(notice => notice.CreatedAt).ThenByDescending(notice => notice.Id)
                .Skip((number - 1) * size)
                .Take(size)
                .Select(notice => new Item(notice.Id, notice.Kind, notice.Subject, notice.CreatedAt, notice.ReadAt))
                .ToListAsync(cancellationToken);
            return new Page<Item>(items, total, number, size);
        }
    }
}
