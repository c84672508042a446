using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Deadlines;

/// <summary>Opens the reports of this year and the next for every obligation that has none yet. Whoever comes second finds nothing to open.</summary>
internal sealed class OpenReports(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>
    /// Obligations that lack the reports of next year, by the zone that is furthest ahead, so that no agency is left out on its New
    /// Year's morning; the argument is now.
    /// </summary>
    public const string Due = "from report_obligation where opened_through < extract(year from ({0} at time zone 'UTC') + interval '14 hours') + 1";

    /// <summary>For how many agencies.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var agencies = await AgenciesAsync(cancellationToken);
        foreach (var agency in agencies)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(new AgencyId(agency));
            await scope.ServiceProvider.GetRequiredService<ReportPeriods>().OpenAllAsync(cancellationToken);
        }

        return agencies.Count;
    }

    private async Task<List<Guid>> AgenciesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        return await db.Database.SqlQueryRaw<Guid>($"select distinct agency_id as \"Value\" {Due}", clock.GetUtcNow()).ToListAsync(cancellationToken);
    }
}

/// <summary>The periods of obligations, and how long the way to their recipients is.</summary>
internal sealed class ReportPeriods(WorkflowDbContext db, Calendars calendars, TimeProvider clock)
{
    public async Task OpenAllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = (await calendars.OwnAsync(cancellationToken)).DayOf(now).Year + 1;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var obligations = await db.ReportObligations
            .FromSql($"select *, xmin from report_obligation where opened_through < {next} for update skip locked")
            .ToListAsync(cancellationToken);
        foreach (var obligation in obligations)
        {
            await OpenAsync(obligation, by: null, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds what an obligation has to open; nothing is saved yet.</summary>
    public async Task OpenAsync(ReportObligation obligation, PersonId? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var transit = SendBy.TransitOf(Receipts(await ReportsToAsync(obligation.Recipient, cancellationToken)));
        db.ReportOccurrences.AddRange(obligation
            .Open(calendar.DayOf(now))
            .Select(due => ReportOccurrence.Open(obligation, due, transit, calendar, by, now)));
    }

    /// <summary>An obligation was revised: its open reports follow.</summary>
    public async Task FollowAsync(ReportObligation obligation, PersonId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var toRecipient = await ReportsToAsync(obligation.Recipient, cancellationToken);
        var transit = SendBy.TransitOf(Receipts(toRecipient));
        foreach (var report in toRecipient.Where(report => report.ObligationId == obligation.Id))
        {
            report.Follow(obligation, obligation.DueIn(report.Year), transit, calendar, by, now);
        }
    }

    /// <summary>A report arrived: whatever has not left for the same recipient is reckoned with what this one took.</summary>
    public async Task LearnAsync(ReportOccurrence received, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recipient = await db.ReportObligations
            .Where(obligation => obligation.Id == received.ObligationId)
            .Select(obligation => obligation.Recipient)
            .SingleAsync(cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var reports = await ReportsToAsync(recipient, cancellationToken);
        var transit = SendBy.TransitOf(Receipts(reports));
        foreach (var report in reports)
        {
            report.Learn(transit, calendar, now);
        }
    }

    /// <summary>Every report to a body, however its name is spelt in capitals and diacritics.</summary>
    private async Task<List<ReportOccurrence>> ReportsToAsync(string recipient, CancellationToken cancellationToken)
    {
        var wanted = Domain.Searchable.Fold(recipient);
        var named = await db.ReportObligations.Select(obligation => new { obligation.Id, obligation.Recipient }).ToListAsync(cancellationToken);
        var ids = named.Where(obligation => Domain.Searchable.Fold(obligation.Recipient) == wanted).Select(obligation => obligation.Id).ToList();
        return await db.ReportOccurrences.Where(report => ids.Contains(report.ObligationId)).ToListAsync(cancellationToken);
    }

    private static IEnumerable<int> Receipts(IEnumerable<ReportOccurrence> reports) => reports
        .Where(report => report is { SentOn: not null, ReceivedOn: not null })
        .OrderByDescending(report => report.ReceivedOn)
        .Select(report => report.ReceivedOn!.Value.DayNumber - report.SentOn!.Value.DayNumber);
}
