using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Documents;
using Workflow.Api.Features.Calendar;
using Workflow.Api.Features.Reports;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>
/// A plan with tasks of every kind that win points back, and what may happen to it: to its tasks, its reports, the rules of its
/// criteria, the calendar, the likelihoods, the time. After each of these what is kept must be what working it out anew gives.
/// </summary>
internal sealed class ProjectionWalk(WorkflowHost host, PlanCase plan, WalkRecord record)
{
    private const string Report = """
        BÁO CÁO
        Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND huyện Mẫu Sơn

        I. PHÂN TÍCH

        STT	Lĩnh vực	Năm 2022 (đạt/tối đa)	Năm 2023 (đạt/tối đa)
        1	Cải cách thể chế	35,5/40	20/40
        2	Cải cách tài chính công	2,4/7	2,5/7

        2.1. Lĩnh vực cải cách thể chế

        Tiêu chí 1.1. Báo cáo gửi cấp trên (trừ 0,5 điểm) do báo cáo định kỳ gửi muộn.

        Tiêu chí 1.2. Giữ kỷ luật hành chính (trừ 2 điểm) do 01 công chức bị kỷ luật.

        Tiêu chí 1.3. Phát triển hợp tác xã (trừ 1 điểm) do số hợp tác xã mở mới ít hơn năm trước.

        Tiêu chí 1.4. Thủ tục có giao dịch thanh toán trực tuyến (trừ 0,78 điểm) do mới 10/46 thủ tục có người trả phí qua mạng.

        Tiêu chí 1.5. Phát triển hộ kinh doanh (trừ 0,5 điểm) do số hộ kinh doanh mở mới ít hơn năm trước.

        Tiêu chí 1.6. Thủ tục trực tuyến có hồ sơ (trừ 0,47 điểm) do mới 23/46 thủ tục có hồ sơ.

        Tiêu chí 1.7. Xử lý hồ sơ (trừ 0,02 điểm) do trả quá hạn, gồm 07 hồ sơ đất đai của Phòng Tài nguyên - Môi trường; 04 hồ sơ hộ tịch của Phòng Tư pháp; 5 hồ sơ chuyển trường của Phòng Giáo dục và Đào tạo.

        2.2. Lĩnh vực cải cách tài chính công

        Lĩnh vực này đạt 2,5/7 điểm.
        """;

    private const string Criteria = """
        STT	Tiêu chí	Điểm tối đa
        1	Cải cách thể chế	7
        1.1	Báo cáo gửi cấp trên	1
        1.2	Giữ kỷ luật hành chính	2
        1.3	Phát triển hợp tác xã	1
        1.4	Thủ tục có giao dịch thanh toán trực tuyến	1
        1.5	Phát triển hộ kinh doanh	0,5
        1.6	Thủ tục trực tuyến có hồ sơ	1
        1.7	Xử lý hồ sơ	0,5
        """;

    private static readonly DateTimeOffset YearAfter = WorkflowHost.At(2025, 1, 2);

    private static readonly IReadOnlyList<TaskAct> OnTasks =
    [
        new("accept", 6, task => task.State is RemediationTaskState.Assigned, (walk, task, _) => walk.Plan.AcceptAsync(task.Number)),
        new("decline", 1, task => task.State is RemediationTaskState.Assigned, (walk, task, _) => walk.Plan.DeclineAsync(task.Number)),
        new("report progress", 6, InWork, (walk, task, choice) => walk.ReportAsync(task, choice)),
        new("hand in", 6, task => InWork(task) && task.LastReportedBy is not null, (walk, task, _) => walk.HandInAsync(task)),
        new("verify", 5, task => task.State is RemediationTaskState.Submitted, (walk, task, _) => walk.Plan.VerifyAsync(task.Number)),
        new("return", 1, task => task.State is RemediationTaskState.Submitted, (walk, task, _) => walk.Plan.ReturnAsync(task.Number)),
        new("assign elsewhere", 1, AwaitsWork, (walk, task, choice) => walk.Plan.AssignAsync(task.Number, choice % 2 == 0 ? "Phòng Nội vụ" : "UBND xã Bản Bo", walk.Today.AddDays(9))),
        new("re-date", 1, AwaitsWork, (walk, task, choice) => walk.RedateAsync(task, choice)),
        new("extend", 1, InWork, (walk, task, choice) => walk.ExtendAsync(task, choice)),
        new("suspend", 1, AwaitsWork, (walk, task, _) => walk.ActAsync(new SuspendTask.Command(task.Id, task.Version, "Chờ hướng dẫn.", "Công văn số 12/SNV"))),
        new("resume", 2, task => task.State is RemediationTaskState.Suspended, (walk, task, _) => walk.ActAsync(new ResumeTask.Command(task.Id, task.Version))),
        new("cancel", 1, AwaitsWork, (walk, task, _) => walk.Plan.CancelAsync(task.Number)),
        new("record an incident", 2, task => task.Kind is TaskKind.Sustained, (walk, task, _) =>
            walk.ActAsync(new RecordIncident.Command(task.Id, task.Version, walk.Today.Year == 2024 ? walk.Today : new DateOnly(2024, 12, 30), "Một công chức bị kỷ luật."))),
        new("withdraw an incident", 3, task => task.IncidentCount > 0, (walk, task, _) => walk.WithdrawAsync(task)),
    ];

