using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Testing;

/// <summary>A plan and what its people do with the tasks, which they call by their numbers.</summary>
public sealed class PlanCase(WorkflowHost host, AgencyCase agency, PlanId id)
{
    public PlanId Id { get; } = id;

    public AgencyCase Agency { get; } = agency;

    public Task<List<RemediationTask>> TasksAsync() =>
        host.SeeAsync(Agency.Id, db => db.Tasks.AsNoTracking().Where(task => task.PlanId == Id).OrderBy(task => task.Number).ToListAsync());

    public Task<RemediationTask> TaskAsync(int number = 1) =>
        host.SeeAsync(Agency.Id, db => db.Tasks.AsNoTracking().SingleAsync(task => task.PlanId == Id && task.Number == number));

    public async Task<Actor> HeadAsync(int number = 1) => AgencyCase.ActorOf(Agency.HeadOf((await TaskAsync(number)).LeadUnitId));

    public async Task AssignAsync(int number, string lead, DateOnly? dueOn, DueKind kind = DueKind.OnOrBefore, params string[] helpers)
    {
        var task = await TaskAsync(number);
        await host.SendAs(
            Agency.Coordinator,
            new AssignTask.Command(task.Id, task.Version, Agency.Unit(lead), [.. helpers.Select(Agency.Unit)], dueOn, kind));
    }

    public async Task AcceptAsync(int number = 1)
    {
        var task = await TaskAsync(number);
        await host.SendAs(await HeadAsync(number), new AcceptTask.Command(task.Id, task.Version));
    }

    public async Task DeclineAsync(int number = 1, string reason = "Không thuộc chức năng của đơn vị.")
    {
        var task = await TaskAsync(number);
        await host.SendAs(await HeadAsync(number), new DeclineTask.Command(task.Id, task.Version, reason));
    }

    public async Task ReportAsync(int number = 1, int percent = 100)
    {
        var task = await TaskAsync(number);
        var figures = task.Kind is TaskKind.Indicator;
        await host.SendAs(
            await HeadAsync(number),
            new ReportProgress.Command(
                task.Id, task.Version, figures ? null : percent, figures ? percent : null, figures ? 100 : null, null, task.Kind is TaskKind.Growth ? 5 : null, task.Kind is TaskKind.Growth ? 3 : null));
    }

    public async Task AttachAsync(int number = 1)
    {
        var task = await TaskAsync(number);
        await host.SendAs(
            await HeadAsync(number), new AttachEvidence.Command(task.Id, "Báo cáo kết quả", "ket-qua.txt", Encoding.UTF8.GetBytes("Đã thực hiện xong.")));
    }

    public async Task SubmitAsync(int number = 1)
    {
        var task = await TaskAsync(number);
        await host.SendAs(await HeadAsync(number), new SubmitTask.Command(task.Id, task.Version));
    }

    /// <summary>Accepts, reports all of it, attaches evidence and hands in.</summary>
    public async Task FinishAsync(int number = 1)
    {
        await AcceptAsync(number);
        await ReportAsync(number);
        await AttachAsync(number);
        await SubmitAsync(number);
    }

    public async Task VerifyAsync(int number = 1)
    {
        var task = await TaskAsync(number);
        await host.SendAs(Agency.Coordinator, new VerifyTask.Command(task.Id, task.Version));
    }

    public async Task ReturnAsync(int number = 1, string reason = "Tài liệu chưa đủ.")
    {
        var task = await TaskAsync(number);
        await host.SendAs(Agency.Coordinator, new ReturnTask.Command(task.Id, task.Version, reason));
    }

    public async Task CancelAsync(int number = 1, string reason = "Không còn cần thiết.")
    {
        var task = await TaskAsync(number);
        await host.SendAs(Agency.Coordinator, new CancelTask.Command(task.Id, task.Version, reason));
    }
}
