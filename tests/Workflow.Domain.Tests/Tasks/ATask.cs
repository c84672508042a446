using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;

namespace Workflow.Domain.Tests.Tasks;

/// <summary>The people around a task, and tasks brought to each state by what those people do.</summary>
internal static class ATask
{
    public static readonly AgencyId Agency = AgencyId.New();
    public static readonly UnitId Lead = UnitId.New();
    public static readonly UnitId Helper = UnitId.New();
    public static readonly UnitId Stranger = UnitId.New();
    public static readonly DateOnly DueOn = Calendars.Day("2024-11-15");
    public static readonly DateTimeOffset Now = Calendars.At("2024-09-09 09:00");

    /// <summary>One person for every part that can be played towards a task.</summary>
    public static readonly IReadOnlyDictionary<string, Actor> Cast = new Dictionary<string, Actor>
    {
        ["head of the lead unit"] = Of(Lead, Role.UnitHead),
        ["officer of the lead unit"] = Of(Lead, Role.Officer),
        ["head of a coordinating unit"] = Of(Helper, Role.UnitHead),
        ["officer of a coordinating unit"] = Of(Helper, Role.Officer),
        ["head of another unit"] = Of(Stranger, Role.UnitHead),
        ["coordinator"] = Of(null, Role.Coordinator),
        ["coordinator within the lead unit"] = Of(Lead, Role.Coordinator),
        ["chairman"] = Of(null, Role.Chairman),
        ["viewer"] = Of(null, Role.Viewer),
        ["administrator"] = Of(null, Role.Administrator),
        ["head without a unit"] = Of(null, Role.UnitHead),
    };

    public static Actor Head => Cast["head of the lead unit"];

    public static Actor Officer => Cast["officer of the lead unit"];

    public static Actor Coordinator => Cast["coordinator"];

    public static Actor Of(UnitId? unit, params Role[] roles) => new(PersonId.New(), Agency, unit, roles);

    public static Assignment To(UnitId? lead, DateOnly? dueOn = null, params UnitId[] helpers) =>
        new(lead, helpers, new DueDate(dueOn ?? DueOn, DueKind.OnOrBefore));

    public static RemediationTask Draft(TaskKind kind = TaskKind.Corrective, Assignment? suggested = null) => RemediationTask.Draft(
        PlanId.New(),
        Agency,
        1,
        "Kiểm tra việc gửi báo cáo",
        kind,
        [new TaskDeduction { DeductionId = DeductionId.New(), Points = 0.5m }],
        kind is TaskKind.Indicator ? 100m : null,
        suggested ?? To(Lead, DueOn, Helper));

    /// <summary>A task in the state asked for; its events so far are taken.</summary>
    public static RemediationTask In(RemediationTaskState state, TaskKind kind = TaskKind.Corrective)
    {
        var task = Draft(kind);
        if (state is not RemediationTaskState.Draft)
        {
            task.Publish(Coordinator, Now);
            Continue(task, state);
        }

        task.TakeEvents();
        return task;
    }

    public static void Report(RemediationTask task, Actor? by = null) => task.ReportProgress(
        task.Kind is TaskKind.Indicator ? null : 60,
        task.Kind is TaskKind.Indicator ? 10 : null,
        task.Kind is TaskKind.Indicator ? 46 : null,
        null,
        by ?? Head,
        Now,
        task.Kind is TaskKind.Growth ? 5 : null,
        task.Kind is TaskKind.Growth ? 3 : null);

    public static void Attach(RemediationTask task, Actor? by = null) => task.Attach(Evidence(task), by ?? Head, Now);

    public static EvidenceItem Evidence(RemediationTask task) => new()
    {
        Id = EvidenceId.New(),
        AgencyId = Agency,
        TaskId = task.Id,
        Shows = EvidencePurpose.Result,
        Title = "Báo cáo kết quả",
        FileName = "ket-qua.pdf",
        MediaType = "application/pdf",
        Size = 10,
        Sha256 = new string('0', 64),
        AttachedBy = Head.PersonId,
        AttachedAt = Now,
    };

    private static void Continue(RemediationTask task, RemediationTaskState state)
    {
        switch (state)
        {
            case RemediationTaskState.Assigned:
                return;
            case RemediationTaskState.Declined:
                task.Decline("Không thuộc chức năng.", null, null, Head, Now);
                return;
            case RemediationTaskState.Suspended:
                task.Accept(Head, Now);
                task.Suspend("Chờ văn bản hướng dẫn của tỉnh.", "Công văn 12/SNV-CCHC", Coordinator, Now, Calendars.Vietnamese);
                return;
            case RemediationTaskState.Cancelled:
                task.Cancel("Không còn cần thiết.", Coordinator, Now);
                return;
        }

        task.Accept(Head, Now);
        if (state is RemediationTaskState.Accepted)
        {
            return;
        }

        Report(task);
        if (state is RemediationTaskState.InProgress)
        {
            return;
        }

        Attach(task);
        task.Submit(null, Head, Now, Calendars.Vietnamese);
        if (state is RemediationTaskState.Completed)
        {
            task.Verify(null, Coordinator, Now);
        }
        else if (state is RemediationTaskState.Returned)
        {
            task.Return("Chưa đủ.", Coordinator, Now);
        }
    }
}
