using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflow.Api.Documents;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Mail;

/// <summary>What a person is reminded of on one day, in words.</summary>
/// <param name="Urgency">The higher, the earlier it leaves when many wait.</param>
internal sealed record Digest(Person To, MailWords Words, short Urgency);

/// <summary>
/// Tells people, in the transaction of what is told: a notice on the page, which is there from then on, and a mail as its copy,
/// which a job sends.
/// </summary>
internal sealed class Outbox(WorkflowDbContext db, TimeProvider clock, IOptions<MailSettings> settings)
{
    public MailRow Post(Person to, string kind, MailWords words, DateOnly? digestOn = null, short urgency = 0)
    {
        var mail = Mail(to, kind, words, digestOn, urgency);
        db.Mails.Add(mail);
        db.MailLinks.AddRange(Links(mail, words));
        db.Notices.Add(new NoticeRow
        {
            Id = mail.Id,
            AgencyId = to.AgencyId,
            PersonId = to.Id,
            Kind = kind,
            Subject = words.Subject,
            Body = words.Notice,
            CreatedAt = mail.CreatedAt,
        });
        return mail;
    }

    /// <summary>The digests of many people in three statements, within the transaction that is open.</summary>
    /// <returns>The ids of the mails, in the order of the digests.</returns>
    public async Task<IReadOnlyList<Guid>> PostAsync(IReadOnlyList<Digest> digests, DateOnly day, CancellationToken cancellationToken)
    {
        if (digests.Count == 0)
        {
            return [];
        }

        var mails = digests.Select(digest => Mail(digest.To, "digest", digest.Words, day, digest.Urgency)).ToList();
        var (ids, agencies, recipients) = (mails.Select(mail => mail.Id).ToArray(), mails.Select(mail => mail.AgencyId.Value).ToArray(), mails.Select(mail => mail.RecipientId.Value).ToArray());
        var (names, addresses, subjects) = (mails.Select(mail => mail.ToName).ToArray(), mails.Select(mail => mail.ToAddress).ToArray(), mails.Select(mail => mail.Subject).ToArray());
        var (texts, htmls, calendars) = (mails.Select(mail => mail.TextBody).ToArray(), mails.Select(mail => mail.HtmlBody).ToArray(), mails.Select(mail => mail.Calendar).ToArray());
        var (messageIds, urgencies) = (mails.Select(mail => mail.MessageId).ToArray(), mails.Select(mail => mail.Urgency).ToArray());
        var notices = digests.Select(digest => digest.Words.Notice).ToArray();
        var now = mails[0].CreatedAt.ToUniversalTime();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into mail (id, agency_id, recipient_id, kind, digest_on, to_name, to_address, subject, text_body, html_body, calendar, message_id, state, urgency, planned_for, created_at)
            select id, agency_id, recipient_id, 'digest', {day}, to_name, to_address, subject, text_body, html_body, calendar, message_id, 'queued', urgency, {now}, {now}
            from unnest({ids}, {agencies}, {recipients}, {names}, {addresses}, {subjects}, {texts}, {htmls}, {calendars}, {messageIds}, {urgencies})
                as written (id, agency_id, recipient_id, to_name, to_address, subject, text_body, html_body, calendar, message_id, urgency)
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into notice (id, agency_id, person_id, kind, subject, body, created_at)
            select id, agency_id, person_id, 'digest', subject, body, {now}
            from unnest({ids}, {agencies}, {recipients}, {subjects}, {notices}) as written (id, agency_id, person_id, subject, body)
            """,
            cancellationToken);
        await AddAsync([.. mails.Zip(digests, (mail, digest) => Links(mail, digest.Words)).SelectMany(links => links)], cancellationToken);
        return ids;
    }

    /// <summary>Gives a mail that has not left other words; the links of the former ones lead nowhere from then on.</summary>
    public async Task RewriteAsync(MailRow mail, MailWords words, CancellationToken cancellationToken)
    {
        (mail.Subject, mail.TextBody, mail.HtmlBody, mail.Calendar) = (words.Subject, words.Text, words.Html, Calendar(words, clock.GetUtcNow()));
        db.MailLinks.RemoveRange(await db.MailLinks.Where(link => link.MailId == mail.Id).AsTracking().ToListAsync(cancellationToken));
        db.MailLinks.AddRange(Links(mail, words));
    }

    private async Task AddAsync(IReadOnlyCollection<MailLinkRow> links, CancellationToken cancellationToken)
    {
        var (ids, agencies, mails) = (links.Select(link => link.Id).ToArray(), links.Select(link => link.AgencyId.Value).ToArray(), links.Select(link => link.MailId).ToArray());
        var (tasks, reports, recipients) = (links.Select(link => link.TaskId?.Value).ToArray(), links.Select(link => link.OccurrenceId?.Value).ToArray(), links.Select(link => link.RecipientId.Value).ToArray());
        var (purposes, created) = (links.Select(link => link.Purpose).ToArray(), links.Select(link => link.CreatedAt.ToUniversalTime()).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into mail_link (id, agency_id, mail_id, task_id, occurrence_id, recipient_id, purpose, created_at)
            select * from unnest({ids}, {agencies}, {mails}, {tasks}, {reports}, {recipients}, {purposes}, {created})
            """,
            cancellationToken);
    }

    private MailRow Mail(Person to, string kind, MailWords words, DateOnly? digestOn, short urgency)
    {
        var id = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        return new MailRow
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
