using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Demo;

/// <summary>
/// Lives through the first week of the 2024 plan as its people would: every step is the command they would send, on a clock
/// that is moved from day to day, with the sweep doing its work in between.
/// </summary>
internal sealed class DemoPlan(IServiceScopeFactory scopes, Sweep sweep, Action<DateTimeOffset> setClock)
{
    private const string Processed = "Đã xử lý xong toàn bộ hồ sơ quá hạn; từ nay rà soát hằng tuần.";

    private static readonly TimeSpan Hanoi = TimeSpan.FromHours(7);

    private Dictionary<string, Actor> people = [];

    public async Task LiveThroughAsync(string sample, CancellationToken cancellationToken)
    {
        people = await PeopleAsync(cancellationToken);
        var coordinator = people["thuongtruc.cchc"];

        await AtAsync(9, 8, 0);
        var planId = new PlanId(await DraftAsync(sample, coordinator, cancellationToken));
        var tasks = await TasksAsync(planId, cancellationToken);
        await ArrangeAsync(tasks, coordinator, cancellationToken);
        await SendAs(coordinator, new PublishPlan.Command(planId), cancellationToken);
        var reports = new DemoReports(scopes, people);
        await reports.OweAsync(cancellationToken);
        await AtAsync(9, 8, 30);

        await AtAsync(10, 9, 0);
        foreach (var number in new[] { 1, 2, 5, 6, 9, 14, 15 })
        {
            await AcceptAsync(planId, number, cancellationToken);
        }

        await reports.SignAsync(DemoReports.Review, "118/BC-UBND", 10, cancellationToken);
        await reports.SendAsync(DemoReports.Review, 10, cancellationToken);

        await AtAsync(11, 14, 0);
        await reports.ReceiveAsync(DemoReports.Review, 11, "Trục liên thông báo đã nhận", cancellationToken);
        await reports.SignAsync(DemoReports.Enforcement, "121/BC-UBND", 11, cancellationToken);
        await DeclineAsync(planId, 3, cancellationToken);
        await ReportAsync(planId, 15, percent: null, 21, 46, "Đã bổ sung 11 thủ tục có phát sinh giao dịch thanh toán trực tuyến.", cancellationToken);
        await ReportAsync(planId, 1, 40, null, null, "Đã ban hành quy chế theo dõi việc gửi báo cáo; mỗi báo cáo có người chịu trách nhiệm gửi.", cancellationToken);

        await AtAsync(12, 9, 0);
        await reports.SendAsync(DemoReports.Enforcement, 12, cancellationToken);
        await FinishAsync(planId, 1, "Quy chế gửi báo cáo", "Báo cáo của quý III đã gửi và có xác nhận nhận trước hạn; quy chế được áp dụng cho mọi báo cáo.", cancellationToken);
        await FinishAsync(planId, 6, "Danh sách hồ sơ đã xử lý", Processed, cancellationToken);
        await AtAsync(13, 10, 0);
        await reports.ReceiveAsync(DemoReports.Enforcement, 13, "Số đến 2210 của Sở Tư pháp", cancellationToken);
        await reports.SignAsync(DemoReports.ThirdQuarter, "126/BC-UBND", 13, cancellationToken);
        await VerifyAsync(planId, 1, "Đã đối chiếu với sổ văn bản đi.", cancellationToken);
        await VerifyAsync(planId, 6, "Đã đối chiếu trên hệ thống dịch vụ công.", cancellationToken);
        await ReportAsync(planId, 14, percent: 60, null, null, "Đã rà soát toàn bộ thủ tục, đang hướng dẫn các xã.", cancellationToken);
        await FinishAsync(planId, 5, "Báo cáo xử lý hồ sơ đất đai quá hạn", Processed, cancellationToken);
        await AtAsync(16, 8, 15);
    }

    /// <summary>A moment of September 2024; whatever falls due on the way there happens, day by day.</summary>
    private async Task AtAsync(int day, int hour, int minute)
    {
        setClock(new DateTimeOffset(2024, 9, day, hour, minute, 0, Hanoi));
        await sweep.RunAsync(CancellationToken.None);
    }

    private async Task<Guid> DraftAsync(string sample, Actor coordinator, CancellationToken cancellationToken)
    {
        var analysis = new AnalysisId(await SendAs(
            coordinator, new UploadAnalysis.Command(Path.GetFileName(sample), await File.ReadAllBytesAsync(sample, cancellationToken)), cancellationToken));
        await SendAs(coordinator, new ConfirmAnalysis.Command(analysis, DespiteDoubts: true), cancellationToken);
        return await SendAs(coordinator, new DraftPlan.Command(analysis, 2024, TargetScore: 85m), cancellationToken);
    }

