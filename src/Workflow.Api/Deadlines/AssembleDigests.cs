using Microsoft.EntityFrameworkCore;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>Puts the reminders that may leave into one digest a person and day, checking each against what it is about once more.</summary>
internal sealed class AssembleDigests(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How many digests were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var (agency, recipient) in await DueRecipientsAsync(cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(new AgencyId(agency));
            written += await scope.ServiceProvider.GetRequiredService<DigestAssembly>().AssembleAsync(new PersonId(recipient), cancellationToken);
        }

        return written;
    }

    private async Task<List<DueRecipient>> DueRecipientsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        return await db.Database
            .SqlQuery<DueRecipient>($"select distinct agency_id, recipient_id from reminder where state = 'planned' and not_before <= {now}")
            .ToListAsync(cancellationToken);
    }

    private sealed record DueRecipient(Guid AgencyId, Guid RecipientId);
}

/// <summary>The digest of one person.</summary>
internal sealed class DigestAssembly(
    WorkflowDbContext db, RemindedThings reminded, Calendars calendars, Outbox outbox, TaskLines taskLines, ReportLines reportLines, TimeProvider clock)
{
    private static readonly string[] GroupOrder = ["acceptance", "overdue", "unsent", "no-receipt", "due"];

    public async Task<int> AssembleAsync(PersonId recipientId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var calendar = await calendars.OwnAsync(cancellationToken);
        var today = calendar.DayOf(now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var reminders = await db.Reminders
            .FromSql(
                $"""
                select * from reminder
                where recipient_id = {recipientId.Value} and state = 'planned' and not_before <= {now}
                order by planned_for for update skip locked
                """)
            .ToListAsync(cancellationToken);
        var written = 0;
        var things = await reminded.LoadAsync(
            [.. reminders.Select(reminder => reminder.TaskId).OfType<RemediationTaskId>().Distinct()],
            [.. reminders.Select(reminder => reminder.OccurrenceId).OfType<ReportOccurrenceId>().Distinct()],
            cancellationToken);
        foreach (var reminder in reminders.Where(reminder => !things[reminder.SubjectId].Concerns(Rung.Parse(reminder.Rung), reminder.DeadlineVersion)))
        {
            reminder.State = ReminderStates.Superseded;
        }

        var open = reminders.Where(reminder => reminder.State == ReminderStates.Planned).ToList();
        var recipient = await db.People.SingleOrDefaultAsync(person => person.Id == recipientId && person.Active, cancellationToken);
        if (recipient is null)
        {
            // Whoever left reads nothing any more; the next step goes to whoever answers now.
            open.ForEach(reminder => reminder.State = ReminderStates.Failed);
            open.Clear();
        }

        var mayLeaveFrom = await MayLeaveFrom(recipientId, now, today, calendar, cancellationToken);
        if (mayLeaveFrom > now)
        {
            open.ForEach(reminder => reminder.NotBefore = mayLeaveFrom);
        }
        else if (open.Count > 0 && recipient is not null)
        {
            var mail = outbox.Post(recipient, "digest", await WriteAsync(recipient, open, things, today, calendar, cancellationToken), today);
            open.ForEach(reminder => (reminder.State, reminder.MailId) = (ReminderStates.Queued, mail.Id));
            written = 1;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    /// <summary>Now in office hours of a working day, unless the person has had today's digest.</summary>
    private async Task<DateTimeOffset> MayLeaveFrom(PersonId recipient, DateTimeOffset now, DateOnly today, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var had = await db.Mails.AnyAsync(mail => mail.RecipientId == recipient && mail.DigestOn == today, cancellationToken);
        return had ? calendar.At(calendar.AddWorkingDays(today, 1), DeadlinePolicy.Standard.DigestAt) : Ladder.NotBefore(now, calendar, DeadlinePolicy.Standard);
    }

    private async Task<MailWords> WriteAsync(
        Person recipient, IReadOnlyCollection<ReminderRow> reminders, IReadOnlyDictionary<Guid, IReminded> things, DateOnly today, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var reportNames = await reportLines.NamesOf(things.Values.OfType<ReportOccurrence>(), cancellationToken);
        var byGroup = reminders
            .Select(reminder => (Rung: Rung.Parse(reminder.Rung), Thing: things[reminder.SubjectId]))
            .GroupBy(pair => pair.Rung.Kind switch
            {
                RungKind.Overdue => "overdue",
                RungKind.Unsent => "unsent",
                RungKind.NoReceipt => "no-receipt",
                RungKind.AcceptanceDue or RungKind.AcceptanceOverdue => "acceptance",
                _ => "due",
            })
            .ToDictionary(group => group.Key, group => group.ToList());
        var groups = GroupOrder
            .Where(byGroup.ContainsKey)
            .Select(group => new MailGroup(
                TaskLines.Words($"mail.digest.{group}"),
                [.. byGroup[group].Select(pair => pair.Thing).Distinct().OrderBy(LastDay).ThenBy(thing => (thing as RemediationTask)?.Number ?? 0).Select(Line)]))
            .ToList();
        var points = Points.AtStake(things.Values.OfType<RemediationTask>().Where(task => reminders.Any(reminder => reminder.TaskId == task.Id)));
        var escalated = reminders.Any(reminder => Rung.Parse(reminder.Rung) is { Repeats: true, Number: var number } && number % DeadlinePolicy.Standard.EscalateAt == 0);
        var opening = TaskLines.Words(escalated ? "mail.digest.opening-escalated" : "mail.digest.opening");
        var worksForAUnit = recipient.Roles.Contains(Role.UnitHead);
        return MailLayout.Write(
            TaskLines.Words("mail.digest.subject", reminders.Select(reminder => reminder.SubjectId).Distinct().Count(), today.ToString("dd/MM/yyyy", MailLayout.Vietnamese)),
            TaskLines.Words("mail.greeting", recipient.FullName, recipient.Position),
            points > 0 ? $"{opening} {TaskLines.Words("mail.digest.points", points.ToString("0.00", MailLayout.Vietnamese))}" : opening,
            groups,
            TaskLines.Words(worksForAUnit ? "mail.digest.link" : "mail.digest.link-overview"),
            worksForAUnit ? taskLines.MyTasksUrl : taskLines.OverviewUrl,
            TaskLines.Words("mail.closing"));

        MailLine Line(IReminded thing) => thing is ReportOccurrence report
            ? reportLines.Of(report, reportNames[report.ObligationId], today, calendar)
            : taskLines.Of((RemediationTask)thing, today, calendar);
    }

    /// <summary>A report is spoken of by the day it has to leave.</summary>
    private static DateOnly? LastDay(IReminded thing) => thing is ReportOccurrence report ? report.SendBy : ((RemediationTask)thing).LastGoodDay;
}
