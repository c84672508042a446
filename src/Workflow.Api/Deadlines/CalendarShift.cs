using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
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
/// What moves when the calendar changes, and moving it. Timers are compared with those the new calendar asks for and written
/// together: the work in the database is a handful of statements however many deadlines are open. A step keeps its row
/// and the version of its deadline, so what has come stays said and comes once.
/// </summary>
internal sealed class CalendarShift(WorkflowDbContext db, ICurrentUser user, Timers timers, Policies policies, TimeProvider clock)
{
    private const int ExamplesOfAGroup = 3;

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

        var inForce = await policies.OwnAsync(cancellationToken);
        shift.Tasks.AddRange(await TasksAsync(change, zone, inForce, cancellationToken));
        shift.Reports.AddRange(await ReportsAsync(change, cancellationToken));
        shift.Timers.AddRange((await timers.CompareAsync(default, inForce, change.Now, after, cancellationToken)).Select(timer => AtOnceWherePassed(timer, change.Now)));
        return shift;
    }

    /// <summary>Moves it, and tells each task and report why.</summary>
    public async Task CarryOutAsync(Shift shift, Actor by, CancellationToken cancellationToken)
    {
        if (shift.Change.Days.Count == 0)
        {
            return;
        }

        await timers.WriteAsync(shift.Timers, cancellationToken);

        // What has come and waits to be said asks anew, with the next sweep, whether it may leave by the new calendar.
        await db.Database.ExecuteSqlAsync(
            $"update reminder set not_before = {shift.Change.Now} where agency_id = {by.AgencyId.Value} and state = 'planned' and not_before > {shift.Change.Now}", cancellationToken);
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
        foreach (var group in shift.Tasks.GroupBy(group => (group.What, group.From, group.To)).OrderBy(group => group.Key))
        {
            view.Add(new MovedDays(
                group.Key.What, group.Key.From, group.Key.To, group.Sum(moved => moved.Count), [.. group.SelectMany(moved => moved.Because).Distinct().Order()],
                await ExamplesAsync(group.First(), shift.Zone, cancellationToken)));
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
        view.AddRange(shift.Timers
            .Where(timer => timer is { Present: not null, Wanted: not null })
            .Select(timer => (timer.Thing, From: shift.Change.Before.DayOf(timer.Present!.FireAt), To: shift.Change.Before.DayOf(timer.Wanted!.FireAt)))
            .GroupBy(step => (step.From, step.To))
            .OrderBy(group => group.Key)
            .Select(group => new MovedDays(
                MovedDay.Reminder, group.Key.From, group.Key.To, group.Count(),
                [.. group.Select(step => LastGoodDayOf(step.Thing)).Distinct().SelectMany(day => shift.Change.Between(group.Key.From, group.Key.To, day ?? group.Key.To)).Distinct().Order()],
                [])));
        return view;
    }

    /// <summary>A step ahead of a deadline whose new day has passed comes at once: nobody is left untold because a day became a holiday. Of several the
    /// nearest to it comes last, by microseconds, and so overtakes the others.</summary>
    private static TimerChange AtOnceWherePassed(TimerChange timer, DateTimeOffset now) =>
        timer is { Wanted: null, Present: { } row } && Rung.Parse(row.Rung) is { Kind: RungKind.Ahead } rung && timer.Thing.Concerns(rung, row.DeadlineVersion)
            ? timer with { Wanted = new LadderStep(rung, now.AddMicroseconds(-rung.Number)) }
            : timer;

    private static DateOnly? LastGoodDayOf(IReminded thing) => thing is ReportOccurrence report ? report.LastGoodDay : ((RemediationTask)thing).LastGoodDay;

    private static string TitleOf(ReportOccurrence report, ReportObligation obligation) =>
        ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, CultureInfo.CurrentUICulture);

    private static DateOnly NewSendBy(ReportOccurrence report, WorkCalendar calendar) => SendBy.Of(report.Due, report.CountsBy, report.Transit, calendar);

    private async Task<IReadOnlyList<MovedGroup>> TasksAsync(Change change, string zone, PoliciesInForce inForce, CancellationToken cancellationToken)
    {
        var agency = user.Actor.AgencyId.Value;
        var today = change.Before.DayOf(change.Now);
        var answers = await db.Database.SqlQuery<DayGroup>(
            $"""
            select plan_id, kind, (assigned_at at time zone {zone})::date as anchor, count(*)::int as count
            from task where agency_id = {agency} and state = 'Assigned' group by 1, 2, 3
            """)
            .ToListAsync(cancellationToken);
        var works = await db.Database.SqlQuery<DayGroup>(
            $"""
            select plan_id, kind, last_good_day as anchor, count(*)::int as count
            from task where agency_id = {agency} and state = any({AwaitingWork}) and last_good_day >= {today} group by 1, 2, 3
            """)
            .ToListAsync(cancellationToken);
        return
        [
            .. answers
                .Select(group => Group(MovedDay.Acceptance, group, calendar => Ladder.AcceptBy(group.Anchor, calendar, inForce.For(new PlanId(group.PlanId), Enum.Parse<TaskKind>(group.Kind)))))
                .Concat(works.Select(group => Group(MovedDay.LastWorkingDay, group, calendar => calendar.OnOrBefore(group.Anchor))))
                .Where(group => group.From != group.To && (group.From >= today || group.To >= today)),
        ];

        MovedGroup Group(MovedDay what, DayGroup group, Func<WorkCalendar, DateOnly> day) =>
            new(what, group, day(change.Before), day(change.After), change.Between(day(change.Before), day(change.After), group.Anchor));
    }

    private async Task<IEnumerable<(ReportOccurrence Report, string Because)>> ReportsAsync(Change change, CancellationToken cancellationToken) =>
        (await db.ReportOccurrences.Where(report => report.SentOn == null).ToListAsync(cancellationToken))
            .Where(report => !report.Closed && NewSendBy(report, change.After) != report.SendBy)
            .OrderBy(report => report.SendBy)
            .Select(report => (report, change.Words(change.Between(report.SendBy, NewSendBy(report, change.After), report.LastGoodDay))));

    /// <summary>A line in the history of each task whose day moved, in the transaction that moved it.</summary>
    private async Task TellTasksAsync(Shift shift, Actor by, CancellationToken cancellationToken)
    {
        foreach (var moved in shift.Tasks.GroupBy(group => group.What))
        {
            Guid[] plans = [.. moved.Select(group => group.Of.PlanId)];
            string[] kinds = [.. moved.Select(group => group.Of.Kind)];
            DateOnly[] anchors = [.. moved.Select(group => group.Of.Anchor)];
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
                from unnest({plans}, {kinds}, {anchors}, {facts}) as m(plan_id, kind, anchor, facts)
                join task k on k.plan_id = m.plan_id and k.kind = m.kind
                  and m.anchor = case when {moved.Key is MovedDay.Acceptance} then (k.assigned_at at time zone {shift.Zone})::date else k.last_good_day end
                where k.agency_id = {by.AgencyId.Value} and k.state = any({states})
                """,
                cancellationToken);
        }
    }

    private async Task<IReadOnlyList<MovedThing>> ExamplesAsync(MovedGroup group, string zone, CancellationToken cancellationToken)
    {
        var (plan, kind, anchor, _) = group.Of;
        var tasks = group.What is MovedDay.Acceptance
            ? db.Tasks.FromSql($"select *, xmin from task where plan_id = {plan} and kind = {kind} and state = 'Assigned' and (assigned_at at time zone {zone})::date = {anchor}")
            : db.Tasks.FromSql($"select *, xmin from task where plan_id = {plan} and kind = {kind} and state = any({AwaitingWork}) and last_good_day = {anchor}");
        return await tasks
            .AsNoTracking()
            .OrderBy(task => task.Number)
            .Take(ExamplesOfAGroup)
            .Select(task => new MovedThing(task.Id.Value, task.Title))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Tasks of a plan and a kind that hang on one day.</summary>
    internal sealed record DayGroup(Guid PlanId, string Kind, DateOnly Anchor, int Count);

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

    internal sealed record MovedGroup(MovedDay What, DayGroup Of, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> Because)
    {
        public int Count => Of.Count;
    }

    internal sealed record Shift(Change Change, string Zone)
    {
        public List<MovedGroup> Tasks { get; } = [];

        public List<(ReportOccurrence Report, string Because)> Reports { get; } = [];

        public List<TimerChange> Timers { get; } = [];
    }
}
