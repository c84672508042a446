using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Testing;

/// <summary>The reports of an agency, which their deadlines name, and what people record about them.</summary>
public sealed class ReportCase(WorkflowHost host, AgencyCase agency)
{
    /// <summary>Why a day is put right wherever one is.</summary>
    private const string Mistaken = "Ghi nhầm ngày.";

    public AgencyCase Agency { get; } = agency;

    public Task<Guid> OweAsync(
        string unit, string recipient, DateOnly dueOn, DueKind kind = DueKind.OnOrBefore, CountsBy countsBy = CountsBy.Received,
        ReportRecurrence recurrence = ReportRecurrence.Once, string name = "Báo cáo tự chủ", string? request = null, string? criterion = "1.2.6") =>
        host.SendAs(Agency.Coordinator, new AddReportObligation.Command(
            new ObligationTerms(name, recipient, Agency.Unit(unit), recurrence, dueOn, kind, countsBy, criterion, request)));

    public Task<List<ReportOccurrence>> AllAsync() =>
        host.SeeAsync(Agency.Id, db => db.ReportOccurrences.AsNoTracking().OrderBy(report => report.DueOn).ToListAsync());

    public async Task<ReportOccurrence> OfAsync(DateOnly dueOn) => (await AllAsync()).Single(report => report.DueOn == dueOn);

    public async Task<ReportItem> ItemAsync(DateOnly dueOn) =>
        (await host.SendAs(Agency.Coordinator, new ReportOccurrenceDetails.Query((await OfAsync(dueOn)).Id))).Report;

    public async Task SignAsync(DateOnly dueOn, DateOnly on, Actor? by = null)
    {
        var report = await OfAsync(dueOn);
        await host.SendAs(by ?? HeadOf(report), new RecordSignature.Command(report.Id, report.Version, on, Reason: Mistaken));
    }

    public async Task DispatchAsync(DateOnly dueOn, DateOnly on, Actor? by = null)
    {
        var report = await OfAsync(dueOn);
        await host.SendAs(by ?? HeadOf(report), new RecordDispatch.Command(report.Id, report.Version, on, Reason: Mistaken));
    }

    public async Task ReceiveAsync(DateOnly dueOn, DateOnly on, Actor? by = null, string? proof = null, string? file = null)
    {
        var report = await OfAsync(dueOn);
        await host.SendAs(by ?? HeadOf(report), new RecordReceipt.Command(report.Id, report.Version, on, null, proof, Mistaken, file is null ? null : new ProofFile(null, file, "%PDF-1.7"u8.ToArray())));
    }

    private Actor HeadOf(ReportOccurrence report) => AgencyCase.ActorOf(Agency.HeadOf(report.UnitId));
}
