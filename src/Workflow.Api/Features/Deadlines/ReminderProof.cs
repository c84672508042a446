using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Reports;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Deadlines;

/// <summary>
/// Shows for one task or report that people were told: what was due, the mails that assigned it and each reminder, to whom, when it was
/// planned and when it left, and every answer of the mail server.
/// </summary>
[Requires(Permission.ReadReminders)]
public static class ReminderProof
{
    public sealed record Query(Guid Subject) : IRequest<View>;

    /// <param name="SendBy">The day a report has to leave; null for a task.</param>
    /// <param name="Coming">What is still to come, the next first.</param>
    public sealed record View(
        ReminderLedger.SubjectRef Subject,
        string Agency,
        string? Unit,
        DateOnly? DueOn,
        DueKind DueKind,
        DateOnly? LastGoodDay,
        DateOnly? SendBy,
        int DeadlineVersion,
        DateTimeOffset DrawnUpAt,
        IReadOnlyList<Item> Reminders,
        IReadOnlyList<Step> Coming);

    /// <param name="Rung">Null for a mail that told of the assignment.</param>
    /// <param name="DeadlineVersion">Null for the same.</param>
    /// <param name="ReadAt">When the recipient opened it in the inbox.</param>
    public sealed record Item(
        string? Rung,
        int? DeadlineVersion,
        ReminderLedger.RecipientRef Recipient,
        string State,
        DateTimeOffset PlannedFor,
        DateTimeOffset? WrittenAt,
        DateTimeOffset? SentAt,
        DateTimeOffset? ReadAt,
        string? MessageId,
        IReadOnlyList<Attempt> Attempts);

    /// <param name="Outcome">Null when the process that sent it died before it could say.</param>
    public sealed record Attempt(DateTimeOffset BegunAt, string? Outcome, string? Reply);

    public sealed record Step(string Rung, DateTimeOffset At);

    internal sealed class Handler(WorkflowDbContext db, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var (taskId, reportId) = (new RemediationTaskId(query.Subject), new ReportOccurrenceId(query.Subject));
            var task = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == taskId, cancellationToken);
            var report = await db.ReportOccurrences.AsNoTracking().SingleOrDefaultAsync(report => report.Id == reportId, cancellationToken);
            var thing = (IReminded?)task ?? report ?? throw new NotFoundException($"task or report {query.Subject}");
            var calendar = await calendars.OwnAsync(cancellationToken);
            var unit = await db.Units.Where(unit => unit.Id == thing.ResponsibleUnitId).Select(unit => unit.Name).SingleOrDefaultAsync(cancellationToken);

