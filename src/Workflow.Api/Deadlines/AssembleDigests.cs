using Microsoft.EntityFrameworkCore;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>Puts the reminders that may leave into one digest a person and day, checking each against what it is about once more.</summary>
internal sealed partial class AssembleDigests(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AssembleDigests> log)
{
    /// <summary>So often may writing a person's digest fail by itself before its reminders have failed for everybody to see.</summary>
    private const int MostStumbles = 3;

    /// <summary>How many digests were written.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return ForEachAsync(
            $"select distinct agency_id, recipient_id from reminder where state = 'planned' and not_before <= {now}",
            (assembly, recipient) => assembly.AssembleAsync(recipient, cancellationToken),
            cancellationToken);
    }

    /// <summary>How many digests that still wait to be sent were written anew or withdrawn, because what they tell of was done meanwhile.</summary>
    public Task<int> RecheckAsync(CancellationToken cancellationToken) => ForEachAsync(
        $"select distinct agency_id, recipient_id from mail where state = 'queued' and ambiguous = 0 and digest_on is not null",
        (assembly, recipient) => assembly.RecheckAsync(recipient, cancellationToken),
        cancellationToken);

    private async Task<int> ForEachAsync(FormattableString recipients, Func<DigestAssembly, PersonId, Task<int>> act, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var (agency, recipient) in await RecipientsAsync(recipients, cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(new AgencyId(agency));
            try
            {
                done += await act(scope.ServiceProvider.GetRequiredService<DigestAssembly>(), new PersonId(recipient));
            }
#pragma warning disable CA1031 // Whatever is wrong with one person's digest, the others get theirs.
            catch (Exception failure) when (FireTimers.IsItsOwnFault(failure))
#pragma warning restore CA1031
            {
                Stumbled(log, recipient, failure);
                await NoteAsync(recipient, failure, cancellationToken);
            }
        }

        return done;
    }

    private async Task<List<DueRecipient>> RecipientsAsync(FormattableString recipients, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        return await db.Database.SqlQuery<DueRecipient>(recipients).ToListAsync(cancellationToken);
    }

    private async Task NoteAsync(Guid recipient, Exception failure, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var why = failure.Message.Length > 500 ? failure.Message[..500] : failure.Message;
        await db.Database.ExecuteSqlAsync(
            $"""
            update reminder set stumbled = stumbled + 1, trouble = {why}, state = case when stumbled + 1 >= {MostStumbles} then 'failed' else state end
            where recipient_id = {recipient} and state = 'planned' and not_before <= {clock.GetUtcNow()}
            """,
            cancellationToken);
    }

    [LoggerMessage(3004, LogLevel.Error, "The digest of {Recipient} cannot be written; the others are")]
    private static partial void Stumbled(ILogger logger, Guid recipient, Exception failure);

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
        var things = await ThingsOf(reminders, cancellationToken);
        foreach (var reminder in reminders.Where(reminder => !StillConcerns(reminder, things)))
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
            var words = await WriteAsync(recipient, open, things, today, calendar, cancellationToken);
            var mail = outbox.Post(recipient, "digest", words, today, UrgencyOf(open));
            open.ForEach(reminder => (reminder.State, reminder.MailId) = (ReminderStates.Queued, mail.Id));
            written = 1;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    /// <summary>
    /// Looks again at the digests that were written and have not left: what was done meanwhile is taken out, and a digest with
    /// nothing left in it is withdrawn. One that may have left already stays as it is.
    /// </summary>
    public async Task<int> RecheckAsync(PersonId recipientId, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var today = calendar.DayOf(clock.GetUtcNow());
        var changed = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mails = await db.Mails
            .FromSql(
                $"""
                select * from mail
                where recipient_id = {recipientId.Value} and state = 'queued' and ambiguous = 0 and digest_on is not null
                for update skip locked
                """)
            .ToListAsync(cancellationToken);
        foreach (var mail in mails)
        {
            var reminders = await db.Reminders.Where(reminder => reminder.MailId == mail.Id).ToListAsync(cancellationToken);
            var things = await ThingsOf(reminders, cancellationToken);
            var gone = reminders.Where(reminder => !StillConcerns(reminder, things)).ToList();
            if (gone.Count == 0)
            {
                continue;
            }

            changed++;
            gone.ForEach(reminder => reminder.State = ReminderStates.Superseded);
            var left = reminders.Except(gone).ToList();
            if (left.Count == 0)
            {
                mail.State = "superseded";
            }
            else
            {
                var recipient = await db.People.SingleAsync(person => person.Id == recipientId, cancellationToken);
                (mail.Subject, mail.TextBody, mail.HtmlBody) = await WriteAsync(recipient, left, things, today, calendar, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private Task<IReadOnlyDictionary<Guid, IReminded>> ThingsOf(IReadOnlyCollection<ReminderRow> reminders, CancellationToken cancellationToken) => reminded.LoadAsync(
        [.. reminders.Select(reminder => reminder.TaskId).OfType<RemediationTaskId>().Distinct()],
        [.. reminders.Select(reminder => reminder.OccurrenceId).OfType<ReportOccurrenceId>().Distinct()],
        cancellationToken);

    private static bool StillConcerns(ReminderRow reminder, IReadOnlyDictionary<Guid, IReminded> things) =>
        things[reminder.SubjectId].Concerns(Rung.Parse(reminder.Rung), reminder.DeadlineVersion);

    /// <summary>What went up leaves first, then what is late, then what is due: after a standstill the gravest is not behind the rest.</summary>
    private static short UrgencyOf(IReadOnlyCollection<ReminderRow> reminders)
    {
        var rungs = reminders.Select(reminder => Rung.Parse(reminder.Rung)).ToList();
        return rungs switch
        {
            _ when rungs.Exists(Escalates) => 3,
            _ when rungs.Exists(rung => rung.Repeats || rung.Kind is RungKind.AcceptanceOverdue) => 2,
            _ => 1,
        };
    }

    private static bool Escalates(Rung rung) => rung.Repeats && rung.Number % DeadlinePolicy.Standard.EscalateAt == 0;

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
        var points = things.Values.OfType<RemediationTask>().Where(task => reminders.Any(reminder => reminder.TaskId == task.Id)).Sum(task => task.Points);
        var escalated = reminders.Any(reminder => Escalates(Rung.Parse(reminder.Rung)));
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
