using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>Why timers were compared with what they should be.</summary>
internal static class CheckReasons
{
    public const string Nightly = "nightly";
    public const string Asked = "asked";

    /// <summary>The calendar changed: every step that moves with it is moved here, and none of that is a fault.</summary>
    public const string Calendar = "calendar";
}

/// <summary>
/// Timers are derived: this works out anew what they should be for everything that is open, mends what differs, and writes
/// down how much did. Nothing should.
/// </summary>
internal sealed class CheckTimers(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Once a day and agency, with the first sweep of the day. How many agencies were looked at.</summary>
    public async Task<int> NightlyAsync(CancellationToken cancellationToken)
    {
        var agencies = await UncheckedAsync(cancellationToken);
        foreach (var agency in agencies)
        {
            await RunAsync(new AgencyId(agency), CheckReasons.Nightly, cancellationToken);
        }

        return agencies.Count;
    }

    public async Task<TimerCheckRow> RunAsync(AgencyId agency, string because, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(agency);
        return await scope.ServiceProvider.GetRequiredService<TimerCheck>().RunAsync(agency, because, cancellationToken);
    }

    private async Task<List<Guid>> UncheckedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        return await db.Database.SqlQuery<Guid>(
            $"""
            select id as "Value" from agency
            where not exists (
                select from timer_check
                where agency_id = agency.id and because = {CheckReasons.Nightly} and on_day = ({now} at time zone agency.zone)::date)
            """).ToListAsync(cancellationToken);
    }
}

