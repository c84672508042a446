using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>Turns reports into what lists and pages show.</summary>
internal sealed class ReportReading(WorkflowDbContext db, TaskReading units, Calendars calendars, Policies policies, TimeProvider clock)
{
    public async Task<IReadOnlyList<ReportItem>> ToItems(IQueryable<ReportOccurrence> reports, CancellationToken cancellationToken)
    {
        var rows = await reports
            .AsNoTracking()
            .Join(db.ReportObligations, report => report.ObligationId, obligation => obligation.Id, (report, obligation) => new { report, obligation })
            .ToListAsync(cancellationToken);
        var calendar = await calendars.OwnAsync(cancellationToken);
        var today = calendar.DayOf(clock.GetUtcNow());
        var policy = (await policies.OwnAsync(cancellationToken)).General;
        var names = await units.UnitNames(cancellationToken);
        return [.. rows.Select(row => ToItem(row.report, row.obligation))];

        ReportItem ToItem(ReportOccurrence report, ReportObligation obligation) => new(
            report.Id.Value,
            report.Version,
            obligation.Id.Value,
            ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, CultureInfo.CurrentUICulture),
            obligation.Recipient,
            TaskReading.Ref(report.UnitId, names)!,
            obligation.Criterion,
            report.Year,
            report.DataFrom,
            report.DataTo,
            report.DueOn,
            report.DueKind,
            report.LastGoodDay,
            report.CountsBy,
            report.Transit,
            report.SendBy,
            report.Closed ? null : calendar.Left(today, report.SentOn is null ? report.SendBy : report.LastGoodDay),
            report.SignedOn,
            report.SentOn,
            report.ReceivedOn,
            report.Number,
            report.Proof,
            ReportStates.Of(report, today, calendar, policy),
            report.DaysLate(today),
            Lacking(report),
            report.CancelReason);
    }

    private static string? Lacking(ReportOccurrence report) => report switch
    {
        { Closed: true } => null,
        { SignedOn: null } => ReportActs.Signature,
        { SentOn: null } => ReportActs.Dispatch,
        _ => ReportActs.Receipt,
    };
}
