using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;

namespace Workflow.Api.Deadlines;

/// <summary>
/// The reminders people are owed, written many at a time: a morning may have tens of thousands. Everything happens within the
/// transaction that is open.
/// </summary>
internal sealed class OwedReminders(WorkflowDbContext db)
{
    /// <summary>What is planned about some tasks and reports, and not said yet.</summary>
    public async Task<IReadOnlyList<ReminderRow>> WaitingAsync(Guid[] subjects, CancellationToken cancellationToken) => await db.Reminders
        .FromSql(
            $"""
            select * from reminder where task_id = any({subjects}) and state = {ReminderStates.Planned}
            union all
            select * from reminder where occurrence_id = any({subjects}) and state = {ReminderStates.Planned}
            """)
        .AsNoTracking()
        .ToListAsync(cancellationToken);

    /// <exception cref="Npgsql.PostgresException">A person is owed one of them already.</exception>
    public async Task AddAsync(IReadOnlyCollection<ReminderRow> planned, CancellationToken cancellationToken)
    {
        if (planned.Count == 0)
        {
            return;
        }

        var (ids, agencies) = (planned.Select(row => row.Id).ToArray(), planned.Select(row => row.AgencyId.Value).ToArray());
        var (tasks, reports) = (planned.Select(row => row.TaskId?.Value).ToArray(), planned.Select(row => row.OccurrenceId?.Value).ToArray());
        var (versions, rungs) = (planned.Select(row => row.DeadlineVersion).ToArray(), planned.Select(row => row.Rung).ToArray());
        var (recipients, states) = (planned.Select(row => row.RecipientId.Value).ToArray(), planned.Select(row => row.State).ToArray());
        var (plannedFor, notBefore) = (planned.Select(row => row.PlannedFor.ToUniversalTime()).ToArray(), planned.Select(row => row.NotBefore.ToUniversalTime()).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reminder (id, agency_id, task_id, occurrence_id, deadline_version, rung, recipient_id, state, planned_for, not_before)
            select * from unnest({ids}, {agencies}, {tasks}, {reports}, {versions}, {rungs}, {recipients}, {states}, {plannedFor}, {notBefore})
            """,
            cancellationToken);
    }

    /// <summary>A later step came before these were said. One that is being said at this moment stays as it is.</summary>
    public async Task OvertakeAsync(IEnumerable<ReminderRow> earlier, CancellationToken cancellationToken)
    {
        var ids = earlier.Select(row => row.Id).ToArray();
        if (ids.Length > 0)
        {
            await db.Database.ExecuteSqlAsync(
                $"update reminder set state = {ReminderStates.Overtaken} where id = any({ids}) and state = {ReminderStates.Planned}", cancellationToken);
        }
    }

    /// <summary>Writes down what became of reminders whose rows are held: their state, the mail they are in, and when they may leave.</summary>
    public async Task SettleAsync(IReadOnlyCollection<ReminderRow> held, CancellationToken cancellationToken)
    {
        if (held.Count == 0)
        {
            return;
        }

        var (ids, states) = (held.Select(row => row.Id).ToArray(), held.Select(row => row.State).ToArray());
        var (mails, notBefore) = (held.Select(row => row.MailId).ToArray(), held.Select(row => row.NotBefore.ToUniversalTime()).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            update reminder set state = now.state, mail_id = now.mail_id, not_before = now.not_before
            from unnest({ids}, {states}, {mails}, {notBefore}) as now (id, state, mail_id, not_before)
            where reminder.id = now.id
            """,
            cancellationToken);
    }
}