    /// <summary>The coordinator sets nearer days for what cannot wait and gives a lead to what has none.</summary>
    private async Task ArrangeAsync(IReadOnlyList<RemediationTask> tasks, Actor coordinator, CancellationToken cancellationToken)
    {
        var fallback = people["noivu"].UnitId!.Value;
        Dictionary<int, DateOnly> nearer = new()
        {
            [1] = new DateOnly(2024, 9, 18),
            [2] = new DateOnly(2024, 9, 13),
            [4] = new DateOnly(2024, 10, 31),
            [5] = new DateOnly(2024, 9, 27),
            [6] = new DateOnly(2024, 9, 27),
            [7] = new DateOnly(2024, 9, 27),
            [14] = new DateOnly(2024, 9, 20),
            [15] = new DateOnly(2024, 10, 15),
        };
        foreach (var task in tasks.Where(task => task.LeadUnitId is null || nearer.ContainsKey(task.Number)))
        {
            await SendAs(
                coordinator,
                new AssignTask.Command(
                    task.Id,
                    task.Version,
                    task.LeadUnitId ?? fallback,
                    [.. task.CoordinatingUnits.Select(unit => unit.UnitId).Where(unit => unit != (task.LeadUnitId ?? fallback))],
                    nearer.TryGetValue(task.Number, out var on) ? on : task.DueOn,
                    DueKind.OnOrBefore),
                cancellationToken);
        }
    }

    private async Task AcceptAsync(PlanId plan, int number, CancellationToken cancellationToken)
    {
        var task = await TaskAsync(plan, number, cancellationToken);
        await SendAs(HeadOf(task), new AcceptTask.Command(task.Id, task.Version), cancellationToken);
    }

    private async Task DeclineAsync(PlanId plan, int number, CancellationToken cancellationToken)
    {
        var task = await TaskAsync(plan, number, cancellationToken);
        var better = people["truyenthong"].UnitId != task.LeadUnitId ? people["truyenthong"].UnitId : people["vanhoa"].UnitId;
        await SendAs(
            HeadOf(task),
            new DeclineTask.Command(task.Id, task.Version, "Nội dung tổ chức cuộc thi, hội nghị thuộc chức năng của đơn vị khác; đề nghị giao lại, đơn vị chúng tôi phối hợp.", better),
            cancellationToken);
    }

    private async Task ReportAsync(PlanId plan, int number, int? percent, decimal? numerator, decimal? denominator, string note, CancellationToken cancellationToken)
    {
        var task = await TaskAsync(plan, number, cancellationToken);
        await SendAs(HeadOf(task), new ReportProgress.Command(task.Id, task.Version, percent, numerator, denominator, note), cancellationToken);
    }

    private async Task FinishAsync(PlanId plan, int number, string title, string note, CancellationToken cancellationToken)
    {
        await ReportAsync(plan, number, 100, null, null, note, cancellationToken);
        var task = await TaskAsync(plan, number, cancellationToken);
        var words = System.Text.Encoding.UTF8.GetBytes($"{title}\n\nTài liệu minh họa của dữ liệu trình diễn.\n");
        await SendAs(HeadOf(task), new AttachEvidence.Command(task.Id, title, "tai-lieu-kiem-chung.txt", words), cancellationToken);
        task = await TaskAsync(plan, number, cancellationToken);
        await SendAs(HeadOf(task), new SubmitTask.Command(task.Id, task.Version, "Kính đề nghị xác nhận."), cancellationToken);
    }

    private async Task VerifyAsync(PlanId plan, int number, string note, CancellationToken cancellationToken)
    {
        var task = await TaskAsync(plan, number, cancellationToken);
        await SendAs(people["thuongtruc.cchc"], new VerifyTask.Command(task.Id, task.Version, note), cancellationToken);
    }

    private Actor HeadOf(RemediationTask task) => people.Values.First(person => person.Heads(task.LeadUnitId));

    private async Task<RemediationTask> TaskAsync(PlanId plan, int number, CancellationToken cancellationToken) =>
        (await TasksAsync(plan, cancellationToken)).Single(task => task.Number == number);

    private async Task<List<RemediationTask>> TasksAsync(PlanId plan, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(people["thuongtruc.cchc"]);
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        return await db.Tasks.AsNoTracking().Where(task => task.PlanId == plan).OrderBy(task => task.Number).ToListAsync(cancellationToken);
    }

    private async Task<Dictionary<string, Actor>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var all = await db.People.IgnoreQueryFilters([Conventions.OwnAgency]).AsNoTracking().ToListAsync(cancellationToken);
        return all.ToDictionary(person => person.Email.Split('@')[0], person => new Actor(person.Id, person.AgencyId, person.UnitId, person.Roles));
    }

    private Task<TAnswer> SendAs<TAnswer>(Actor actor, IRequest<TAnswer> request, CancellationToken cancellationToken) =>
        scopes.SendAs(actor, request, cancellationToken);
}