    private static readonly IReadOnlyList<PlanAct> OnTheRest =
    [
        new("owe a report", 2, (walk, choice) => walk.OweAsync(choice)),
        new("send a report", 4, (walk, choice) => walk.SendAsync(choice)),
        new("receive a report", 4, (walk, choice) => walk.ReceiveAsync(choice)),
        new("put a receipt right", 2, (walk, choice) => walk.PutRightAsync(choice)),
        new("revise an obligation", 2, (walk, choice) => walk.ReviseAsync(choice)),
        new("say a rule", 5, (walk, choice) => walk.SayRuleAsync(choice)),
        new("import the score set anew", 1, (walk, _) => walk.ImportAsync()),
        new("say likelihoods", 1, (walk, choice) => walk.SayLikelihoodsAsync(choice)),
        new("change the calendar", 2, (walk, choice) => walk.ChangeCalendarAsync(choice)),
        new("wait", 6, (walk, choice) => walk.WaitAsync(walk.Now.AddDays(1 + (choice % 4)))),
        new("see the year end", 2, (walk, _) => walk.WaitAsync(YearAfter), After: 45),
    ];

    private readonly ReportCase reports = new(host, plan.Agency);

    public static IEnumerable<string> Acts => [.. OnTasks.Select(act => act.Name), .. OnTheRest.Select(act => act.Name)];

    /// <summary>What was done, in order.</summary>
    public List<string> Told { get; } = [];

