using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflow.Api.Persistence;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;
using Xunit;

namespace Workflow.Testing;

/// <summary>A reminder as the ledger has it: the person by mailbox, the moments in Hà Nội.</summary>
public sealed record Reminded(int Task, string Rung, string To, string State, DateTimeOffset? SentAt);

/// <summary>The same about a report, which its deadline names.</summary>
public sealed record ReportReminded(DateOnly DueOn, string Rung, string To, string State, DateTimeOffset? SentAt);

/// <summary>What the system wrote down about reminders and mails, and what tests do to a mail behind its back.</summary>
public static class Ledger
{
    public static Task<List<Reminded>> RemindersAsync(this WorkflowHost host, AgencyCase agency) => host.SeeAsync(agency.Id, async db =>
    {
        var rows = await (
            from reminder in db.Reminders
            join task in db.Tasks on reminder.TaskId equals (RemediationTaskId?)task.Id
            join person in db.People on reminder.RecipientId equals person.Id
            orderby reminder.PlannedFor, task.Number, person.Email
            select new { task.Number, reminder.Rung, person.Email, reminder.State, reminder.SentAt }).ToListAsync();
        return rows.ConvertAll(row => new Reminded(row.Number, row.Rung, MailboxOf(row.Email), row.State, row.SentAt?.ToOffset(TimeSpan.FromHours(7))));
    });

    /// <summary>The reminders about reports, under the days their deadlines fell on, the earliest first.</summary>
    public static Task<List<ReportReminded>> ReportRemindersAsync(this WorkflowHost host, AgencyCase agency) => host.SeeAsync(agency.Id, async db =>
    {
        var rows = await (
            from reminder in db.Reminders
            join report in db.ReportOccurrences on reminder.OccurrenceId equals (ReportOccurrenceId?)report.Id
            join person in db.People on reminder.RecipientId equals person.Id
            orderby reminder.PlannedFor, report.DueOn, person.Email
            select new { report.DueOn, reminder.Rung, person.Email, reminder.State, reminder.SentAt }).ToListAsync();
        return rows.ConvertAll(row => new ReportReminded(row.DueOn, row.Rung, MailboxOf(row.Email), row.State, row.SentAt?.ToOffset(TimeSpan.FromHours(7))));
    });

    /// <summary>The recipients of the mails that arrived since a number of them had, by mailbox.</summary>
    public static IEnumerable<string> ArrivedAfter(this WorkflowHost host, int before) =>
        host.Post.Messages.Skip(before).SelectMany(message => message.EnvelopeTo).Select(MailboxOf).Order(StringComparer.Ordinal);

    internal static Task<List<MailRow>> MailsAsync(this WorkflowHost host, AgencyCase agency) =>
        host.SeeAsync(agency.Id, db => db.Mails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());

    /// <summary>The wait until the next attempt is over.</summary>
    public static Task WaitIsOverAsync(this WorkflowHost host) => host.ExecuteAsync("update mail set next_attempt_at = clock_timestamp()");

    public static async Task ExecuteAsync(this WorkflowHost host, string statement)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string MailboxOf(string address) => address.Split('@')[0];
}
