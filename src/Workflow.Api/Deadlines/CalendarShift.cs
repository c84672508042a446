using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>Which kind of day moves when the calendar changes. The day a deadline names stays.</summary>
public enum MovedDay
{
    /// <summary>The last day to answer an assignment.</summary>
    Acceptance,

    /// <summary>The last working day on which a task can be handed in before its deadline.</summary>
    LastWorkingDay,

    /// <summary>The day a report has to leave.</summary>
    SendBy,

    /// <summary>The day of a reminder.</summary>
    Reminder,
}

/// <summary>A task or a report whose day moves.</summary>
public sealed record MovedThing(Guid Id, string Title);

/// <summary>Days that move alike.</summary>
/// <param name="Because">The changed days that lie in their way.</param>
/// <param name="Examples">The first few of them.</param>
public sealed record MovedDays(MovedDay What, DateOnly From, DateOnly To, int Count, IReadOnlyList<DateOnly> Because, IReadOnlyList<MovedThing> Examples);

/// <summary>
/// What moves when the calendar changes, and moving it. A step depends on nothing but its rung and one day, so steps are worked
/// out once for each such pair and moved together: the work in the database is a handful of statements however many
/// deadlines are open. A step keeps its row and the version of its deadline, so what has come stays said and comes once.
/// </summary>
internal sealed class CalendarShift(WorkflowDbContext db, ICurrentUser user, TimeProvider clock)
{
    private const int ExamplesOfAGroup = 3;

    private static readonly DeadlinePolicy Policy = DeadlinePolicy.Standard;

    private static readonly string[] AwaitingWork =
        [nameof(RemediationTaskState.Assigned), nameof(RemediationTaskState.Accepted), nameof(RemediationTaskState.InProgress), nameof(RemediationTaskState.Returned)];

    /// <summary>All that would move.</summary>
    public async Task<Shift> FindAsync(WorkCalendar before, WorkCalendar after, CancellationToken cancellationToken)
    {
        var change = new Change(before, after, [.. CalendarChanges.Between(before.Days, after.Days).Where(day => day.MovesWork).Select(day => day.On)], clock.GetUtcNow());
        var zone = await db.Agencies.Select(agency => agency.Zone).SingleAsync(cancellationToken);
        var shift = new Shift(change, zone);
        if (change.Days.Count == 0)
        {
            return shift;
        }

        shift.Tasks.AddRange(await TasksAsync(change, zone, cancellationToken));
        shift.Timers.AddRange(Moved(await TaskTimersAsync(zone, cancellationToken), change));
        shift.Reminders.AddRange(Moved(await TaskRemindersAsync(zone, cancellationToken), change).Where(step => step.ToAt > change.Now));
        await AddReportsAsync(shift, cancellationToken);
        return shift;
    }

    /// <summary>Moves it, and tells each task and report why.</summary>
    public async Task CarryOutAsync(Shift shift, Actor by, CancellationToken cancellationToken)
    {
        if (shift.Change.Days.Count == 0)
        {
            return;
        }

        var agency = by.AgencyId.Value;
        await MoveTimersAsync(shift, agency, cancellationToken);
        await MoveRemindersAsync(shift, agency, cancellationToken);
        await TellTasksAsync(shift, by, cancellationToken);
        foreach (var (report, because) in shift.Reports)
        {
            report.MoveWith(shift.Change.After, because, by.PersonId, shift.Change.Now);
        }
    }

    /// <summary>The same, for whoever looks at it.</summary>
    public async Task<IReadOnlyList<MovedDays>> ToViewAsync(Shift shift, CancellationToken cancellationToken)
    {
        List<MovedDays> view = [];
        foreach (var group in shift.Tasks)
        {
            view.Add(new MovedDays(group.What, group.From, group.To, group.Count, group.Because, await ExamplesAsync(group, shift.Zone, cancellationToken)));
        }

        var names = await db.ReportObligations.AsNoTracking().ToDictionaryAsync(obligation => obligation.Id, cancellationToken);
        view.AddRange(shift.Reports
            .GroupBy(pair => (From: pair.Report.SendBy, To: NewSendBy(pair.Report, shift.Change.After)))
            .OrderBy(group => group.Key)
            .Select(group => new MovedDays(
                MovedDay.SendBy, group.Key.From, group.Key.To, group.Count(), shift.Change.Between(group.Key.From, group.Key.To, group.First().Report.LastGoodDay),
                [
                    .. group.Take(ExamplesOfAGroup).Select(pair => new MovedThing(pair.Report.Id.Value, TitleOf(pair.Report, names[pair.Report.ObligationId]))),
                ])));
        view.AddRange(shift.Timers.Concat(shift.ReportTimers.Select(timer => timer.Step))
            .GroupBy(step => (From: shift.Change.Before.DayOf(step.FromAt), To: shift.Change.Before.DayOf(step.ToAt)))
            .OrderBy(group => group.Key)
            .Select(group => new MovedDays(
                MovedDay.Reminder, group.Key.From, group.Key.To, group.Sum(step => step.Count),
                [.. group.SelectMany(step => shift.Change.Between(group.Key.From, group.Key.To, step.Anchor)).Distinct().Order()], [])));
        return view;
    }

