using System.Globalization;
using System.Text;
using CsCheck;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;
using Xunit.Sdk;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>
/// Random people do random things to tasks, through the handlers and against the database, while a small model says what should
/// come of it. WORKFLOW_WALKS sets how many walks are taken, WORKFLOW_WALK replays the one of a seed.
/// </summary>
public sealed class TaskWorkflowModelTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private const int Tasks = 5;
    private const int Steps = 45;
    private const int WalksOfTheSuite = 1;

    private static readonly Gen<(int Task, int Choice, int Part, int Days)[]> Walks =
        Gen.Select(Gen.Int[1, Tasks], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[-3, 25]).Array[Steps];

    private static readonly WorkCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"), VietnameseCalendar.Days());

    private readonly Dictionary<Act, int> done = [];
    private readonly Dictionary<string, int> refused = [];

    [Fact]
    public async Task Whatever_people_do_the_tasks_are_what_the_model_says()
    {
        var replay = Environment.GetEnvironmentVariable("WORKFLOW_WALK");
        var count = int.TryParse(Environment.GetEnvironmentVariable("WORKFLOW_WALKS"), CultureInfo.InvariantCulture, out var asked) ? asked : WalksOfTheSuite;
        var first = replay is null ? (uint)Random.Shared.Next() : uint.Parse(replay, CultureInfo.InvariantCulture);
        for (var walk = 0u; walk < (replay is null ? count : 1); walk++)
        {
            var seed = first + walk;
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"WORKFLOW_WALK={seed}"));
            try
            {
                await WalkAsync(Walks.Generate(new PCG(1, seed), null, out _));
            }
            catch (XunitException differs)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Replay with WORKFLOW_WALK={seed}."), differs);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"done: {string.Join(", ", done.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"refused: {string.Join(", ", refused.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(done.Count > 3, "The walks did too little.");
        Assert.True(refused.Count > 2, "The walks were refused too little.");
    }

    private async Task WalkAsync((int Task, int Choice, int Part, int Days)[] walk)
    {
        host.SetClock(NextMorning());
        var agency = await Given.AnAgencyAsync(host);
        var due = Calendar.DayOf(Now).AddDays(20);
        var plan = await Given.APlanOfAsync(host, agency, due, Tasks);
        var assigned = (await plan.TaskAsync()).AssignedAt!.Value;
        var models = Enumerable.Range(1, Tasks).ToDictionary(number => number, _ => new TaskModel(Calendar, due, assigned));
        DateOnly? standsInUntil = null;
        foreach (var (number, choice, part, days) in walk)
        {
            var today = Calendar.DayOf(Now);
            var likely = LikelyIn(models[number]);
            switch (choice % 12)
            {
                case 0:
                    await PassAsync(models.Values);
                    break;
                case 1 when standsInUntil is null || standsInUntil < today:
                    standsInUntil = today.AddDays(4);
                    await host.SendAs(agency.Actor("tuphap"), new GiveDelegation.Command(agency.People["tuphap.chuyenvien"].Id, today, standsInUntil));
                    break;
                default:
                    var act = choice % 3 == 0 ? (Act)(choice / 3 % Enum.GetValues<Act>().Length) : likely[choice % likely.Length];
                    var by = part % 4 == 0 ? (Part)(part / 4 % Enum.GetValues<Part>().Length) : FitFor(act, models[number], part);
                    await ActAsync(plan, number, models[number], act, by, standsInUntil >= today, today.AddDays(days));
                    break;
            }

            await CompareAsync(plan, number, models[number]);
        }

        foreach (var (number, model) in models)
        {
            await CompareAsync(plan, number, model);
        }
    }

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    /// <summary>What people would do now, mostly allowed: a walk of blind tries would seldom get far.</summary>
    private static Act[] LikelyIn(TaskModel model) => model.State switch
    {
        _ when model.ExplainBy is not null => [Act.Explain, Act.Report, Act.Submit, Act.Redate, Act.Suspend, Act.Resume],
        RemediationTaskState.Assigned => [Act.Accept, Act.Accept, Act.Accept, Act.Decline, Act.Suspend, Act.Redate],
        RemediationTaskState.Declined => [Act.AssignElsewhere, Act.Assign],
        RemediationTaskState.Accepted => [Act.Report, Act.Report, Act.AskForTime, Act.Suspend, Act.AskToExplain, Act.AssignElsewhere],
        RemediationTaskState.InProgress when model.AsksForTime => [Act.Grant, Act.Refuse, Act.Attach],
        RemediationTaskState.InProgress => [Act.Attach, Act.Submit, Act.Submit, Act.AskForTime, Act.Redate, Act.Suspend, Act.AskToExplain],
        RemediationTaskState.Submitted => [Act.Return, Act.Return, Act.Verify, Act.Grant],
        RemediationTaskState.Returned => [Act.Submit, Act.Report, Act.AskForTime, Act.Suspend],
        RemediationTaskState.Suspended => [Act.Resume],
        _ => Enum.GetValues<Act>(),
    };

    private static Part FitFor(Act act, TaskModel model, int choice) => act switch
    {
        Act.Accept or Act.Decline or Act.Submit or Act.AskForTime or Act.Explain or Act.Report or Act.Attach =>
            model.LedByOwn ? choice % 3 == 0 ? Part.Officer : Part.Head : Part.OtherHead,
        Act.AskToExplain => choice % 2 == 0 ? Part.Chairman : Part.Coordinator,
        _ => Part.Coordinator,
    };

    private DateTimeOffset NextMorning() => Calendar.At(Calendar.AddWorkingDays(Calendar.DayOf(Now), 1), new TimeOnly(8, 0));

    /// <summary>A day passes, and everything due on its morning is done.</summary>
    private async Task PassAsync(IEnumerable<TaskModel> models)
    {
        var (from, to) = (Now, NextMorning());
        await host.SweepAtAsync(to);
        foreach (var model in models)
        {
            model.Pass(from, to);
        }
    }

    private async Task ActAsync(PlanCase plan, int number, TaskModel model, Act act, Part by, bool standsIn, DateOnly wanted)
    {
        var task = await plan.TaskAsync(number);
        var expected = model.Refusals(act, by, standsIn, Calendar.DayOf(Now), wanted);
        IReadOnlyList<string> codes;
        try
        {
            await SendAsync(plan.Agency, task, act, ActorOf(plan.Agency, by), model, wanted);
            codes = [];
        }
        catch (RuleBrokenException broken)
        {
            codes = [.. broken.Rules.Select(rule => rule.Code)];
        }
        catch (NotPermittedException)
        {
            codes = ["forbidden"];
        }
        catch (NotFoundException)
        {
            // There was never a request to decide on.
            codes = ["extension.not-pending"];
        }

        Assert.True(expected.SequenceEqual(codes), $"{by} {act} on {task.State}: expected [{string.Join(' ', expected)}], got [{string.Join(' ', codes)}].");
        if (codes.Count == 0)
        {
            model.Do(act, Now, wanted);
            done[act] = done.GetValueOrDefault(act) + 1;
        }

        foreach (var code in codes)
        {
            refused[code] = refused.GetValueOrDefault(code) + 1;
        }
    }

    private static Actor ActorOf(AgencyCase agency, Part part) => part switch
    {
        Part.Head => agency.Actor("tuphap"),
        Part.Officer => agency.Actor("tuphap.chuyenvien"),
        Part.OtherHead => agency.Actor("banbo"),
        Part.Coordinator => agency.Coordinator,
        Part.Chairman => agency.Chairman,
        _ => agency.Viewer,
    };

    private async Task SendAsync(AgencyCase agency, RemediationTask task, Act act, Actor by, TaskModel model, DateOnly wanted)
    {
        var (id, version) = (task.Id, task.Version);
        var own = agency.Unit("Phòng Tư pháp");
        var other = agency.Unit("UBND xã Bản Bo");
        var (present, elsewhere) = model.LedByOwn ? (own, other) : (other, own);
        await (act switch
        {
            Act.Accept => Send(new AcceptTask.Command(id, version)),
            Act.Decline => Send(new DeclineTask.Command(id, version, "Không thuộc chức năng.")),
            Act.Report => Send(new ReportProgress.Command(id, version, 60)),
            Act.Attach => Send(new AttachEvidence.Command(id, "Kết quả", "ket-qua.txt", Encoding.UTF8.GetBytes("Xong."))),
            Act.Submit => Send(new SubmitTask.Command(id, version)),
            Act.Verify => Send(new VerifyTask.Command(id, version)),
            Act.Return => Send(new ReturnTask.Command(id, version, "Chưa đủ.")),
            Act.Cancel => Send(new CancelTask.Command(id, version, "Không cần nữa.")),
            Act.Assign => Send(new AssignTask.Command(id, version, present, [], wanted)),
            Act.AssignElsewhere => Send(new AssignTask.Command(id, version, elsewhere, [], wanted)),
            Act.AskForTime => Send(new AskForExtension.Command(id, version, wanted, "Chờ số liệu.")),
            Act.Grant or Act.Refuse => Send(new DecideExtension.Command(task.PendingExtensionId ?? await LastRequestAsync(agency, id), act is Act.Grant, "Ý kiến.")),
            Act.Redate => Send(new RedateTask.Command(id, version, wanted, DueKind.OnOrBefore, "Theo yêu cầu.")),
            Act.Suspend => Send(new SuspendTask.Command(id, version, "Chờ hướng dẫn.", "Công văn 12/SNV")),
            Act.Resume => Send(new ResumeTask.Command(id, version)),
            Act.AskToExplain => Send(new AskToExplain.Command(id, version, "Vì sao?")),
            Act.Explain => Send(new ExplainTask.Command(id, version, "Vì chờ số liệu.")),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        });

        Task Send<TAnswer>(IRequest<TAnswer> command) => host.SendAs(by, command);
    }

    /// <summary>A request that was decided or lapsed; one of nobody's where there never was any.</summary>
    private Task<ExtensionRequestId> LastRequestAsync(AgencyCase agency, RemediationTaskId task) => host.SeeAsync(agency.Id, async db =>
        await db.ExtensionRequests.Where(request => request.TaskId == task).Select(request => (ExtensionRequestId?)request.Id).FirstOrDefaultAsync() ?? ExtensionRequestId.New());

    private async Task CompareAsync(PlanCase plan, int number, TaskModel model)
    {
        var task = await plan.TaskAsync(number);
        Assert.Equal(
            (model.State, model.Due, model.Version, model.ExplainBy, model.AsksForTime),
            (task.State, task.DueOn!.Value, task.DeadlineVersion, task.ExplanationDueOn, task.PendingExtensionId is not null));
        var (timers, history) = await host.SeeAsync(plan.Agency.Id, async db => (
            await db.Timers.AsNoTracking().Where(timer => timer.TaskId == task.Id && timer.DeadlineVersion == task.DeadlineVersion && timer.FiredAt == null).ToListAsync(),
            await db.Activity.AsNoTracking()
                .Where(entry => entry.SubjectId == task.Id.Value && entry.PersonId != null)
                .OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Id)
                .Select(entry => entry.Kind)
                .ToListAsync()));

        Assert.Equal(model.History.Order(StringComparer.Ordinal), history.Order(StringComparer.Ordinal));
        Assert.Empty(TimerChanges.Of(task, await AllTimersAsync(plan, task), Now, Calendar, DeadlinePolicy.Standard));
        Assert.Equal(
            model.Steps(Now).OrderBy(step => step.At).ThenBy(step => step.Step, StringComparer.Ordinal),
            timers
                .Where(timer => task.Concerns(Rung.Parse(timer.Rung), timer.DeadlineVersion))
                .Select(timer => (Step: StepOf(timer.Rung), At: timer.FireAt))
                .OrderBy(step => step.At).ThenBy(step => step.Step, StringComparer.Ordinal));
    }

    private Task<List<TimerRow>> AllTimersAsync(PlanCase plan, RemediationTask task) => host.SeeAsync(plan.Agency.Id, db =>
        db.Timers.AsNoTracking().Where(timer => timer.TaskId == task.Id && timer.DeadlineVersion == task.DeadlineVersion).ToListAsync());

    /// <summary>The model counts no reminders: what repeats is one kind.</summary>
    private static string StepOf(string rung) => Rung.Parse(rung) switch
    {
        { Kind: RungKind.Overdue } => "OVERDUE",
        { Kind: RungKind.Explanation } => "EXPLAIN",
        _ => rung,
    };
}
