using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Workflow.Api.Documents;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Mail;

/// <summary>Writes mails as rows, in the transaction of what they tell; a job sends them.</summary>
internal sealed class Outbox(WorkflowDbContext db, TimeProvider clock, IOptions<MailSettings> settings)
{
    public MailRow Post(Person to, string kind, MailWords words, DateOnly? digestOn = null)
    {
        var id = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        var mail = new MailRow
        {
            Id = id,
            AgencyId = to.AgencyId,
            RecipientId = to.Id,
            Kind = kind,
            DigestOn = digestOn,
            ToName = to.FullName,
            ToAddress = to.Email,
            Subject = words.Subject,
            TextBody = words.Text,
            HtmlBody = words.Html,
            Calendar = words.Deadlines.Count == 0 ? null : CalendarFile.Write(words.Deadlines, now),
            MessageId = MessageId(id),
            PlannedFor = now,
            CreatedAt = now,
        };
        db.Mails.Add(mail);
        db.MailLinks.AddRange(words.Links.Select(link => new MailLinkRow
        {
            Id = link.Id,
            AgencyId = to.AgencyId,
            MailId = id,
            TaskId = link.TaskId,
            RecipientId = to.Id,
            Purpose = link.Purpose,
            CreatedAt = now,
        }));
        return mail;
    }

    /// <summary>Made from the row's id alone: every copy that leaves carries the same one, so that receivers can tell.</summary>
    private string MessageId(Guid id)
    {
        var host = settings.Value.From.Split('@')[^1];
        return $"{Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray()).AsSpan(0, 16))}@{host}";
    }
}
