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

/// <summary>What would be sent in the days to come if nobody did anything; nothing is written.</summary>
[Requires(Permission.ReadReminders)]
public static class ReminderRehearsal
{
    private const int MostDays = 90;

    /// <param name="Days">At most ninety.</param>
    /// <param name="Standstill">As if nothing ran for so many working days from tomorrow on.</param>
    /// <param name="DayOff">As if this day were a holiday.</param>
    public sealed record Query(int Days = 30, int Standstill = 0, DateOnly? DayOff = null) : IRequest<View>;

    /// <param name="ResumesAt">When the system would run again; null without a standstill.</param>
    /// <param name="Overtaken">Reminders that would not be said because a later one would take their place.</param>
    public sealed record View(
        DateTimeOffset From, DateTimeOffset To, DateTimeOffset? ResumesAt, DateOnly? DayOff, int Reminders, int Overtaken, IReadOnlyList<Letter> Letters);

    public sealed record Letter(DateTimeOffset At, ReminderLedger.RecipientRef Recipient, IReadOnlyList<Line> Lines);

    public sealed record Line(ReminderLedger.SubjectRef Subject, string Rung, DateTimeOffset PlannedFor);

    internal sealed class Handler(WorkflowDbContext db, Calendars calendars, Policies policies, RemindedThings reminded, ReportLines reportLines, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            var inForce = await policies.OwnAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var calendar = query.DayOff is { } dayOff
                ? await calendars.WithAsync(new CalendarDay(dayOff, CalendarDayKind.Holiday, ""), cancellationToken)
                : await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(now);
            var end = calendar.EndOf(today.AddDays(Math.Clamp(query.Days, 1, MostDays)));
            var standstill = query.Standstill > 0
                ? new Standstill(calendar.EndOf(today), calendar.At(calendar.AddWorkingDays(today, Math.Min(query.Standstill, MostDays) + 1), new TimeOnly(9, 0)))
                : null;
            var people = await db.People.Where(person => person.Active).ToListAsync(cancellationToken);
            var rehearse = new Rehearse(calendar, inForce, people, standstill);

            var things = await ThingsAsync(cancellationToken);
            await ExpectAsync(rehearse, things, now, calendar, inForce, query.DayOff is not null, cancellationToken);
            await AwaitAsync(rehearse, things, today, cancellationToken);
            var digests = rehearse.Through(end);

            var names = await reportLines.NamesOf(things.Values.OfType<ReportOccurrence>(), cancellationToken);
            var byId = people.ToDictionary(person => person.Id);
            var letters = digests
                .Where(digest => byId.ContainsKey(digest.Recipient))
                .OrderBy(digest => digest.At).ThenBy(digest => byId[digest.Recipient].FullName, StringComparer.Create(MailLayout.Vietnamese, ignoreCase: true))
                .Select(digest => new Letter(
                    calendar.Local(digest.At),
                    new ReminderLedger.RecipientRef(byId[digest.Recipient].FullName, byId[digest.Recipient].Email),
                    [.. digest.Reminders.Select(reminder => new Line(Subject(reminder.Thing), reminder.Rung.ToString(), calendar.Local(reminder.PlannedFor)))]))
                .ToList();
            return new View(
                calendar.Local(now), calendar.Local(end), standstill is null ? null : calendar.Local(standstill.Until), query.DayOff, letters.Sum(letter => letter.Lines.Count), rehearse.Overtaken, letters);

            ReminderLedger.SubjectRef Subject(IReminded thing) => thing is ReportOccurrence report
                ? new ReminderLedger.SubjectRef(
                    "report", report.Id.Value, ReportNames.Title(names[report.ObligationId].Name, names[report.ObligationId].Recurrence, report.Year, CultureInfo.CurrentUICulture))
                : new ReminderLedger.SubjectRef("task", ((RemediationTask)thing).Id.Value, ((RemediationTask)thing).Title);
        }

        private async Task<IReadOnlyDictionary<Guid, IReminded>> ThingsAsync(CancellationToken cancellationToken)
        {
            var tasks = await db.Tasks
                .Where(task => task.State != RemediationTaskState.Draft && task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Cancelled)
                .Select(task => task.Id).ToListAsync(cancellationToken);
            var reports = await db.ReportOccurrences
                .Where(report => !(report.CountsBy == CountsBy.Received ? report.ReceivedOn != null : report.SentOn != null))
                .Select(report => report.Id).ToListAsync(cancellationToken);
            return await reminded.LoadAsync(tasks, reports, cancellationToken);
        }

        /// <summary>The timers that are there; with another calendar, those there would be.</summary>
        private async Task ExpectAsync(
            Rehearse rehearse, IReadOnlyDictionary<Guid, IReminded> things, DateTimeOffset now, WorkCalendar calendar, PoliciesInForce inForce, bool planAnew, CancellationToken cancellationToken)
        {
            var timers = (await db.Timers.ToListAsync(cancellationToken)).ToLookup(timer => timer.SubjectId);
            foreach (var (id, thing) in things)
            {
                var own = timers[id].Where(timer => timer.DeadlineVersion == thing.DeadlineVersion).ToList();
                var steps = own.Where(timer => timer.FiredAt is null).Select(timer => new LadderStep(Rung.Parse(timer.Rung), timer.FireAt));
                if (planAnew)
                {
                    steps = steps.Where(step => step.FireAt <= now).Concat(TimerChanges.Wanted(thing, own, now, calendar, inForce.For(thing)));
                }

                foreach (var step in steps)
                {
                    rehearse.Expect(thing, step);
                }
            }
        }

        private async Task AwaitAsync(Rehearse rehearse, IReadOnlyDictionary<Guid, IReminded> things, DateOnly today, CancellationToken cancellationToken)
        {
            foreach (var recipient in await db.Mails.Where(mail => mail.DigestOn == today).Select(mail => mail.RecipientId).ToListAsync(cancellationToken))
            {
                rehearse.Note(recipient, today);
            }

            foreach (var planned in await db.Reminders.Where(reminder => reminder.State == ReminderStates.Planned).OrderBy(reminder => reminder.PlannedFor).ToListAsync(cancellationToken))
            {
                if (things.TryGetValue(planned.SubjectId, out var thing) && thing.Concerns(Rung.Parse(planned.Rung), planned.DeadlineVersion))
                {
                    rehearse.Await(planned.RecipientId, new RehearsedReminder(thing, Rung.Parse(planned.Rung), planned.PlannedFor), planned.NotBefore);
                }
            }
        }
    }
}