/// <summary>The comparison for one agency.</summary>
internal sealed partial class TimerCheck(
    WorkflowDbContext db, RemindedThings reminded, Calendars calendars, Outbox outbox, TaskLines lines, TimeProvider clock, ILogger<TimerCheck> log)
{
    private const int Batch = 2_000;

    /// <summary>So many differences are kept in writing; the rest is only counted.</summary>
    private const int MostFindings = 20;

    public async Task<TimerCheckRow> RunAsync(AgencyId agency, string because, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var now = clock.GetUtcNow();
        var calendar = await calendars.OwnAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var (tasks, reports) = (await OpenAsync("task", cancellationToken), await OpenAsync("report_occurrence", cancellationToken));
        List<Difference> found = [];
        foreach (var batch in tasks.Chunk(Batch))
        {
            found.AddRange(await MendAsync("task", batch, now, calendar, cancellationToken));
        }

        foreach (var batch in reports.Chunk(Batch))
        {
            found.AddRange(await MendAsync("report_occurrence", batch, now, calendar, cancellationToken));
        }

        var check = new TimerCheckRow
        {
            Id = Guid.CreateVersion7(),
            AgencyId = agency,
            Because = because,
            OnDay = calendar.DayOf(now),
            RanAt = now,
            Things = tasks.Count + reports.Count,
            Missing = found.Count(difference => difference.What is DifferenceKind.Missing),
            Extra = found.Count(difference => difference.What is DifferenceKind.Extra),
            Moved = found.Count(difference => difference.What is DifferenceKind.Moved),
            TookMs = (int)Stopwatch.GetElapsedTime(begun).TotalMilliseconds,
            Findings = JsonSerializer.Serialize(found.Take(MostFindings).Select(TimerFinding.Of), Json.Web),
        };
        await WriteAsync(check, cancellationToken);
        if (found.Count > 0 && because != CheckReasons.Calendar)
        {
            Drifted(log, agency.Value, check.Missing, check.Extra, check.Moved);
            await TellAsync(check, cancellationToken);
        }

        return check;
    }

    private Task<List<Guid>> OpenAsync(string table, CancellationToken cancellationToken) => table is "task"
        ? db.Tasks
            .Where(task => task.State != RemediationTaskState.Draft && task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Cancelled)
            .Select(task => task.Id.Value)
            .ToListAsync(cancellationToken)
        : db.ReportOccurrences
            .Where(report => !(report.CountsBy == CountsBy.Received ? report.ReceivedOn != null : report.SentOn != null))
            .Select(report => report.Id.Value)
            .ToListAsync(cancellationToken);

    /// <summary>Looks first, and again with the row locked where something is amiss: what a command is just changing is not.</summary>
    private async Task<IReadOnlyList<Difference>> MendAsync(string table, Guid[] ids, DateTimeOffset now, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var suspects = (await CompareAsync(table, ids, now, calendar, cancellationToken)).Select(difference => difference.Thing.SubjectId()).Distinct().ToArray();
        if (suspects.Length == 0)
        {
            return [];
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await (table is "task"
            ? db.Database.ExecuteSqlAsync($"select from task where id = any({suspects}) order by id for share", cancellationToken)
            : db.Database.ExecuteSqlAsync($"select from report_occurrence where id = any({suspects}) order by id for share", cancellationToken));
        var found = await CompareAsync(table, suspects, now, calendar, cancellationToken);
        await AddAsync([.. found.Where(difference => difference.What is DifferenceKind.Missing)], cancellationToken);
        await MoveAsync([.. found.Where(difference => difference.What is DifferenceKind.Moved)], cancellationToken);
        await RemoveAsync([.. found.Where(difference => difference.What is DifferenceKind.Extra)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    private async Task<List<Difference>> CompareAsync(string table, Guid[] ids, DateTimeOffset now, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        List<RemediationTaskId> tasks = table is "task" ? [.. ids.Select(id => new RemediationTaskId(id))] : [];
        List<ReportOccurrenceId> reports = table is "task" ? [] : [.. ids.Select(id => new ReportOccurrenceId(id))];
        var things = await reminded.LoadAsync(tasks, reports, cancellationToken);
        var timers = table is "task"
            ? await db.Timers.Where(timer => tasks.Contains(timer.TaskId!.Value)).ToListAsync(cancellationToken)
            : await db.Timers.Where(timer => reports.Contains(timer.OccurrenceId!.Value)).ToListAsync(cancellationToken);
        var own = timers.ToLookup(timer => timer.SubjectId);
        return [.. things.SelectMany(pair => Differences(pair.Value, own[pair.Key], now, calendar))];
    }

    /// <summary>
    /// What comes to nothing anyway, because it belongs to an earlier deadline or concerns nobody, is no difference; nor is what
    /// cannot be read and was put aside, which is listed by itself.
    /// </summary>
    private static IEnumerable<Difference> Differences(IReminded thing, IEnumerable<TimerRow> timers, DateTimeOffset now, WorkCalendar calendar)
    {
        var own = timers.Where(timer => timer.DeadlineVersion == thing.DeadlineVersion && Rung.TryParse(timer.Rung, out _)).ToList();
        var waiting = own.Where(timer => timer.FiredAt is null).ToDictionary(timer => Rung.Parse(timer.Rung));
        var reached = own.Where(timer => timer.FiredAt is not null).Select(timer => Rung.Parse(timer.Rung)).ToHashSet();
        var due = PendingSteps.Of(thing, reached, now, calendar, DeadlinePolicy.Standard).ToDictionary(step => step.Rung);
        foreach (var step in due.Values)
        {
            if (!waiting.TryGetValue(step.Rung, out var timer))
            {
                yield return new Difference(DifferenceKind.Missing, thing, step, null);
            }
            else if (timer.FireAt != step.FireAt)
            {
                yield return new Difference(DifferenceKind.Moved, thing, step, timer);
            }
        }

        foreach (var (rung, timer) in waiting)
        {
            if (!due.ContainsKey(rung) && timer.FireAt > now && thing.Concerns(rung, thing.DeadlineVersion))
            {
                yield return new Difference(DifferenceKind.Extra, thing, new LadderStep(rung, timer.FireAt), timer);
            }
        }
    }

    private async Task AddAsync(IReadOnlyCollection<Difference> missing, CancellationToken cancellationToken)
    {
        if (missing.Count > 0)
        {
            var rows = missing.Select(difference => TimerRow.Of(difference.Thing, difference.Step)).ToList();
            var (ids, agencies, tasks) = (rows.Select(row => row.Id).ToArray(), rows.Select(row => row.AgencyId.Value).ToArray(), rows.Select(row => row.TaskId?.Value).ToArray());
            var (reports, versions) = (rows.Select(row => row.OccurrenceId?.Value).ToArray(), rows.Select(row => row.DeadlineVersion).ToArray());
            var (rungs, times) = (rows.Select(row => row.Rung).ToArray(), rows.Select(row => row.FireAt.ToUniversalTime()).ToArray());
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into timer (id, agency_id, task_id, occurrence_id, deadline_version, rung, fire_at)
                select * from unnest({ids}, {agencies}, {tasks}, {reports}, {versions}, {rungs}, {times})
                on conflict do nothing
                """,
                cancellationToken);
        }
    }

    private async Task MoveAsync(IReadOnlyCollection<Difference> moved, CancellationToken cancellationToken)
    {
        if (moved.Count > 0)
        {
            var (ids, times) = (moved.Select(difference => difference.Timer!.Id).ToArray(), moved.Select(difference => difference.Step.FireAt.ToUniversalTime()).ToArray());
            await db.Database.ExecuteSqlAsync(
                $"""
                update timer set fire_at = should.fire_at from unnest({ids}, {times}) should (id, fire_at)
                where timer.id = should.id and timer.fired_at is null
                """,
                cancellationToken);
        }
    }

    private async Task RemoveAsync(IReadOnlyCollection<Difference> extra, CancellationToken cancellationToken)
    {
        if (extra.Count > 0)
        {
            var ids = extra.Select(difference => difference.Timer!.Id).ToArray();
            await db.Database.ExecuteSqlAsync($"delete from timer where id = any({ids}) and fired_at is null", cancellationToken);
        }
    }

    /// <summary>Two processes may have looked in the same night: one of them is enough.</summary>
    private Task<int> WriteAsync(TimerCheckRow check, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        insert into timer_check (id, agency_id, because, on_day, ran_at, things, missing, extra, moved, took_ms, findings)
        values ({check.Id}, {check.AgencyId.Value}, {check.Because}, {check.OnDay}, {check.RanAt}, {check.Things}, {check.Missing}, {check.Extra}, {check.Moved},
                {check.TookMs}, {check.Findings}::jsonb)
        on conflict do nothing
        """,
        cancellationToken);

    private async Task TellAsync(TimerCheckRow check, CancellationToken cancellationToken)
    {
        var administrators = await db.People.Where(person => person.Active && person.Roles.Contains(Role.Administrator)).ToListAsync(cancellationToken);
        foreach (var person in administrators)
        {
            outbox.Post(person, "timer-drift", MailLayout.Write(
                TaskLines.Words("mail.drift.subject", check.Missing + check.Extra + check.Moved),
                TaskLines.Words("mail.greeting", person.FullName, person.Position),
                TaskLines.Words("mail.drift.opening", check.Missing, check.Extra, check.Moved),
                [],
                TaskLines.Words("mail.drift.link"),
                lines.DeliveryUrl,
                TaskLines.Words("mail.closing")));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(3005, LogLevel.Error, "Timers of agency {Agency} had drifted and were mended: {Missing} missing, {Extra} too many, {Moved} at another time")]
    private static partial void Drifted(ILogger logger, Guid agency, int missing, int extra, int moved);

    internal enum DifferenceKind
    {
        Missing,
        Extra,
        Moved,
    }

    /// <param name="Timer">The one that is there.</param>
    internal sealed record Difference(DifferenceKind What, IReminded Thing, LadderStep Step, TimerRow? Timer);
}

/// <summary>A difference in writing.</summary>
/// <param name="What">missing, extra or moved.</param>
/// <param name="Kind">task or report.</param>
public sealed record TimerFinding(string What, string Kind, Guid Subject, string Rung, DateTimeOffset Should, DateTimeOffset? Was)
{
    internal static TimerFinding Of(TimerCheck.Difference difference) => new(
        difference.What switch
        {
            TimerCheck.DifferenceKind.Missing => "missing",
            TimerCheck.DifferenceKind.Extra => "extra",
            _ => "moved",
        },
        difference.Thing is RemediationTask ? "task" : "report",
        difference.Thing.SubjectId(),
        difference.Step.Rung.ToString(),
        difference.Step.FireAt,
        difference.Timer?.FireAt);
}
