using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflow.Api.Documents;
using Workflow.Api.Features.Reports;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;

namespace Workflow.Api.Mail;

/// <summary>Words a report for a mail: its name and recipient, by when it has to leave, its deadline, what was done so far.</summary>
internal sealed class ReportLines(WorkflowDbContext db, IOptions<SiteSettings> site)
{
    public async Task<IReadOnlyDictionary<ReportObligationId, ReportObligation>> NamesOf(IEnumerable<ReportOccurrence> reports, CancellationToken cancellationToken)
    {
        var ids = reports.Select(report => report.ObligationId).Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<ReportObligationId, ReportObligation>()
            : await db.ReportObligations.AsNoTracking().Where(obligation => ids.Contains(obligation.Id)).ToDictionaryAsync(obligation => obligation.Id, cancellationToken);
    }

    public MailLine Of(ReportOccurrence report, ReportObligation obligation, DateOnly today, WorkCalendar calendar)
    {
        List<string> facts = [TaskLines.Words("mail.report.recipient", obligation.Recipient)];
        if (report.SignedOn is { } signed)
        {
            facts.Add(TaskLines.Words("mail.report.signed", Day(signed)));
        }

        facts.Add(report.SentOn is { } sent
            ? TaskLines.Words("mail.report.sent", Day(sent))
            : TaskLines.Words("mail.report.send-by", Day(report.SendBy), TaskLines.Distance(today, report.SendBy, calendar)));
        facts.Add(TaskLines.Words($"mail.report.due-{report.CountsBy}", Day(report.LastGoodDay)));
        return new MailLine(ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, MailLayout.Vietnamese), UrlOf(report), facts) { Deadline = DeadlineOf(report, obligation) };
    }

    /// <summary>The day by which a report has to leave, in somebody's calendar.</summary>
    public CalendarEntry DeadlineOf(ReportOccurrence report, ReportObligation obligation) => new(
        $"report-{report.Id}@{new Uri(site.Value.Url).Host}",
        report.DeadlineVersion,
        report.SendBy,
        TaskLines.Words("mail.calendar.report", ReportNames.Title(obligation.Name, obligation.Recurrence, report.Year, MailLayout.Vietnamese)),
        $"{TaskLines.Words("mail.report.recipient", obligation.Recipient)}\n{TaskLines.Words($"mail.report.due-{report.CountsBy}", Day(report.LastGoodDay))}",
        UrlOf(report));

    private string UrlOf(ReportOccurrence report) => $"{site.Value.Url}/reports/{report.Id}";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", MailLayout.Vietnamese);
}
