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
    /// <summary>Agencies whose timers were not compared yet today; the argument is now.</summary>
    public const string Due =
        $$"""
        from agency where not exists (
            select from timer_check
            where agency_id = agency.id and because = '{{CheckReasons.Nightly}}' and on_day = ({0} at time zone agency.zone)::date)
        """;

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
        return await db.Database.SqlQueryRaw<Guid>($"select id as \"Value\" {Due}", clock.GetUtcNow()).ToListAsync(cancellationToken);
    }
}

/// <summary>The comparison for one agency.</summary>
internal sealed partial class TimerCheck(
    WorkflowDbContext db, RemindedThings reminded, Timers timers, Calendars calendars, Policies policies, Outbox outbox, TaskLines lines, TimeProvider clock, ILogger<TimerCheck> log)
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
        List<TimerChange> found = [];
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
            Missing = found.Count(change => change.Present is null),
            Extra = found.Count(change => change.Wanted is null),
            Moved = found.Count(change => change is { Present: not null, Wanted: not null }),
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
    private async Task<IReadOnlyList<TimerChange>> MendAsync(string table, Guid[] ids, DateTimeOffset now, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        var suspects = (await CompareAsync(table, ids, now, calendar, cancellationToken)).Select(change => change.Thing.SubjectId).Distinct().ToArray();
        if (suspects.Length == 0)
        {
            return [];
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Before any row is locked: who changes a policy at this moment has it alone, and what it was when the looking began holds no more.
        await policies.AnewAsync(cancellationToken);
        await (table is "task"
            ? db.Database.ExecuteSqlAsync($"select from task where id = any({suspects}) order by id for share", cancellationToken)
            : db.Database.ExecuteSqlAsync($"select from report_occurrence where id = any({suspects}) order by id for share", cancellationToken));
        var found = await CompareAsync(table, suspects, now, calendar, cancellationToken);
        await timers.WriteAsync(found, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    private async Task<List<TimerChange>> CompareAsync(string table, Guid[] ids, DateTimeOffset now, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        List<RemediationTaskId> tasks = table is "task" ? [.. ids.Select(id => new RemediationTaskId(id))] : [];
        List<ReportOccurrenceId> reports = table is "task" ? [] : [.. ids.Select(id => new ReportOccurrenceId(id))];
        var things = await reminded.LoadAsync(tasks, reports, cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        var rows = table is "task"
            ? await db.Timers.Where(timer => tasks.Contains(timer.TaskId!.Value)).ToListAsync(cancellationToken)
            : await db.Timers.Where(timer => reports.Contains(timer.OccurrenceId!.Value)).ToListAsync(cancellationToken);
        var own = rows.ToLookup(timer => timer.SubjectId);
        return [.. things.Values.SelectMany(thing => Differences(thing, own[thing.SubjectId], now, calendar, inForce.For(thing)))];
    }

    /// <summary>
    /// What comes to nothing anyway, because it belongs to an earlier deadline or concerns nobody, is no difference; nor is what
    /// cannot be read and was put aside, which is listed by itself.
    /// </summary>
    private static IEnumerable<TimerChange> Differences(
        IReminded thing, IEnumerable<TimerRow> timers, DateTimeOffset now, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var own = timers.Where(timer => timer.DeadlineVersion == thing.DeadlineVersion && Rung.TryParse(timer.Rung, out _)).ToList();

        // What has come and is not carried out yet brings the one after it itself.
        var due = own.Where(timer => timer.FiredAt is null && timer.FireAt <= now).Select(timer => Rung.Parse(timer.Rung).Kind).ToHashSet();
        return TimerChanges.Of(thing, own, now, calendar, policy).Where(change => change switch
        {
            { Present: null, Wanted.Rung: var missing } => !(missing.Repeats && due.Contains(missing.Kind)),
            { Wanted: null, Present: { } extra } => thing.Concerns(Rung.Parse(extra.Rung), thing.DeadlineVersion),
            _ => true,
        });
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
}

/// <summary>A difference in writing.</summary>
/// <param name="What">missing, extra or moved.</param>
/// <param name="Kind">task or report.</param>
public sealed record TimerFinding(string What, string Kind, Guid Subject, string Rung, DateTimeOffset Should, DateTimeOffset? Was)
{
    internal static TimerFinding Of(TimerChange change) => new(
        change switch
        {
            { Present: null } => "missing",
            { Wanted: null } => "extra",
            _ => "moved",
        },
        change.Thing is RemediationTask ? "task" : "report",
        change.Thing.SubjectId,
        change.Wanted?.Rung.ToString() ?? change.Present!.Rung,
        change.Wanted?.FireAt ?? change.Present!.FireAt,
        change.Present?.FireAt);
}
