using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Deadlines;

/// <summary>A mail as it was written and what the server answered.</summary>
[Requires(Permission.ReadReminders)]
public static class MailDetails
{
    public sealed record Query(Guid MailId) : IRequest<View>;

    public sealed record View(
        Guid Id, string Kind, string ToName, string ToAddress, string Subject, string Text, string MessageId, string State, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string? Reply, int Attempts);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var mail = await db.Mails
                .Where(mail => mail.Id == query.MailId)
                .Select(mail => new View(
                    mail.Id, mail.Kind, mail.ToName, mail.ToAddress, mail.Subject, mail.TextBody, mail.MessageId, mail.State, mail.CreatedAt, mail.SentAt, mail.Reply, mail.Attempt))
                .SingleOrDefaultAsync(cancellationToken)
                ?? throw new NotFoundException($"mail {query.MailId}");
            return mail with { Text = MailLinks.WithoutAddresses(mail.Text) };
        }
    }
}
