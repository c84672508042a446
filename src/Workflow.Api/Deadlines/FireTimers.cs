using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Carries out the steps that have come: claim, guard, transition, planned reminders and activity in one transaction, so
/// that each happens once whoever else sweeps and whenever this process dies.
/// </summary>
internal sealed partial class FireTimers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FireTimers> log)
{
    private const int Batch = 500;

    /// <summary>Until a step that fails by itself is tried again.</summary>
    private static readonly TimeSpan Aside = TimeSpan.FromMinutes(15);

    /// <summary>How many steps were carried out.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var fired = 0;
        var size = Batch;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var count = await FireBatchAsync(size, cancellationToken);
                fired += count;
                if (count == 0)
                {
                    await WaitForOthersAsync(cancellationToken);
                    return fired;
                }
            }
            catch (DbUpdateConcurrencyException) when (size > 1)
            {
                // Somebody acts on one of these things at this moment: go on one by one, and leave that one to the next sweep.
                Contended(log);
                size = 1;
            }
            catch (DbUpdateConcurrencyException)
            {
                return fired;
            }
            catch (Exception failure) when (size > 1 && IsItsOwnFault(failure))
            {
                size = 1;
            }
            catch (Exception failure) when (IsItsOwnFault(failure))
            {
                await PutAsideAsync(failure, cancellationToken);
            }
        }

        return fired;
    }

    /// <summary>
    /// Not the database's, which is as it is for every step, and not that of being told to stop. Of what the database says, only that
    /// the values themselves are wrong (SQLSTATE classes 22 and 23) is the step's own fault.
    /// </summary>
    public static bool IsItsOwnFault(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException || (cause is NpgsqlException && cause is not PostgresException { SqlState: ['2', '2' or '3', ..] }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What somebody else is carrying out just now is waited for: a digest is to hold everything that has come.</summary>
    private async Task WaitForOthersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"select from timer where fired_at is null and fire_at <= {now} and coalesce(aside_until, fire_at) <= {now} order by fire_at limit 1 for share", cancellationToken);
    }

    private async Task<int> FireBatchAsync(int size, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await db.Timers
            .FromSql(
                $"""
                select t.* from timer t
                where t.fired_at is null and t.fire_at <= {now} and coalesce(t.aside_until, t.fire_at) <= {now}
                  and t.agency_id = (
                    select agency_id from timer
                    where fired_at is null and fire_at <= {now} and coalesce(aside_until, fire_at) <= {now}
                    order by fire_at limit 1)
                order by t.fire_at, t.id
                limit {size}
                for update skip locked
                """)
            .IgnoreQueryFilters([Conventions.OwnAgency])
            .ToListAsync(cancellationToken);
        if (claimed.Count == 0)
        {
            return 0;
        }

        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(claimed[0].AgencyId);
        await scope.ServiceProvider.GetRequiredService<Firing>().FireAsync(claimed, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed.Count;
    }

    /// <summary>The first one that is due fails by itself: the others go on without it.</summary>
    private async Task PutAsideAsync(Exception failure, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        var why = failure.Message.Length > 500 ? failure.Message[..500] : failure.Message;
        await db.Database.ExecuteSqlAsync(
            $"""
            update timer set aside_until = {now + Aside}, trouble = {why}
            where id = (
                select id from timer
                where fired_at is null and fire_at <= {now} and coalesce(aside_until, fire_at) <= {now}
                  and agency_id = (
                    select agency_id from timer
                    where fired_at is null and fire_at <= {now} and coalesce(aside_until, fire_at) <= {now}
                    order by fire_at limit 1)
                order by fire_at, id limit 1 for update skip locked)
            """,
            cancellationToken);
        WasPutAside(log, failure);
    }

    [LoggerMessage(3001, LogLevel.Information, "A task or a report is being acted on while its timers fire; going on one by one")]
    private static partial void Contended(ILogger logger);

    [LoggerMessage(3003, LogLevel.Error, "A step of a deadline cannot be carried out; it is put aside, and tried again later")]
    private static partial void WasPutAside(ILogger logger, Exception failure);
}

