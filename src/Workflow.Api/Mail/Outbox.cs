using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflow.Api.Documents;
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
            Calendar = Calendar(words, now),
            MessageId = MessageId(id),
            Urgency = urgency,
            PlannedFor = now,
            CreatedAt = now,
        };
        db.Mails.Add(mail);
        db.MailLinks.AddRange(Links(mail, words));
        db.Notices.Add(new NoticeRow
        {
            Id = id,
            AgencyId = to.AgencyId,
            PersonId = to.Id,
            Kind = kind,
            Subject = words.Subject,
            Body = words.Notice,
            CreatedAt = now,
        });
        return mail;
    }

    /// <summary>Gives a mail that has not left other words; the links of the former ones lead nowhere from then on.</summary>
    public async Task RewriteAsync(MailRow mail, MailWords words, CancellationToken cancellationToken)
    {
        (mail.Subject, mail.TextBody, mail.HtmlBody, mail.Calendar) = (words.Subject, words.Text, words.Html, Calendar(words, clock.GetUtcNow()));
        db.MailLinks.RemoveRange(await db.MailLinks.Where(link => link.MailId == mail.Id).ToListAsync(cancellationToken));
        db.MailLinks.AddRange(Links(mail, words));
    }

    private static string? Calendar(MailWords words, DateTimeOffset now) => words.Deadlines.Count == 0 ? null : CalendarFile.Write(words.Deadlines, now);

    private IEnumerable<MailLinkRow> Links(MailRow mail, MailWords words) => words.Links.Select(link => new MailLinkRow
    {
        Id = link.Id,
        AgencyId = mail.AgencyId,
        MailId = mail.Id,
        TaskId = link.TaskId,
        OccurrenceId = link.OccurrenceId,
        RecipientId = mail.RecipientId,
        Purpose = link.Purpose,
        CreatedAt = clock.GetUtcNow(),
    });

    /// <summary>Made from the row's id alone: every copy that leaves carries the same one, so that receivers can tell.</summary>
    private string MessageId(Guid id)
    {
        var host = settings.Value.From.Split('@')[^1];
        return $"{Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray()).AsSpan(0, 16))}@{host}";
    }
}
