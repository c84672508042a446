using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Mail;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Links;

/// <summary>
/// The recipient of a mail says to have had it. The secret of the link stands for the person in this alone; whatever changes a
/// task needs signing in.
/// </summary>
[OpenToAnyone]
public static class AcknowledgeReminder
{
    /// <param name="Sha256">The hash of the link's secret.</param>
    public sealed record Command(byte[] Sha256) : ICommand<bool>;

    internal sealed class Handler(WorkflowDbContext db, LinkReading links, TimeProvider clock) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var found = await links.UseAsync(command.Sha256, LinkPurposes.Acknowledge, cancellationToken);
            found.Task.Acknowledge(found.Recipient.Id, now);
            await db.Reminders
                .Where(reminder => reminder.MailId == found.Link.MailId && reminder.TaskId == found.Link.TaskId && reminder.AcknowledgedAt == null)
                .ExecuteUpdateAsync(reminder => reminder.SetProperty(row => row.AcknowledgedAt, now), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
