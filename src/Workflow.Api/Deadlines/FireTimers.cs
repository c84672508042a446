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
    /// <summary>Steps that have come and are not put aside; the argument is now.</summary>
    public const string Due = "from timer where fired_at is null and fire_at <= {0} and coalesce(aside_until, fire_at) <= {0}";

    private const int Batch = 1000;

    /// <summary>So many times fewer are tried together where one of them is in the way, and so many times more once that is past.</summary>
    private const int Narrowing = 10;

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
                size = Math.Min(Batch, size * Narrowing);
                if (count == 0)
                {
                    await WaitForOthersAsync(cancellationToken);
                    return fired;
                }
            }
            catch (DbUpdateConcurrencyException) when (size > 1)
            {
                // Somebody acts on one of these things at this moment: narrow it down, and leave that one to the next sweep.
                Contended(log);
                size /= Narrowing;
            }
            catch (DbUpdateConcurrencyException)
            {
                return fired;
            }
            catch (Exception failure) when (size > 1 && IsItsOwnFault(failure))
            {
                size /= Narrowing;
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
        await db.Database.ExecuteSqlRawAsync($"select {Due} order by fire_at limit 1 for share", [clock.GetUtcNow()], cancellationToken);
    }

    private async Task<int> FireBatchAsync(int size, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await db.Timers
            .FromSqlRaw(
                $$"""
                select * {{Due}} and agency_id = (select agency_id {{Due}} order by fire_at, agency_id limit 1)
                order by fire_at, id
                limit {1}
                for update skip locked
                """,
                now,
                size)
            .IgnoreQueryFilters([Conventions.OwnAgency])
            .AsNoTracking()
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
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            update timer set aside_until = {1}, trouble = {2}
            where id = (
                select id {{Due}} and agency_id = (select agency_id {{Due}} order by fire_at, agency_id limit 1)
                order by fire_at, id limit 1 for update skip locked)
            """,
            [now, now + Aside, why],
            cancellationToken);
        WasPutAside(log, failure);
    }

    [LoggerMessage(3001, LogLevel.Information, "A task or a report is being acted on while its timers fire; going on one by one")]
    private static partial void Contended(ILogger logger);

    [LoggerMessage(3003, LogLevel.Error, "A step of a deadline cannot be carried out; it is put aside, and tried again later")]
    private static partial void WasPutAside(ILogger logger, Exception failure);
}

/// <summary>What claimed steps do.</summary>
internal sealed class Firing(WorkflowDbContext db, RemindedThings reminded, Calendars calendars, Policies policies, Timers timers, OwedReminders owed)
{
    /// <summary>Within the transaction that holds the claim. What it means for tasks and reports is saved with the context.</summary>
    public async Task FireAsync(IReadOnlyCollection<TimerRow> claimed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inForce = await policies.OwnWithoutWaitingAsync(cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var things = await reminded.LoadAsync(
            [.. claimed.Select(timer => timer.TaskId).OfType<RemediationTaskId>().Distinct()],
            [.. claimed.Select(timer => timer.OccurrenceId).OfType<ReportOccurrenceId>().Distinct()],
            cancellationToken);
        var audience = await AudienceAsync(things.Values, cancellationToken);
        var waiting = (await owed.WaitingAsync([.. things.Keys], cancellationToken))
            .GroupBy(Matter)
            .ToDictionary(group => group.Key, group => group.ToList());
        List<TimerChange> following = [];
        List<ReminderRow> planned = [];
        List<ReminderRow> overtaken = [];

        foreach (var timer in claimed)
        {
            var thing = things[timer.SubjectId];
            var policy = inForce.For(thing);
            var rung = Rung.Parse(timer.Rung);
            var concerns = thing.Reach(rung, timer.DeadlineVersion, policy, now);
            if (thing.StepAfter(new LadderStep(rung, timer.FireAt), timer.DeadlineVersion, calendar, policy) is { } next)
            {
                following.Add(new TimerChange(thing, null, next));
            }

            foreach (var recipient in concerns ? audience.Of(thing.ResponsibleUnitId, rung, policy) : [])
            {
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

                // Only the latest step is worth saying: what still waits to be said is overtaken. An answer or an explanation that is
                // owed is another matter than the work, and is said beside it.
                var matter = Matter(reminder);
                foreach (var earlier in waiting.GetValueOrDefault(matter, []))
                {
                    earlier.State = ReminderStates.Overtaken;
                    overtaken.Add(earlier);
                }

                waiting[matter] = [reminder];
                planned.Add(reminder);
            }
        }

        await timers.CarriedOutAsync(claimed, now, cancellationToken);
        await timers.WriteAsync(following, cancellationToken);
        await owed.OvertakeAsync(overtaken.Except(planned), cancellationToken);
        await owed.AddAsync(planned, cancellationToken);
    }

    private static (Guid Subject, PersonId Recipient, RungKind Matter) Matter(ReminderRow reminder) => (reminder.SubjectId, reminder.RecipientId, Rung.Parse(reminder.Rung).Matter);

    /// <summary>Of the many people of an agency, those whom any of these things may concern.</summary>
    private async Task<Audience> AudienceAsync(IEnumerable<IReminded> things, CancellationToken cancellationToken)
    {
        var units = things.Select(thing => thing.ResponsibleUnitId).OfType<UnitId>().Distinct().ToList();
        return new Audience(await db.People
            .Where(person => person.Active && (units.Contains(person.UnitId!.Value) || person.Roles.Contains(Role.Coordinator) || person.Roles.Contains(Role.Chairman)))
            .AsNoTracking()
            .ToListAsync(cancellationToken));
    }
}

/// <summary>Who is reminded of what, among the people who are there.</summary>
internal sealed class Audience(IEnumerable<Person> people)
{
    private readonly ILookup<UnitId?, PersonId> heads = people.Where(person => person.Roles.Contains(Role.UnitHead)).ToLookup(person => person.UnitId, person => person.Id);
    private readonly List<PersonId> coordinators = [.. people.Where(person => person.Roles.Contains(Role.Coordinator)).Select(person => person.Id)];
    private readonly List<PersonId> chairmen = [.. people.Where(person => person.Roles.Contains(Role.Chairman)).Select(person => person.Id)];

    /// <summary>
    /// The heads of the responsible unit; with silence beyond the time to answer the coordinators and the chairman too, and with
    /// reminders in vain as the policy says. A unit without a head falls to the coordinators: nobody is no answer.
    /// </summary>
    public IEnumerable<PersonId> Of(UnitId? unit, Rung rung, DeadlinePolicy policy)
    {
        var silent = rung.Kind is RungKind.AcceptanceOverdue;
        var own = heads[unit];
        IEnumerable<PersonId> coordinating = silent || policy.TellsCoordinators(rung) || !own.Any() ? coordinators : [];
        IEnumerable<PersonId> presiding = silent || policy.TellsTheChairman(rung) ? chairmen : [];
        return own.Concat(coordinating).Concat(presiding).Distinct();
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
