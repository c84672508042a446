using Microsoft.EntityFrameworkCore;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Tells the chairman how the week went and gives the figures before the meeting of the month. Each is a row of the ledger under
/// a key of its own, so that it is owed once whoever sweeps; after a standstill the latest alone is made up for.
/// </summary>
internal sealed partial class SendSummaries(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SendSummaries> log)
{
    /// <summary>So often may writing one fail by itself before it has failed for everybody to see.</summary>
    private const int MostStumbles = 5;

    /// <summary>Writes down which are owed by now. For how many agencies.</summary>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        var agencies = await AgenciesAsync(cancellationToken);
        foreach (var agency in agencies)
        {
            await TryAsync(agency, scope => scope.GetRequiredService<SummaryPlanning>().PlanAsync(cancellationToken));
        }

        return agencies.Count;
    }

    /// <summary>How many that may leave were looked at.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var waiting = await DueAsync(cancellationToken);
        foreach (var due in waiting)
        {
            if (await TryAsync(due.AgencyId, scope => scope.GetRequiredService<SummaryMail>().WriteAsync(due.Id, cancellationToken)) is { } failure)
            {
                await PutAsideAsync(due.Id, failure, cancellationToken);
            }
        }

        return waiting.Count;
    }

    /// <summary>In a scope and a transaction of its own: whatever is wrong with one, the others are written.</summary>
    /// <returns>Why not; null where it was done.</returns>
    private async Task<Exception?> TryAsync(Guid agency, Func<IServiceProvider, Task> act)
    {
        await using var scope = ScopeOf(agency);
        try
        {
            await act(scope.ServiceProvider);
            return null;
        }
#pragma warning disable CA1031 // It is noted, and tried again later.
        catch (Exception failure) when (FireTimers.IsItsOwnFault(failure))
#pragma warning restore CA1031
        {
            Stumbled(log, agency, failure);
            return failure;
        }
    }

    /// <summary>Tried again after a quarter of an hour, and after twice as long each time.</summary>
    private async Task PutAsideAsync(Guid summary, Exception failure, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var cause = failure.GetBaseException().Message;
        var why = cause.Length > 500 ? cause[..500] : cause;
        await scope.ServiceProvider.GetRequiredService<WorkflowDbContext>().Database.ExecuteSqlAsync(
            $"""
            update reminder set
                stumbled = stumbled + 1, trouble = {why}, not_before = {clock.GetUtcNow()} + interval '15 minutes' * power(2, stumbled),
                state = case when stumbled + 1 >= {MostStumbles} then {ReminderStates.Failed} else state end
            where id = {summary} and state = {ReminderStates.Planned}
            """,
            cancellationToken);
    }

    private AsyncServiceScope ScopeOf(Guid agency)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(new AgencyId(agency));
        return scope;
    }

    /// <summary>Without a plan in force there is nothing to sum up.</summary>
    private async Task<List<Guid>> AgenciesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WorkflowDbContext>().Database.SqlQuery<Guid>(
            $"""
            select id as "Value" from agency
            where (weekly_summary_on is not null or meeting_day is not null)
              and exists (select 1 from plan where plan.agency_id = agency.id and plan.state = 'Published')
            """).ToListAsync(cancellationToken);
    }

    private async Task<List<DueSummary>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<WorkflowDbContext>().Database
            .SqlQuery<DueSummary>($"select id, agency_id from reminder where state = 'planned' and summary_on is not null and not_before <= {now} order by not_before")
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(3006, LogLevel.Error, "A summary of agency {Agency} cannot be planned or written; the others are")]
    private static partial void Stumbled(ILogger logger, Guid agency, Exception failure);

    private sealed record DueSummary(Guid Id, Guid AgencyId);
}

/// <summary>Writes into the ledger which summaries the people of an agency are owed by now.</summary>
internal sealed class SummaryPlanning(WorkflowDbContext db, Calendars calendars, Policies policies, TimeProvider clock)
{
    public async Task PlanAsync(CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow(), (await policies.OwnAsync(cancellationToken)).General);
        var agency = await db.Agencies.AsNoTracking().SingleAsync(cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        if (agency.WeeklySummaryOn is { } weekday)
        {
            var day = SummaryDays.LastWeekly(weekday, now, calendar, policy);
            await OweAsync(agency, Rung.WeeklySummary, day, SummaryDays.WeeklyAt(day, calendar, policy), [Role.Chairman], Ladder.NotBefore(now, calendar, policy), cancellationToken);
        }

        if (agency.MeetingDay is { } meetingDay)
        {
            var meeting = SummaryDays.LastMeeting(meetingDay, now, calendar, policy);
            await OweAsync(agency, Rung.MonthlyFigures, meeting, SummaryDays.FiguresAt(meeting, calendar, policy), [Role.Chairman, Role.Coordinator], Ladder.NotBefore(now, calendar, policy), cancellationToken);
        }
    }

    private async Task OweAsync(
        Agency agency, Rung rung, DateOnly day, DateTimeOffset at, IReadOnlyCollection<Role> roles, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        if (day < agency.SummariesFrom || !await db.Plans.AnyAsync(plan => plan.State == PlanState.Published && plan.PublishedAt < at, cancellationToken))
        {
            return;
        }

        var written = rung.ToString();
        var recipients = await RecipientsAsync(roles, cancellationToken);
        var owed = await db.Reminders.Where(reminder => reminder.SummaryOn == day && reminder.Rung == written).Select(reminder => reminder.RecipientId).ToListAsync(cancellationToken);
        foreach (var recipient in recipients.Except(owed))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into reminder (id, agency_id, summary_on, deadline_version, rung, recipient_id, state, planned_for, not_before)
                values ({Guid.CreateVersion7()}, {agency.Id.Value}, {day}, 1, {written}, {recipient.Value}, 'planned', {at}, {notBefore})
                on conflict do nothing
                """,
                cancellationToken);
        }

        await db.Reminders
            .Where(reminder => reminder.Rung == written && reminder.SummaryOn < day && reminder.State == ReminderStates.Planned)
            .ExecuteUpdateAsync(earlier => earlier.SetProperty(reminder => reminder.State, ReminderStates.Overtaken), cancellationToken);
    }

    /// <summary>Nobody is no answer: without a chairman the coordinators are told.</summary>
    private async Task<IReadOnlyList<PersonId>> RecipientsAsync(IReadOnlyCollection<Role> roles, CancellationToken cancellationToken)
    {
        var people = await db.People.AsNoTracking().Where(person => person.Active).ToListAsync(cancellationToken);
        var told = people.Where(person => person.Roles.Intersect(roles).Any()).ToList();
        return [.. (told.Count > 0 ? told : people.Where(person => person.Roles.Contains(Role.Coordinator))).Select(person => person.Id)];
    }
}