    private PlanCase Plan => plan;

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    private DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(TimeSpan.FromHours(7)).DateTime);

    private Actor Coordinator => plan.Agency.Coordinator;

    public static async Task<ProjectionWalk> BeginAsync(WorkflowHost host, WalkRecord record)
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanFromAsync(host, agency, Report, new DateOnly(2024, 9, 30));
        var kinds = (await plan.TasksAsync()).Select(task => task.Kind);
        Assert.Equal(
            [
                TaskKind.Reporting, TaskKind.Sustained, TaskKind.Growth, TaskKind.Indicator, TaskKind.Growth, TaskKind.Indicator,
                TaskKind.Corrective, TaskKind.Corrective, TaskKind.Corrective,
            ],
            kinds);
        var walk = new ProjectionWalk(host, plan, record);
        await walk.ImportAsync();
        await walk.OweAsync(0);
        return walk;
    }

    /// <summary>Every act once and in an order in which none is refused, so that none is missing from what was lived through.</summary>
    public async Task TourAsync()
    {
        (string Act, int Task, int Choice)[] tour =
        [
            ("accept", 1, 0), ("report progress", 1, 4), ("hand in", 1, 0), ("verify", 1, 0),
            ("accept", 2, 0), ("say a rule", 0, 2), ("record an incident", 2, 0), ("import the score set anew", 0, 0), ("withdraw an incident", 2, 0), ("record an incident", 2, 0),
            ("withdraw an incident", 2, 0), ("report progress", 2, 4), ("hand in", 2, 0), ("verify", 2, 0),
            ("accept", 3, 0), ("report progress", 3, 2), ("hand in", 3, 0), ("verify", 3, 0), ("accept", 5, 0), ("report progress", 5, 3), ("hand in", 5, 0), ("verify", 5, 0),
            ("accept", 4, 0), ("report progress", 4, 3), ("report progress", 4, 5), ("hand in", 4, 0), ("return", 4, 0), ("hand in", 4, 0), ("verify", 4, 0),
            ("accept", 6, 0), ("report progress", 6, 3), ("say a rule", 0, 8), ("hand in", 6, 0), ("verify", 6, 0),
            ("owe a report", 0, 1), ("wait", 0, 2), ("send a report", 0, 0), ("send a report", 0, 0), ("receive a report", 0, 0), ("say a rule", 0, 0), ("put a receipt right", 0, 0),
            ("revise an obligation", 0, 0), ("decline", 7, 0), ("assign elsewhere", 7, 0), ("accept", 8, 0), ("re-date", 8, 15), ("extend", 8, 1),
            ("suspend", 9, 0), ("change the calendar", 0, 4), ("resume", 9, 0), ("cancel", 9, 0), ("say likelihoods", 0, 1), ("see the year end", 0, 0),
        ];
        foreach (var (name, number, choice) in tour)
        {
            var task = number == 0 ? null : await plan.TaskAsync(number);
            await TryAsync(name, name, () => task is null ? OnTheRest.Single(act => act.Name == name).Do(this, choice) : OnTasks.Single(act => act.Name == name).Do(this, task, choice));
            Assert.DoesNotContain("refused", Told[^1], StringComparison.Ordinal);
            Assert.Equal(0, await DriftAsync());
        }
    }

    /// <summary>Does something, mostly what is allowed: a walk of blind tries would seldom get far. A refusal must leave everything as it was.</summary>
    public async Task StepAsync(int which, int choice)
    {
        var tasks = await plan.TasksAsync();
        var likely = OnTasks.Where(act => tasks.Exists(task => act.Likely(task))).ToList();
        var others = OnTheRest.Where(act => act.After <= Told.Count).ToList();
        var at = which % (likely.Sum(act => act.Weight) + others.Sum(act => act.Weight));
        if (At(likely, act => act.Weight, ref at) is { } onTask)
        {
            var fit = tasks.FindAll(task => onTask.Likely(task));
            var task = choice % 20 == 0 ? tasks[choice % tasks.Count] : fit[choice % fit.Count];
            await TryAsync(onTask.Name, string.Create(CultureInfo.InvariantCulture, $"{onTask.Name} of {task.Number}"), () => onTask.Do(this, task, choice));
        }
        else if (At(others, act => act.Weight, ref at) is { } other)
        {
            await TryAsync(other.Name, other.Name, () => other.Do(this, choice));
        }

        Assert.Equal(0, await DriftAsync());
    }

    /// <summary>What is shown rests on what is kept, by day too, and the changes between two days add up to what the totals moved by.</summary>
    public async Task EndAsync()
    {
        var begun = DateOnly.FromDateTime(WorkflowHost.Begin.DateTime);
        await WaitAsync(Now.AddDays(1));
        Assert.Equal(0, await DriftAsync());
        var shown = await host.SendAs(plan.Agency.Chairman, new ProjectionDetails.Query(plan.Id));
        var kept = await host.SendAs(plan.Agency.Chairman, new ProjectionRows.Query(plan.Id));
        Assert.Equal((shown.Secured, shown.Expected, shown.Ceiling), (shown.Fields.Sum(field => field.Secured), shown.Fields.Sum(field => field.Expected), shown.Fields.Sum(field => field.Ceiling)));
        Assert.Equal(
            (shown.Secured, shown.Expected, shown.Ceiling),
            (shown.Base + kept.Rows.Sum(row => row.Secured), shown.Base + kept.Rows.Sum(row => row.Expected), shown.Base + kept.Rows.Sum(row => row.Ceiling)));
        Assert.True(shown.Base <= shown.Secured && shown.Secured <= shown.Expected && shown.Expected <= shown.Ceiling);
        Assert.InRange(shown.ProbabilityOfTarget!.Value, 0, 1);

        var first = await host.SendAs(plan.Agency.Chairman, new ProjectionDetails.Query(plan.Id, begun));
        var changes = await host.SendAs(plan.Agency.Chairman, new ProjectionChanges.Query(plan.Id, begun, Today));
        Assert.Equal((shown.Secured - first.Secured, shown.Expected - first.Expected, shown.Ceiling - first.Ceiling), (changes.Secured, changes.Expected, changes.Ceiling));
        Assert.Equal((changes.Secured, changes.Ceiling), (changes.Items.Sum(item => item.Secured), changes.Items.Sum(item => item.Ceiling)));
        Assert.InRange(changes.Expected - changes.Items.Sum(item => item.Expected), -0.001m, 0.001m);
        await RememberAsync();
    }

    private static bool InWork(RemediationTask task) =>
        task.State is RemediationTaskState.Accepted or RemediationTaskState.InProgress or RemediationTaskState.Returned;

    private static bool AwaitsWork(RemediationTask task) => task.AwaitsWork;

    /// <summary>The act at a place among the weights; null where they end before it, and the place is then counted from there.</summary>
    private static T? At<T>(IReadOnlyList<T> acts, Func<T, int> weight, ref int at)
        where T : class
    {
        foreach (var act in acts)
        {
            if ((at -= weight(act)) < 0)
            {
                return act;
            }
        }

        return null;
    }

    private async Task TryAsync(string name, string told, Func<Task> act)
    {
        Told.Add(told);
        try
        {
            await act();
            record.Did(name, refused: false);
        }
        catch (RuleBrokenException)
        {
            Told[^1] += " (refused)";
            record.Did(name, refused: true);
        }
    }

    private static RuleBrokenException NothingToDo() => new(new Rule("walk.nothing-to-do"));

    private Task ActAsync(MediatR.IRequest<TaskActed> command) => host.SendAs(Coordinator, command);

    /// <summary>Figures below, at and above those that lost the points; both years of what grows; else a percentage.</summary>
    private async Task ReportAsync(RemediationTask task, int choice)
    {
        var head = await plan.HeadAsync(task.Number);
        decimal[] reached = [5, 10, 23, 30, 37, 46];
        await host.SendAs(head, task.Kind switch
        {
            TaskKind.Indicator => new ReportProgress.Command(task.Id, task.Version, null, reached[choice % reached.Length], 46, null),
            TaskKind.Growth => new ReportProgress.Command(task.Id, task.Version, null, null, null, null, choice % 3 + 1, choice / 3 % 2 + 1),
            _ => new ReportProgress.Command(task.Id, task.Version, 25 * (choice % 5), null, null, null),
        });
    }

    private async Task HandInAsync(RemediationTask task)
    {
        await plan.AttachAsync(task.Number);
        await plan.SubmitAsync(task.Number);
    }

    private Task RedateAsync(RemediationTask task, int choice) =>
        ActAsync(new RedateTask.Command(task.Id, task.Version, Today.AddDays(1 + (choice % 20)), DueKind.OnOrBefore, "Theo kế hoạch mới."));

    private async Task ExtendAsync(RemediationTask task, int choice)
    {
        var request = await host.SendAs(await plan.HeadAsync(task.Number), new AskForExtension.Command(task.Id, task.Version, task.DueOn?.AddDays(5), "Thiếu số liệu."));
        await host.SendAs(Coordinator, new DecideExtension.Command(new ExtensionRequestId(request), choice % 3 > 0, "Đã xem xét."));
    }

    private async Task WithdrawAsync(RemediationTask task)
    {
        var incident = await host.SeeAsync(plan.Agency.Id, db => db.Incidents.AsNoTracking().FirstOrDefaultAsync(incident => incident.TaskId == task.Id && incident.WithdrawnAt == null));
        await ActAsync(new WithdrawIncident.Command(task.Id, incident?.Id ?? throw NothingToDo(), task.Version, "Kỷ luật đã được hủy."));
    }

    private Task OweAsync(int choice) => reports.OweAsync(
        "Phòng Nội vụ", "Sở Tài chính", Today.AddDays(choice % 4), countsBy: choice % 3 == 0 ? CountsBy.Sent : CountsBy.Received,
        name: string.Create(CultureInfo.InvariantCulture, $"Báo cáo tự chủ {Told.Count:000}"), criterion: "1.1");

    private async Task SendAsync(int choice)
    {
        var report = await OneAsync(report => report.SentOn is null, choice);
        await host.SendAs(Coordinator, new RecordSignature.Command(report.Id, report.Version, Today));
        report = await host.SeeAsync(plan.Agency.Id, db => db.ReportOccurrences.AsNoTracking().SingleAsync(other => other.Id == report.Id));
        await host.SendAs(Coordinator, new RecordDispatch.Command(report.Id, report.Version, Today));
    }

    private async Task ReceiveAsync(int choice)
    {
        var report = await OneAsync(report => report is { SentOn: not null, ReceivedOn: null }, choice);
        await host.SendAs(Coordinator, new RecordReceipt.Command(report.Id, report.Version, Today));
    }

    private async Task PutRightAsync(int choice)
    {
        var report = await OneAsync(report => report.ReceivedOn is not null, choice);
        await host.SendAs(Coordinator, new RecordReceipt.Command(report.Id, report.Version, report.SentOn!.Value.AddDays(choice % 2), Reason: "Ghi nhầm ngày."));
    }

    /// <summary>Another day counts, and it is due on another; what was sent may be in time, or late, by that.</summary>
    private async Task ReviseAsync(int choice)
    {
        var obligations = await host.SeeAsync(plan.Agency.Id, db => db.ReportObligations.AsNoTracking().OrderBy(one => one.Name).ToListAsync());
        var one = obligations[choice % obligations.Count];
        await host.SendAs(Coordinator, new ReviseReportObligation.Command(
            one.Id, one.Version, one.DueOn.AddDays(choice % 3 - 1), DueKind.OnOrBefore, one.UnitId, one.CountsBy is CountsBy.Sent ? CountsBy.Received : CountsBy.Sent));
    }

    private async Task<ReportOccurrence> OneAsync(Func<ReportOccurrence, bool> fit, int choice)
    {
        var all = (await host.SeeAsync(plan.Agency.Id, db => db.ReportObligations
            .Join(db.ReportOccurrences, obligation => obligation.Id, report => report.ObligationId, (obligation, report) => new { obligation.Name, Report = report })
            .OrderBy(owed => owed.Name)
            .Select(owed => owed.Report)
            .AsNoTracking()
            .ToListAsync())).FindAll(report => fit(report));
        return all.Count == 0 ? throw NothingToDo() : all[choice % all.Count];
    }

    private async Task SayRuleAsync(int choice)
    {
        var sets = await host.SendAs(Coordinator, new ScoreSetList.Query());
        var set = new ScoreSetId(sets.MaxBy(set => set.Edition)!.Id);
        var (code, terms) = new (string, ScoringTerms)[]
        {
            ("1.1", new DeadlineTerms([new LateBand(1, 0.8m), new LateBand(3, 0.6m)])),
            ("1.1", new DeadlineTerms([])),
            ("1.2", new PenaltyTerms([new PenaltyGrade("Khiển trách", 0.25m), new PenaltyGrade("Cách chức", 0.5m)])),
            ("1.2", new PenaltyTerms([new PenaltyGrade("Kỷ luật", 0.75m)], Once: true, Cap: 0.5m)),
            ("1.3", new GrowthTerms(0.4m)),
            ("1.4", new RatioTerms(0.8m)),
            ("1.4", new TiersTerms([new Tier(0.8m, 1m), new Tier(0.5m, null), new Tier(0.2m, 0.3m)])),
            ("1.4", new GrowthTerms()),
            ("1.6", new RatioTerms()),
            ("1.7", new BinaryTerms()),
        }[choice % 10];
        await host.SendAs(Coordinator, new SayCriterionRule.Command(set, code, terms));
    }

    private Task ImportAsync() => host.SendAs(Coordinator, new ImportScoreSet.Command(2024, new UploadedDocument("", [], Criteria)));

    private async Task SayLikelihoodsAsync(int choice)
    {
        var edition = await host.SeeAsync(plan.Agency.Id, db => db.LikelihoodEditions.MaxAsync(said => (int?)said.Edition)) ?? 0;
        var table = LikelihoodTable.Standard with { Accepted = 0.45m + (choice % 5 / 50m), WorkingDays = 5 + (choice % 10) };
        await host.SendAs(Coordinator, new SayLikelihood.Command(table, edition));
    }

    /// <summary>A day between now and the deadlines is worked no more, or again.</summary>
    private async Task ChangeCalendarAsync(int choice)
    {
        var year = await host.SendAs(plan.Agency.Administrator, new CalendarYear.Query(2024));
        var day = Today.AddDays(1 + (choice % 9));
        CalendarDayKind? kind = year.Days.Any(known => known.On == day) ? null : CalendarDayKind.Holiday;
        await host.SendAs(plan.Agency.Administrator, new SaveCalendar.Command(year.Latest, [new CalendarEdit(day, kind, "Nghỉ thêm")], "Thông báo số 7"));
    }

    private Task WaitAsync(DateTimeOffset until) => host.SweepAtAsync(until > Now ? until : Now.AddDays(1));

    /// <summary>Works everything out anew and writes nothing: how many rows would differ.</summary>
    private async Task<int> DriftAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(plan.Agency.Id);
        return await scope.ServiceProvider.GetRequiredService<Projections>().RecomputeAll(plan.Id, "recomputed", Now, TestContext.Current.CancellationToken);
    }

    private async Task RememberAsync()
    {
        var kinds = (await plan.TasksAsync()).ToDictionary(task => task.Id, task => task.Kind);
        foreach (var stake in await host.SeeAsync(plan.Agency.Id, db => db.Stakes.AsNoTracking().ToListAsync()))
        {
            record.Saw(kinds[stake.TaskId], stake);
        }
    }

    /// <param name="Weight">How often it comes, against the others.</param>
    /// <param name="Likely">Whether people would do it to a task as it stands.</param>
    private sealed record TaskAct(string Name, int Weight, Func<RemediationTask, bool> Likely, Func<ProjectionWalk, RemediationTask, int, Task> Do);

    /// <param name="After">How many other steps have to come first.</param>
    private sealed record PlanAct(string Name, int Weight, Func<ProjectionWalk, int, Task> Do, int After = 0);
}