            return new View(
                task is not null ? new ReminderLedger.SubjectRef("task", query.Subject, task.Title) : new ReminderLedger.SubjectRef("report", query.Subject, await TitleAsync(report!, cancellationToken)),
                await calendars.AgencyNameAsync(cancellationToken),
                unit,
                task?.DueOn ?? report?.DueOn,
                task?.DueKind ?? report!.DueKind,
                task?.LastGoodDay ?? report?.LastGoodDay,
                report?.SendBy,
                thing.DeadlineVersion,
                calendar.Local(clock.GetUtcNow()),
                [.. (await AssignmentsAsync(taskId, cancellationToken)).Concat(await RemindersAsync(taskId, reportId, cancellationToken)).OrderBy(said => said.PlannedFor)],
                await ComingAsync(thing, taskId, reportId, calendar, cancellationToken));
        }

        private async Task<string> TitleAsync(ReportOccurrence report, CancellationToken cancellationToken)
        {
            var obligation = await db.ReportObligations.AsNoTracking().SingleAsync(obligation => obligation.Id == report.ObligationId, cancellationToken);
            return ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, CultureInfo.CurrentUICulture);
        }

        /// <summary>Mails that told of the assignment have a link about the task, used or not.</summary>
        private async Task<IReadOnlyList<Item>> AssignmentsAsync(RemediationTaskId task, CancellationToken cancellationToken)
        {
            var rows = await (
                from mail in db.Mails.AsNoTracking()
                where mail.Kind == AssignmentMail.Kind && db.MailLinks.Any(link => link.MailId == mail.Id && link.TaskId == task)
                join notice in db.Notices on mail.Id equals notice.Id into notices
                from notice in notices.DefaultIfEmpty()
                orderby mail.PlannedFor, mail.ToName
                select new { Mail = mail, ReadAt = notice != null ? notice.ReadAt : null }).ToListAsync(cancellationToken);
            var attempts = await AttemptsAsync([.. rows.Select(row => row.Mail.Id)], cancellationToken);
            return rows.ConvertAll(row => new Item(
                null, null, new ReminderLedger.RecipientRef(row.Mail.ToName, row.Mail.ToAddress), row.Mail.State, row.Mail.PlannedFor, row.Mail.CreatedAt, row.Mail.SentAt, row.ReadAt,
                row.Mail.MessageId, [.. attempts[row.Mail.Id]]));
        }

        private async Task<ILookup<Guid, Attempt>> AttemptsAsync(IReadOnlyCollection<Guid> mails, CancellationToken cancellationToken) =>
            (await db.MailAttempts.AsNoTracking().Where(attempt => mails.Contains(attempt.MailId)).OrderBy(attempt => attempt.Fence).ToListAsync(cancellationToken))
            .ToLookup(attempt => attempt.MailId, attempt => new Attempt(attempt.BegunAt, attempt.Outcome, attempt.Reply));

        private async Task<IReadOnlyList<Item>> RemindersAsync(RemediationTaskId task, ReportOccurrenceId report, CancellationToken cancellationToken)
        {
            var rows = await (
                from reminder in db.Reminders.AsNoTracking()
                where reminder.TaskId == task || reminder.OccurrenceId == report
                join person in db.People on reminder.RecipientId equals person.Id
                join mail in db.Mails on reminder.MailId equals (Guid?)mail.Id into mails
                from mail in mails.DefaultIfEmpty()
                join notice in db.Notices on reminder.MailId equals (Guid?)notice.Id into notices
                from notice in notices.DefaultIfEmpty()
                orderby reminder.PlannedFor, person.FullName
                select new
                {
                    reminder.Rung,
                    reminder.DeadlineVersion,
                    person.FullName,
                    Address = mail != null ? mail.ToAddress : person.Email,
                    reminder.State,
                    reminder.PlannedFor,
                    reminder.SentAt,
                    reminder.MailId,
                    MessageId = mail != null ? mail.MessageId : null,
                    WrittenAt = mail != null ? (DateTimeOffset?)mail.CreatedAt : null,
                    ReadAt = notice != null ? notice.ReadAt : null,
                }).ToListAsync(cancellationToken);
            var attempts = await AttemptsAsync([.. rows.Select(row => row.MailId).OfType<Guid>().Distinct()], cancellationToken);
            return rows.ConvertAll(row => new Item(
                row.Rung, row.DeadlineVersion, new ReminderLedger.RecipientRef(row.FullName, row.Address), row.State, row.PlannedFor, row.WrittenAt, row.SentAt, row.ReadAt, row.MessageId,
                row.MailId is { } mail ? [.. attempts[mail]] : []));
        }

        private async Task<IReadOnlyList<Step>> ComingAsync(
            IReminded thing, RemediationTaskId task, ReportOccurrenceId report, WorkCalendar calendar, CancellationToken cancellationToken)
        {
            var timers = await db.Timers.AsNoTracking()
                .Where(timer => timer.FiredAt == null && timer.DeadlineVersion == thing.DeadlineVersion && (timer.TaskId == task || timer.OccurrenceId == report))
                .OrderBy(timer => timer.FireAt)
                .ToListAsync(cancellationToken);
            return [.. timers.Where(timer => thing.Concerns(Rung.Parse(timer.Rung), timer.DeadlineVersion)).Select(timer => new Step(timer.Rung, calendar.Local(timer.FireAt)))];
        }
    }
}