    private static string TitleOf(ReportOccurrence report, ReportObligation obligation) =>
        ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, CultureInfo.CurrentUICulture);

    private static DateOnly NewSendBy(ReportOccurrence report, WorkCalendar calendar) => SendBy.Of(report.Due, report.CountsBy, report.Transit, calendar);

    private static IEnumerable<MovedStep> Moved(IEnumerable<StepGroup> groups, Change change)
    {
        foreach (var group in groups)
        {
            var rung = Rung.Parse(group.Rung);
            var to = Ladder.Step(rung, group.Anchor, change.After, Policy).FireAt;
            // A step that does not stand where the calendar put it was put there by somebody else, and stays.
            if (Ladder.Step(rung, group.Anchor, change.Before, Policy).FireAt == group.FireAt && to != group.FireAt)
            {
                yield return new MovedStep(group.Rung, group.Anchor, group.FireAt, to, group.Count);
            }
        }
    }

    /// <summary>Steps of open tasks that have not come, by the rung and the day each is reckoned from.</summary>
    private Task<List<StepGroup>> TaskTimersAsync(string zone, CancellationToken cancellationToken) => db.Database.SqlQuery<StepGroup>(
        $"""
        select t.rung, case when t.rung like 'ACCEPT%' then (k.assigned_at at time zone {zone})::date else k.last_good_day end as anchor, t.fire_at, count(*)::int as count
        from timer t join task k on k.id = t.task_id and k.deadline_version = t.deadline_version
        where t.agency_id = {user.Actor.AgencyId.Value} and t.fired_at is null
          and case when t.rung like 'ACCEPT%' then k.state = 'Assigned' else k.state not in ('Draft', 'Completed', 'Cancelled') end
        group by 1, 2, 3
        """).ToListAsync(cancellationToken);

    /// <summary>Reminders that have come and are not said yet.</summary>
    private Task<List<StepGroup>> TaskRemindersAsync(string zone, CancellationToken cancellationToken) => db.Database.SqlQuery<StepGroup>(
        $"""
        select r.rung, case when r.rung like 'ACCEPT%' then (k.assigned_at at time zone {zone})::date else k.last_good_day end as anchor, r.planned_for as fire_at, count(*)::int as count
        from reminder r join task k on k.id = r.task_id and k.deadline_version = r.deadline_version
        where r.agency_id = {user.Actor.AgencyId.Value} and r.state = 'planned'
        group by 1, 2, 3
        """).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<MovedGroup>> TasksAsync(Change change, string zone, CancellationToken cancellationToken)
    {
        var agency = user.Actor.AgencyId.Value;
        var today = change.Before.DayOf(change.Now);
        var answers = await db.Database.SqlQuery<DayGroup>(
            $"select (assigned_at at time zone {zone})::date as anchor, count(*)::int as count from task where agency_id = {agency} and state = 'Assigned' group by 1")
            .ToListAsync(cancellationToken);
        var works = await db.Database.SqlQuery<DayGroup>(
            $"select last_good_day as anchor, count(*)::int as count from task where agency_id = {agency} and state = any({AwaitingWork}) and last_good_day >= {today} group by 1")
            .ToListAsync(cancellationToken);
        return
        [
            .. answers
                .Select(group => Group(MovedDay.Acceptance, group, calendar => Ladder.AcceptBy(group.Anchor, calendar, Policy)))
                .Concat(works.Select(group => Group(MovedDay.LastWorkingDay, group, calendar => calendar.OnOrBefore(group.Anchor))))
                .Where(group => group.From != group.To && (group.From >= today || group.To >= today))
                .OrderBy(group => group.What).ThenBy(group => group.From),
        ];

        MovedGroup Group(MovedDay what, DayGroup group, Func<WorkCalendar, DateOnly> day) =>
            new(what, group.Anchor, day(change.Before), day(change.After), group.Count, change.Between(day(change.Before), day(change.After), group.Anchor));
    }

    private async Task AddReportsAsync(Shift shift, CancellationToken cancellationToken)
    {
        var change = shift.Change;
        var reports = (await db.ReportOccurrences.Where(report => report.ReceivedOn == null).ToListAsync(cancellationToken))
            .Where(report => !report.Closed)
            .ToDictionary(report => report.Id);
        shift.Reports.AddRange(reports.Values
            .Where(report => report.SentOn is null && NewSendBy(report, change.After) != report.SendBy)
            .OrderBy(report => report.SendBy)
            .Select(report => (report, change.Words(change.Between(report.SendBy, NewSendBy(report, change.After), report.LastGoodDay)))));

        var ids = reports.Keys.ToList();
        var timers = await db.Timers.AsNoTracking()
            .Where(timer => timer.FiredAt == null && ids.Contains(timer.OccurrenceId!.Value))
            .ToListAsync(cancellationToken);
        foreach (var timer in timers)
        {
            var report = reports[timer.OccurrenceId!.Value];
            var rung = Rung.Parse(timer.Rung);
            if (!report.Concerns(rung, timer.DeadlineVersion) || report.Step(rung, change.Before, Policy).FireAt != timer.FireAt)
            {
                continue;
            }

            var to = report.Step(rung, change.After, Policy).FireAt;
            if (to != timer.FireAt)
            {
                shift.ReportTimers.Add((timer.Id, new MovedStep(timer.Rung, report.LastGoodDay, timer.FireAt, to, 1)));
            }
        }
    }

    /// <summary>
    /// Whoever fires steps at this moment holds their rows and is left alone: what is due is due. A step whose new day has passed
    /// comes at once.
    /// </summary>
    private async Task MoveTimersAsync(Shift shift, Guid agency, CancellationToken cancellationToken)
    {
        var (rungs, anchors, from, to) = Columns(shift.Timers);
        await db.Database.ExecuteSqlAsync(
            $"""
            with moved as (
                select t.id, m.to_at
                from unnest({rungs}, {anchors}, {from}, {to}) as m(rung, anchor, from_at, to_at)
                join timer t on t.rung = m.rung and t.fire_at = m.from_at
                join task k on k.id = t.task_id and k.deadline_version = t.deadline_version
                where t.agency_id = {agency} and t.fired_at is null
                  and m.anchor = case when t.rung like 'ACCEPT%' then (k.assigned_at at time zone {shift.Zone})::date else k.last_good_day end
                for update of t skip locked)
            update timer set fire_at = moved.to_at from moved where timer.id = moved.id
            """,
            cancellationToken);
        Guid[] ids = [.. shift.ReportTimers.Select(timer => timer.Id)];
        DateTimeOffset[] reportTo = [.. shift.ReportTimers.Select(timer => timer.Step.ToAt)];
        await db.Database.ExecuteSqlAsync(
            $"""
            with moved as (
                select t.id, m.to_at from unnest({ids}, {reportTo}) as m(id, to_at) join timer t on t.id = m.id
                where t.fired_at is null
                for update of t skip locked)
            update timer set fire_at = moved.to_at from moved where timer.id = moved.id
            """,
            cancellationToken);
    }

    /// <summary>
    /// What has come and waits to be said: a step whose new day lies ahead waits for it; everything else asks anew, with the next
    /// sweep, whether it may leave by the new calendar.
    /// </summary>
    private async Task MoveRemindersAsync(Shift shift, Guid agency, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"update reminder set not_before = {shift.Change.Now} where agency_id = {agency} and state = 'planned' and not_before > {shift.Change.Now}", cancellationToken);
        var (rungs, anchors, from, to) = Columns(shift.Reminders);
        await db.Database.ExecuteSqlAsync(
            $"""
            update reminder set not_before = m.to_at
            from unnest({rungs}, {anchors}, {from}, {to}) as m(rung, anchor, from_at, to_at), task k
            where reminder.agency_id = {agency} and reminder.state = 'planned' and reminder.rung = m.rung and reminder.planned_for = m.from_at
              and k.id = reminder.task_id and k.deadline_version = reminder.deadline_version
              and m.anchor = case when reminder.rung like 'ACCEPT%' then (k.assigned_at at time zone {shift.Zone})::date else k.last_good_day end
            """,
            cancellationToken);
    }

    /// <summary>A line in the history of each task whose day moved, in the transaction that moved it.</summary>
    private async Task TellTasksAsync(Shift shift, Actor by, CancellationToken cancellationToken)
    {
        foreach (var moved in shift.Tasks.GroupBy(group => group.What))
        {
            DateOnly[] anchors = [.. moved.Select(group => group.Anchor)];
            string[] facts = [.. moved.Select(group => JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["what"] = group.What.ToString(),
                ["formerDay"] = group.From.ToString("O", CultureInfo.InvariantCulture),
                ["day"] = group.To.ToString("O", CultureInfo.InvariantCulture),
                ["because"] = shift.Change.Words(group.Because),
            }))];
            string[] states = moved.Key is MovedDay.Acceptance ? [nameof(RemediationTaskState.Assigned)] : AwaitingWork;
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into activity_entry (id, agency_id, subject_kind, subject_id, plan_id, kind, person_id, occurred_at, facts)
                select gen_random_uuid(), k.agency_id, 'task', k.id, k.plan_id, 'task-moved-with-calendar', {by.PersonId.Value}, {shift.Change.Now}, m.facts::jsonb
                from unnest({anchors}, {facts}) as m(anchor, facts)
                join task k on m.anchor = case when {moved.Key is MovedDay.Acceptance} then (k.assigned_at at time zone {shift.Zone})::date else k.last_good_day end
                where k.agency_id = {by.AgencyId.Value} and k.state = any({states})
                """,
                cancellationToken);
        }
    }

    private async Task<IReadOnlyList<MovedThing>> ExamplesAsync(MovedGroup group, string zone, CancellationToken cancellationToken)
    {
        var tasks = group.What is MovedDay.Acceptance
            ? db.Tasks.FromSql($"select *, xmin from task where state = 'Assigned' and (assigned_at at time zone {zone})::date = {group.Anchor}")
            : db.Tasks.FromSql($"select *, xmin from task where state = any({AwaitingWork}) and last_good_day = {group.Anchor}");
        return await tasks
            .AsNoTracking()
            .OrderBy(task => task.Number)
            .Take(ExamplesOfAGroup)
            .Select(task => new MovedThing(task.Id.Value, task.Title))
            .ToListAsync(cancellationToken);
    }

    private static (string[] Rungs, DateOnly[] Anchors, DateTimeOffset[] From, DateTimeOffset[] To) Columns(List<MovedStep> steps) =>
        ([.. steps.Select(step => step.Rung)], [.. steps.Select(step => step.Anchor)], [.. steps.Select(step => step.FromAt)], [.. steps.Select(step => step.ToAt)]);

    private sealed record StepGroup(string Rung, DateOnly Anchor, DateTimeOffset FireAt, int Count);

    private sealed record DayGroup(DateOnly Anchor, int Count);

    /// <summary>Two calendars, and the days on which they say otherwise whether work is done.</summary>
    internal sealed record Change(WorkCalendar Before, WorkCalendar After, IReadOnlyList<DateOnly> Days, DateTimeOffset Now)
    {
        /// <summary>The changed days in the way between some days.</summary>
        public IReadOnlyList<DateOnly> Between(params IReadOnlyList<DateOnly> days)
        {
            var (first, last) = (days.Min(), days.Max());
            return [.. Days.Where(day => day >= first && day <= last)];
        }

        /// <summary>How history keeps why a day moved: each day and what it became, like <c>2026-01-02 SwappedOff</c>; nothing where it became what its weekday says.</summary>
        public string Words(IEnumerable<DateOnly> days) =>
            string.Join(';', days.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day:O} {After.Exception(day)?.Kind.ToString() ?? "None"}")));
    }

    /// <summary>Steps of one rung reckoned from one day, and the moment they move to.</summary>
    internal sealed record MovedStep(string Rung, DateOnly Anchor, DateTimeOffset FromAt, DateTimeOffset ToAt, int Count);

    internal sealed record MovedGroup(MovedDay What, DateOnly Anchor, DateOnly From, DateOnly To, int Count, IReadOnlyList<DateOnly> Because);

    internal sealed record Shift(Change Change, string Zone)
    {
        public List<MovedGroup> Tasks { get; } = [];

        public List<MovedStep> Timers { get; } = [];

        public List<MovedStep> Reminders { get; } = [];

        public List<(ReportOccurrence Report, string Because)> Reports { get; } = [];

        public List<(Guid Id, MovedStep Step)> ReportTimers { get; } = [];
    }
}