/// <summary>What a claimed step does.</summary>
internal sealed class Firing(WorkflowDbContext db, RemindedThings reminded, Calendars calendars, Policies policies)
{
    public async Task FireAsync(IReadOnlyCollection<TimerRow> timers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inForce = await policies.OwnWithoutWaitingAsync(cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var tasks = timers.Select(timer => timer.TaskId).OfType<RemediationTaskId>().Distinct().ToList();
        var occurrences = timers.Select(timer => timer.OccurrenceId).OfType<ReportOccurrenceId>().Distinct().ToList();
        var things = await reminded.LoadAsync(tasks, occurrences, cancellationToken);
        var people = await db.People.Where(person => person.Active).ToListAsync(cancellationToken);
        var waiting = await db.Reminders
            .Where(reminder => reminder.State == ReminderStates.Planned
                && (tasks.Contains(reminder.TaskId!.Value) || occurrences.Contains(reminder.OccurrenceId!.Value)))
            .ToListAsync(cancellationToken);

        foreach (var timer in timers)
        {
            timer.FiredAt = now;
            var thing = things[timer.SubjectId];
            var policy = inForce.For(thing);
            var rung = Rung.Parse(timer.Rung);
            var concerns = thing.Reach(rung, timer.DeadlineVersion, policy, now);
            if (thing.StepAfter(new LadderStep(rung, timer.FireAt), timer.DeadlineVersion, calendar, policy) is { } next)
            {
                db.Timers.Add(TimerRow.Of(thing, next));
            }

            if (!concerns)
            {
                continue;
            }

            foreach (var recipient in Recipients(thing.ResponsibleUnitId, rung, policy, people))
            {
                // Only the latest step is worth saying: what still waits to be said is overtaken. An answer or an explanation that is
                // owed is another matter than the work, and is said beside it.
                foreach (var earlier in waiting.Where(reminder => reminder.SubjectId == timer.SubjectId && reminder.RecipientId == recipient
                    && Rung.Parse(reminder.Rung).Matter == rung.Matter))
                {
                    earlier.State = ReminderStates.Overtaken;
                }

                var reminder = new ReminderRow
                {
                    Id = Guid.CreateVersion7(),
                    AgencyId = timer.AgencyId,
                    TaskId = timer.TaskId,
                    OccurrenceId = timer.OccurrenceId,
                    DeadlineVersion = timer.DeadlineVersion,
                    Rung = timer.Rung,
                    RecipientId = recipient,
                    State = ReminderStates.Planned,
                    PlannedFor = timer.FireAt,
                    NotBefore = Ladder.NotBefore(now, calendar, policy),
                };
                waiting.Add(reminder);
                db.Reminders.Add(reminder);
            }
        }
    }

    /// <summary>
    /// Who is reminded: the heads of the responsible unit; with silence beyond the time to answer the coordinators and the chairman
    /// too, and with reminders in vain as the policy says. A unit without a head falls to the coordinators: nobody is no answer.
    /// </summary>
    public static IEnumerable<PersonId> Recipients(UnitId? unit, Rung rung, DeadlinePolicy policy, IReadOnlyCollection<Person> people)
    {
        var heads = people.Where(person => person.UnitId == unit && person.Roles.Contains(Role.UnitHead)).ToList();
        var silent = rung.Kind is RungKind.AcceptanceOverdue;
        var coordinators = silent || policy.TellsCoordinators(rung) || heads.Count == 0;
        var chairmen = silent || policy.TellsTheChairman(rung);
        return heads
            .Concat(people.Where(person => (coordinators && person.Roles.Contains(Role.Coordinator)) || (chairmen && person.Roles.Contains(Role.Chairman))))
            .Select(person => person.Id)
            .Distinct();
    }
}

/// <summary>What can become of a reminder.</summary>
internal static class ReminderStates
{
    public const string Planned = "planned";
    public const string Queued = "queued";
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string Unknown = "unknown";

    /// <summary>A later step came before this one was said.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>The deadline changed or the work was done before this one was said.</summary>
    public const string Superseded = "superseded";
}
