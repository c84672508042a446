using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Mail;

/// <summary>
/// Tells people, in the transaction of what is told: a notice on the page, which is there from then on, and a mail as its copy,
/// which a job sends.
/// </summary>
internal sealed class Outbox(WorkflowDbContext db, TimeProvider clock, IOptions<MailSettings> settings)
{
    public MailRow Post(Person to, string kind, MailWords words, DateOnly? digestOn = null, short urgency = 0)
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
            MessageId = MessageId(id),
            Urgency = urgency,
            PlannedFor = now,
            CreatedAt = now,
        };
        db.Mails.Add(mail);
        db.Notices.Add(new NoticeRow
        {
            Id = id,
            AgencyId = to.AgencyId,
            PersonId = to.Id,
            Kind = kind,
            Subject = words.Subject,
            Body = words.Text,
            CreatedAt = now,
        });
        return mail;
    }

    /// <summary>Made from the row's id alone: every copy that leaves carries the same one, so that receivers can tell.</summary>
    private string MessageId(Guid id)
    {
        var host = settings.Value.From.Split('@')[^1];
        return $"{Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray()).AsSpan(0, 16))}@{host}";
    }
}
