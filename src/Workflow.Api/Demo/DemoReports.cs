using MediatR;
using Workflow.Api.Features.Reports;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Demo;

/// <summary>
/// The reports of the demonstration's week: one in time, one a day late by its receipt, and the one of the quarter, signed and
/// still lying there.
/// </summary>
internal sealed class DemoReports(IServiceScopeFactory scopes, IReadOnlyDictionary<string, Actor> people)
{
    public const string Review = "Báo cáo kết quả rà soát thủ tục hành chính";
    public const string Enforcement = "Báo cáo chuyên đề theo dõi thi hành pháp luật";
    public const string ThirdQuarter = "Báo cáo cải cách hành chính quý III";

    public async Task OweAsync(CancellationToken cancellationToken)
    {
        var coordinator = people["thuongtruc.cchc"];
        foreach (var standard in (await scopes.SendAs(coordinator, new ReportObligationList.Query(), cancellationToken)).Catalogue)
        {
            await scopes.SendAs(coordinator, new TakeOverStandardObligation.Command(standard.Key, new UnitId(standard.UnitId!.Value)), cancellationToken);
        }

        await AskAsync(Review, "Văn phòng UBND tỉnh", "vanphong", new DateOnly(2024, 9, 13), "3105/UBND-KSTT ngày 28/8/2024", cancellationToken);
        await AskAsync(Enforcement, "Sở Tư pháp", "tuphap", new DateOnly(2024, 9, 12), "1422/STP-QLXLVPHC ngày 30/8/2024", cancellationToken);
    }

    public async Task SignAsync(string title, string number, int day, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(title, cancellationToken);
        await scopes.SendAs(HeadOf(report), new RecordSignature.Command(new ReportOccurrenceId(report.Id), report.Version, new DateOnly(2024, 9, day), number), cancellationToken);
    }

    public async Task SendAsync(string title, int day, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(title, cancellationToken);
        await scopes.SendAs(HeadOf(report), new RecordDispatch.Command(new ReportOccurrenceId(report.Id), report.Version, new DateOnly(2024, 9, day)), cancellationToken);
    }

    public async Task ReceiveAsync(string title, int day, string proof, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(title, cancellationToken);
        await scopes.SendAs(
            HeadOf(report), new RecordReceipt.Command(new ReportOccurrenceId(report.Id), report.Version, new DateOnly(2024, 9, day), null, proof), cancellationToken);
    }

    private Task<Guid> AskAsync(string name, string recipient, string mailbox, DateOnly dueOn, string request, CancellationToken cancellationToken) => scopes.SendAs(
        people["thuongtruc.cchc"],
        new AddReportObligation.Command(new ObligationTerms(
            name, recipient, people[mailbox].UnitId!.Value, ReportRecurrence.OnRequest, dueOn, DueKind.OnOrBefore, CountsBy.Received, null, request)),
        cancellationToken);

    private async Task<ReportItem> ReportAsync(string title, CancellationToken cancellationToken)
    {
        var reports = await scopes.SendAs(people["thuongtruc.cchc"], new ReportOccurrenceList.Query(PageSize: 200), cancellationToken);
        return reports.Items.First(report => report.Title.StartsWith(title, StringComparison.Ordinal));
    }

    private Actor HeadOf(ReportItem report) => people.Values.First(person => person.Heads(new UnitId(report.Unit.Id)));
}

internal static class DemoCommands
{
    /// <summary>A person of the demonstration asks something of the system, in a scope of its own.</summary>
    public static async Task<TAnswer> SendAs<TAnswer>(this IServiceScopeFactory scopes, Actor actor, IRequest<TAnswer> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
