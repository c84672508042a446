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
internal sealed partial class AssembleDigests(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AssembleDigests> log)
{
    /// <summary>Reminders that are owed and may leave; the argument is now.</summary>
    public const string Due = "from reminder where state = 'planned' and not_before <= {0}";

    /// <summary>So often may writing a person's digest fail by itself before its reminders have failed for everybody to see.</summary>
    private const int MostStumbles = 3;

    /// <summary>People whose digests are written in one transaction.</summary>
    private const int Batch = 100;

    /// <summary>How many digests were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await AddDeputiesAsync(cancellationToken);
        return await ForEachAsync(
            $"select distinct agency_id, recipient_id from reminder where state = 'planned' and summary_on is null and not_before <= {now}",
            (assembly, recipients) => assembly.AssembleAsync(recipients, cancellationToken),
            cancellationToken);
    }

    /// <summary>How many digests that still wait to be sent were written anew or withdrawn, because what they tell of was done meanwhile.</summary>
    public Task<int> RecheckAsync(CancellationToken cancellationToken) => ForEachAsync(
        $"select distinct agency_id, recipient_id from mail where state = 'queued' and ambiguous = 0 and digest_on is not null",
        (assembly, recipients) => assembly.RecheckAsync(recipients, cancellationToken),
        cancellationToken);

    /// <summary>Many people at once; where that fails, one by one, so that only the one who is to blame goes without.</summary>
    private async Task<int> ForEachAsync(
        FormattableString recipients, Func<DigestAssembly, IReadOnlyCollection<PersonId>, Task<int>> act, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var agency in (await RecipientsAsync(recipients, cancellationToken)).GroupBy(due => due.AgencyId, due => new PersonId(due.RecipientId)))
        {
            foreach (var batch in agency.Chunk(Batch))
            {
                if (await TryAsync(agency.Key, batch, act, cancellationToken) is { } count)
                {
                    done += count;
                    continue;
                }

                foreach (var recipient in batch)
                {
                    done += await TryAsync(agency.Key, [recipient], act, cancellationToken) ?? 0;
                }
            }
        }

        return done;
    }

    private async Task<int?> TryAsync(
        Guid agency, PersonId[] recipients, Func<DigestAssembly, IReadOnlyCollection<PersonId>, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(new AgencyId(agency));
        try
        {
            return await act(scope.ServiceProvider.GetRequiredService<DigestAssembly>(), recipients);
        }
#pragma warning disable CA1031 // Whatever is wrong with one person's digest, the others get theirs.
        catch (Exception failure) when (FireTimers.IsItsOwnFault(failure))
#pragma warning restore CA1031
        {
            if (recipients is [var recipient])
            {
                Stumbled(log, recipient.Value, failure);
                await NoteAsync(recipient.Value, failure, cancellationToken);
            }

            return null;
        }
    }

    /// <summary>Who stands in for a head today is owed what the head is owed today; whoever comes second finds it there.</summary>
    private async Task AddDeputiesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reminder (id, agency_id, task_id, occurrence_id, deadline_version, rung, recipient_id, state, planned_for, not_before)
            select gen_random_uuid(), own.agency_id, own.task_id, own.occurrence_id, own.deadline_version, own.rung, deputy.id, 'planned', own.planned_for, own.not_before
            from reminder own
            join agency on agency.id = own.agency_id
            join delegation on delegation.head_id = own.recipient_id and delegation.revoked_at is null
                and ({now} at time zone agency.zone)::date between delegation.first_day and delegation.last_day
            join person deputy on deputy.id = delegation.officer_id and deputy.active
            where own.state = 'planned' and own.summary_on is null and own.not_before <= {now}
            on conflict do nothing
            """,
            cancellationToken);
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
            where recipient_id = {recipient} and state = 'planned' and summary_on is null and not_before <= {clock.GetUtcNow()}
            """,
            cancellationToken);
    }

    [LoggerMessage(3004, LogLevel.Error, "The digest of {Recipient} cannot be written; the others are")]
    private static partial void Stumbled(ILogger logger, Guid recipient, Exception failure);

    private sealed record DueRecipient(Guid AgencyId, Guid RecipientId);
}

