using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Deadlines;

/// <summary>Every reminder anybody is owed: when, to whom, about what, and what the server answered.</summary>
[Requires(Permission.ReadReminders)]
public static class ReminderLedger
{
    public sealed record Query(
        DateOnly? From = null, DateOnly? To = null, Guid? Subject = null, PersonId? Recipient = null, string? State = null, int Page = 1, int PageSize = 50)
        : IRequest<Page<Item>>;

    public sealed record Item(
        Guid Id,
        SubjectRef Subject,
        int DeadlineVersion,
        string Rung,
        RecipientRef Recipient,
        string State,
        DateTimeOffset PlannedFor,
        DateTimeOffset? SentAt,
        string? MessageId,
        string? Reply,
        Guid? MailId);

    public sealed record SubjectRef(string Kind, Guid Id, string Title);

    public sealed record RecipientRef(string Person, string Email);

    internal sealed class Handler(WorkflowDbContext db, Workflow.Api.Deadlines.Calendars calendars) : IRequestHandler<Query, Page<Item>>
    {
        public async Task<Page<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var reminders = db.Reminders.AsNoTracking();
            if (query.From is { } from)
            {
                var begin = calendar.EndOf(from.AddDays(-1));
                reminders = reminders.Where(reminder => reminder.PlannedFor >= begin);
            }

            if (query.To is { } to)
            {
                var end = calendar.EndOf(to);
                reminders = reminders.Where(reminder => reminder.PlannedFor < end);
            }

            if (query.Subject is { } subject)
            {
                var (task, report) = (new RemediationTaskId(subject), new ReportOccurrenceId(subject));
                reminders = reminders.Where(reminder => reminder.TaskId == task || reminder.OccurrenceId == report);
            }

            if (query.Recipient is { } recipient)
            {
                reminders = reminders.Where(reminder => reminder.RecipientId == recipient);
            }

            if (!string.IsNullOrEmpty(query.State))
            {
                reminders = reminders.Where(reminder => reminder.State == query.State);
            }

            var size = Math.Clamp(query.PageSize, 1, 200);
            var number = Math.Max(1, query.Page);
            var total = await reminders.CountAsync(cancellationToken);
            var items = await (
                from reminder in reminders.OrderByDescending(reminder => reminder.PlannedFor).ThenByDescending(reminder => reminder.Id).Skip((number - 1) * size).Take(size)
                join task in db.Tasks on reminder.TaskId equals (RemediationTaskId?)task.Id into tasks
                from task in tasks.DefaultIfEmpty()
                join report in db.ReportOccurrences on reminder.OccurrenceId equals (ReportOccurrenceId?)report.Id into reports
                from report in reports.DefaultIfEmpty()
                join obligation in db.ReportObligations on report.ObligationId equals obligation.Id into obligations
                from obligation in obligations.DefaultIfEmpty()
                join person in db.People on reminder.RecipientId equals person.Id
                join mail in db.Mails on reminder.MailId equals (Guid?)mail.Id into mails
                from mail in mails.DefaultIfEmpty()
                orderby reminder.PlannedFor descending, reminder.Id descending
                select new Item(
                    reminder.Id,
                    reminder.SummaryOn != null
                        ? new SubjectRef("summary", reminder.Id, Wording.Of($"summary.{reminder.Rung}", reminder.SummaryOn!.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)))
                        : reminder.TaskId != null
                        ? new SubjectRef("task", task.Id.Value, task.Title)
                        : new SubjectRef("report", report.Id.Value, ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, CultureInfo.CurrentUICulture)),
                    reminder.DeadlineVersion,
                    reminder.Rung,
                    new RecipientRef(person.FullName, person.Email),
                    reminder.State,
                    reminder.PlannedFor,
                    reminder.SentAt,
                    mail!.MessageId,
                    mail.Reply,
                    reminder.MailId)).ToListAsync(cancellationToken);
            return new Page<Item>(items, total, number, size);
        }
    }
}
