using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>Keeps the timers of tasks and reports those that belong to where they stand, under the policy in force.</summary>
internal sealed class Timers(WorkflowDbContext db, Calendars calendars, Policies policies)
{
    private const int Batch = 1000;

    /// <summary>One thing has changed. Nothing is saved yet.</summary>
    public async Task PlanAsync(IReminded thing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var inForce = await policies.OwnAsync(cancellationToken);
        Apply(TimerChanges.Of(thing, await PresentAsync(thing, cancellationToken), now, calendar, inForce.For(thing)));
    }

    /// <summary>What would change about every open task and report in a scope under some policies and a calendar. Nothing is tracked: there may be very many.</summary>
    public async Task<IReadOnlyList<TimerChange>> CompareAsync(
        PolicyScope scope, PoliciesInForce supposed, DateTimeOffset now, WorkCalendar calendar, CancellationToken cancellationToken)
    {
        List<TimerChange> changes = [];
        foreach (var things in (await OpenThingsAsync(scope, cancellationToken)).Chunk(Batch))
        {
            var ids = things.Select(thing => thing.SubjectId).ToList();
            var rows = await db.Timers
                .FromSql($"select * from timer where task_id = any({ids}) or occurrence_id = any({ids})")
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            var present = rows.ToLookup(row => (row.SubjectId, row.DeadlineVersion));
            changes.AddRange(things.SelectMany(thing =>
                TimerChanges.Of(thing, [.. present[(thing.SubjectId, thing.DeadlineVersion)]], now, calendar, supposed.For(thing))));
        }

        return changes;
    }

    /// <summary>These steps have come and were carried out, within the transaction that holds them.</summary>
    public async Task CarriedOutAsync(IReadOnlyCollection<TimerRow> claimed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = claimed.Select(timer => timer.Id).ToArray();
        await db.Database.ExecuteSqlAsync($"update timer set fired_at = {now} where id = any({ids})", cancellationToken);
    }

    /// <summary>Writes many changes in three statements, within the transaction that is open.</summary>
    public async Task WriteAsync(IReadOnlyCollection<TimerChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var dropped = changes.Where(change => change.Wanted is null).Select(change => change.Present!.Id).ToArray();
        var moved = changes.Where(change => change is { Present: not null, Wanted: not null }).ToList();
        var (movedIds, movedTo) = (moved.Select(change => change.Present!.Id).ToArray(), moved.Select(change => change.Wanted!.FireAt.ToUniversalTime()).ToArray());
        var added = changes.Where(change => change.Present is null).Select(change => TimerRow.Of(change.Thing, change.Wanted!)).ToList();
        var (ids, agencies) = (added.Select(row => row.Id).ToArray(), added.Select(row => row.AgencyId.Value).ToArray());
        var (tasks, reports) = (added.Select(row => row.TaskId?.Value).ToArray(), added.Select(row => row.OccurrenceId?.Value).ToArray());
        var (versions, rungs) = (added.Select(row => row.DeadlineVersion).ToArray(), added.Select(row => row.Rung).ToArray());
        var times = added.Select(row => row.FireAt.ToUniversalTime()).ToArray();
        await db.Database.ExecuteSqlAsync($"delete from timer where id = any({dropped}) and fired_at is null", cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"update timer set fire_at = wanted.at from unnest({movedIds}, {movedTo}) as wanted (id, at) where timer.id = wanted.id and fired_at is null", cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into timer (id, agency_id, task_id, occurrence_id, deadline_version, rung, fire_at)
            select * from unnest({ids}, {agencies}, {tasks}, {reports}, {versions}, {rungs}, {times})
            on conflict do nothing
            """,
            cancellationToken);
    }

    private void Apply(IEnumerable<TimerChange> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case { Present: { } row, Wanted: { } step }:
                    row.FireAt = step.FireAt;
                    break;
                case { Present: { } row }:
                    db.Timers.Remove(row);
                    break;
                case { Wanted: { } step }:
                    db.Timers.Add(TimerRow.Of(change.Thing, step));
                    break;
            }
        }
    }

    /// <summary>Those in the database and those that are about to be.</summary>
    private async Task<IReadOnlyCollection<TimerRow>> PresentAsync(IReminded thing, CancellationToken cancellationToken)
    {
        var task = (thing as RemediationTask)?.Id;
        var occurrence = (thing as ReportOccurrence)?.Id;
        var saved = await db.Timers
            .Where(timer => timer.TaskId == task && timer.OccurrenceId == occurrence && timer.DeadlineVersion == thing.DeadlineVersion)
            .ToListAsync(cancellationToken);
        return [.. saved.Union(db.Timers.Local.Where(timer => timer.SubjectId == thing.SubjectId && timer.DeadlineVersion == thing.DeadlineVersion))];
    }

    private async Task<IReadOnlyList<IReminded>> OpenThingsAsync(PolicyScope scope, CancellationToken cancellationToken)
    {
        var tasks = db.Tasks.AsNoTracking().Where(task => task.State != RemediationTaskState.Draft && task.State != RemediationTaskState.Declined
            && task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Cancelled);
        tasks = scope.PlanId is { } plan ? tasks.Where(task => task.PlanId == plan) : tasks;
        tasks = scope.Kind is { } kind ? tasks.Where(task => task.Kind == kind) : tasks;
        List<IReminded> things = [.. await tasks.OrderBy(task => task.Id).ToListAsync(cancellationToken)];
        if (scope.IsGeneral)
        {
            things.AddRange(await db.ReportOccurrences.AsNoTracking()
                .Where(report => !(report.CountsBy == CountsBy.Received ? report.ReceivedOn != null : report.SentOn != null))
                .OrderBy(report => report.Id)
                .ToListAsync(cancellationToken));
        }

        return things;
    }
}
