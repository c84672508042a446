using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Deadlines;

/// <summary>Every mail that was written, the latest first, and what became of it.</summary>
[Requires(Permission.ReadReminders)]
public static class MailLedger
{
    /// <param name="State">queued, sending, sent, failed or held; null takes all.</param>
    public sealed record Query(string? State = null, int Page = 1, int PageSize = 50) : IRequest<Page<Item>>;

    public sealed record Item(
        Guid Id, string Kind, string ToName, string ToAddress, string Subject, string State, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string? Reply, int Attempts);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, Page<Item>>
    {
        public async Task<Page<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var mails = db.Mails.AsNoTracking().Where(mail => query.State == null || mail.State == query.State);
            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            var total = await mails.CountAsync(cancellationToken);
            var items = await mails
                .OrderByDescending(mail => mail.CreatedAt).ThenByDescending(mail => mail.Id)
                .Skip((number - 1) * size)
                .Take(size)
                .Select(mail => new Item(mail.Id, mail.Kind, mail.ToName, mail.ToAddress, mail.Subject, mail.State, mail.CreatedAt, mail.SentAt, mail.Reply, mail.Attempt))
                .ToListAsync(cancellationToken);
            return new Page<Item>(items, total, number, size);
        }
    }
}