/// <summary>The digests of some people of one agency.</summary>
internal sealed class DigestAssembly(
    WorkflowDbContext db, RemindedThings reminded, OwedReminders owed, Calendars calendars, Policies policies, Outbox outbox, TaskLines taskLines, ReportLines reportLines, MailLinks links, TimeProvider clock)
{
    private static readonly string[] GroupOrder = ["acceptance", "explanation", "overdue", "unsent", "no-receipt", "due"];

    public async Task<int> AssembleAsync(IReadOnlyCollection<PersonId> recipients, CancellationToken cancellationToken)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var now = clock.GetUtcNow();
        var calendar = await calendars.OwnAsync(cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        var today = calendar.DayOf(now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // A person's digest is written by one process: two that shared its reminders out would leave some of them for tomorrow.
        var inHand = recipients.Select(recipient => recipient.Value).ToArray();
        var ids = await db.Database
            .SqlQuery<Guid>($"select id as \"Value\" from person where id = any({inHand}) for no key update skip locked")
            .ToArrayAsync(cancellationToken);
        var due = await db.Reminders
            .FromSql(
                $"""
                select * from reminder
                where recipient_id = any({ids}) and state = 'planned' and summary_on is null and not_before <= {now}
                order by planned_for for update skip locked
                """)
            .ToListAsync(cancellationToken);
        var things = await ThingsOf(due, cancellationToken);
        foreach (var reminder in due.Where(reminder => !StillConcerns(reminder, things)))
        {
            reminder.State = ReminderStates.Superseded;
        }

        var people = await db.People.Where(person => recipients.Contains(person.Id) && person.Active).ToDictionaryAsync(person => person.Id, cancellationToken);
        var had = await db.Mails
            .Where(mail => recipients.Contains(mail.RecipientId) && mail.DigestOn == today)
            .Select(mail => mail.RecipientId)
            .ToHashSetAsync(cancellationToken);
        var names = await reportLines.NamesOf(things.Values.OfType<ReportOccurrence>(), cancellationToken);
        List<(Digest Digest, List<ReminderRow> Of)> written = [];
        foreach (var own in due.Where(reminder => reminder.State == ReminderStates.Planned).GroupBy(reminder => reminder.RecipientId))
        {
            var open = own.ToList();
            if (!people.TryGetValue(own.Key, out var recipient))
            {
                // Whoever left reads nothing any more; the next step goes to whoever answers now.
                open.ForEach(reminder => reminder.State = ReminderStates.Failed);
                continue;
            }

            // Now in office hours of a working day, unless the person has had today's digest.
            var mayLeaveFrom = had.Contains(own.Key)
                ? Ladder.DigestAfter(today, calendar, inForce.General)
                : Ladder.NotBefore(now, calendar, inForce.General);
            if (mayLeaveFrom > now)
            {
                open.ForEach(reminder => reminder.NotBefore = mayLeaveFrom);
                continue;
            }

            written.Add((new Digest(recipient, Write(recipient, open, things, names, today, calendar, inForce), UrgencyOf(open, things, inForce)), open));
        }

        var mails = await outbox.PostAsync([.. written.Select(pair => pair.Digest)], today, cancellationToken);
        foreach (var ((_, of), mail) in written.Zip(mails))
        {
            of.ForEach(reminder => (reminder.State, reminder.MailId) = (ReminderStates.Queued, mail));
        }

        await owed.SettleAsync(due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written.Count;
    }

    /// <summary>
    /// Looks again at the digests that were written and have not left: what was done meanwhile is taken out, and a digest with
    /// nothing left in it is withdrawn. One that may have left already stays as it is.
    /// </summary>
    public async Task<int> RecheckAsync(IReadOnlyCollection<PersonId> recipients, CancellationToken cancellationToken)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var ids = recipients.Select(recipient => recipient.Value).ToArray();

        // Looked at first, and held only where something is to be changed: while the server is away, thousands wait and nothing changes.
        var said = await SaidAsync(ids, cancellationToken);
        var things = await ThingsOf(said, cancellationToken);
        var outdated = said.Where(reminder => !StillConcerns(reminder, things)).Select(reminder => reminder.MailId).Distinct().ToArray();
        if (outdated.Length == 0)
        {
            return 0;
        }

        var calendar = await calendars.OwnAsync(cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        var today = calendar.DayOf(clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mails = await db.Mails
            .FromSql($"select * from mail where id = any({outdated}) and state = 'queued' and ambiguous = 0 for update skip locked")
            .AsTracking()
            .ToListAsync(cancellationToken);
        var reminders = (await SaidAsync(ids, cancellationToken)).ToLookup(reminder => reminder.MailId);
        things = await ThingsOf([.. mails.SelectMany(mail => reminders[mail.Id])], cancellationToken);
        var names = await reportLines.NamesOf(things.Values.OfType<ReportOccurrence>(), cancellationToken);
        var people = await db.People.Where(person => recipients.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellationToken);
        List<ReminderRow> changed = [];
        foreach (var mail in mails)
        {
            var open = reminders[mail.Id].ToList();
            var gone = open.Where(reminder => !StillConcerns(reminder, things)).ToList();
            if (gone.Count == 0)
            {
                continue;
            }

            gone.ForEach(reminder => reminder.State = ReminderStates.Superseded);
            changed.AddRange(gone);
            if (gone.Count == open.Count)
            {
                mail.State = "superseded";
            }
            else
            {
                await outbox.RewriteAsync(mail, Write(people[mail.RecipientId], [.. open.Except(gone)], things, names, today, calendar, inForce), cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await owed.SettleAsync(changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed.Select(reminder => reminder.MailId).Distinct().Count();
    }

    /// <summary>What digests that have not left tell some people of.</summary>
    private async Task<IReadOnlyList<ReminderRow>> SaidAsync(Guid[] recipients, CancellationToken cancellationToken) => await db.Reminders
        .FromSql(
            $"""
            select reminder.* from mail join reminder on reminder.mail_id = mail.id
            where mail.recipient_id = any({recipients}) and mail.state = 'queued' and mail.ambiguous = 0 and mail.digest_on is not null
              and reminder.state = {ReminderStates.Queued}
            """)
        .ToListAsync(cancellationToken);

    private Task<IReadOnlyDictionary<Guid, IReminded>> ThingsOf(IReadOnlyCollection<ReminderRow> reminders, CancellationToken cancellationToken) => reminded.LoadAsync(
        [.. reminders.Select(reminder => reminder.TaskId).OfType<RemediationTaskId>().Distinct()],
        [.. reminders.Select(reminder => reminder.OccurrenceId).OfType<ReportOccurrenceId>().Distinct()],
        cancellationToken);

    private static bool StillConcerns(ReminderRow reminder, IReadOnlyDictionary<Guid, IReminded> things) =>
        things[reminder.SubjectId].Concerns(Rung.Parse(reminder.Rung), reminder.DeadlineVersion);

    /// <summary>What went up leaves first, then what is late, then what is due: after a standstill the gravest is not behind the rest.</summary>
    private static short UrgencyOf(IReadOnlyCollection<ReminderRow> reminders, IReadOnlyDictionary<Guid, IReminded> things, PoliciesInForce inForce)
    {
        var rungs = reminders.Select(reminder => Rung.Parse(reminder.Rung)).ToList();
        return reminders switch
        {
            _ when Escalates(reminders, things, inForce) => 3,
            _ when rungs.Exists(rung => rung.Repeats || rung.Kind is RungKind.AcceptanceOverdue) => 2,
            _ => 1,
        };
    }

    private static bool Escalates(IEnumerable<ReminderRow> reminders, IReadOnlyDictionary<Guid, IReminded> things, PoliciesInForce inForce) =>
        reminders.Any(reminder => inForce.For(things[reminder.SubjectId]).TellsTheChairman(Rung.Parse(reminder.Rung)));

    private MailWords Write(
        Person recipient,
        IReadOnlyCollection<ReminderRow> reminders,
        IReadOnlyDictionary<Guid, IReminded> things,
        IReadOnlyDictionary<ReportObligationId, ReportObligation> reportNames,
        DateOnly today,
        WorkCalendar calendar,
        PoliciesInForce inForce)
    {
        var worksForAUnit = recipient.Roles.Contains(Role.UnitHead) || recipient.Roles.Contains(Role.Officer);
        var byGroup = reminders
            .Select(reminder => (Rung: Rung.Parse(reminder.Rung), Thing: things[reminder.SubjectId]))
            .GroupBy(pair => pair.Rung.Kind switch
            {
                RungKind.Overdue => "overdue",
                RungKind.Unsent => "unsent",
                RungKind.NoReceipt => "no-receipt",
                RungKind.Explanation => "explanation",
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
        var points = Points.AtStake(reminders.Select(reminder => things[reminder.SubjectId]).OfType<RemediationTask>().Distinct());
        var opening = TaskLines.Words(Escalates(reminders, things, inForce) ? "mail.digest.opening-escalated" : "mail.digest.opening");
        return MailLayout.Write(
            TaskLines.Words("mail.digest.subject", reminders.Select(reminder => reminder.SubjectId).Distinct().Count(), today.ToString("dd/MM/yyyy", MailLayout.Vietnamese)),
            TaskLines.Words("mail.greeting", recipient.FullName, recipient.Position),
            points > 0 ? $"{opening} {TaskLines.Words("mail.digest.points", points.ToString("0.00", MailLayout.Vietnamese))}" : opening,
            groups,
            TaskLines.Words(worksForAUnit ? "mail.digest.link" : "mail.digest.link-overview"),
            worksForAUnit ? taskLines.MyTasksUrl : taskLines.OverviewUrl,
            TaskLines.Words("mail.closing"));

        MailLine Line(IReminded thing) => thing is ReportOccurrence report
            ? reportLines.Of(report, reportNames[report.ObligationId], today, calendar) with
            {
                Links = report.SentOn is null && worksForAUnit && recipient.UnitId == report.UnitId ? [links.For(report, LinkPurposes.Dispatch)] : [],
            }
            : WithLinks((RemediationTask)thing);

        MailLine WithLinks(RemediationTask task)
        {
            var answers = task.State is RemediationTaskState.Assigned && worksForAUnit && recipient.UnitId == task.LeadUnitId;
            return taskLines.Of(task, today, calendar) with
            {
                Links = answers ? [links.For(task, LinkPurposes.Accept), links.For(task, LinkPurposes.Acknowledge)] : [links.For(task, LinkPurposes.Acknowledge)],
            };
        }
    }

    /// <summary>A report is spoken of by the day it has to leave.</summary>
    private static DateOnly? LastDay(IReminded thing) => thing is ReportOccurrence report ? report.SendBy : ((RemediationTask)thing).LastGoodDay;
}
