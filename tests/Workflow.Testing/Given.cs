using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Demo;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Plans;
using Workflow.Api.Persistence;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Testing;

/// <summary>How things stand before a test acts: brought about by the commands people would send.</summary>
public static class Given
{
    private static int agencies;

    public static string SampleFile { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "phan-tich-cchc-2023.txt");

    /// <summary>An agency of its own, with the units and people of the reference case.</summary>
    public static async Task<AgencyCase> AnAgencyAsync(WorkflowHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var number = Interlocked.Increment(ref agencies);
        var agency = NewAgency.Add(db, string.Create(CultureInfo.InvariantCulture, $"{ReferenceCase.Agency} {number}"));
        // Summaries would arrive among the mails that other tests count: those about summaries ask for them.
        (agency.WeeklySummaryOn, agency.MeetingDay) = (null, null);
        Dictionary<string, UnitId> units = [];
        Dictionary<string, Person> people = [];
        foreach (var post in ReferenceCase.Posts)
        {
            var unit = new Unit { Id = UnitId.New(), AgencyId = agency.Id, Name = post.Unit, Kind = post.Kind, OtherNames = [.. post.OtherNames] };
            units[post.Unit] = unit.Id;
            db.Units.Add(unit);
            Add(post.Mailbox, post.Head, post.Position, unit.Id, Role.UnitHead);
            if (post.Officer is { } officer)
            {
                Add($"{post.Mailbox}.chuyenvien", officer, "Chuyên viên", unit.Id, Role.Officer);
            }
        }

        foreach (var seat in ReferenceCase.Seats)
        {
            Add(seat.Mailbox, seat.FullName, seat.Position, seat.Unit is { } unit ? units[unit] : null, seat.Role);
        }

        db.People.AddRange(people.Values);
        await db.SaveChangesAsync();
        return new AgencyCase(agency.Id, units, people);

        void Add(string mailbox, string name, string position, UnitId? unit, Role role) => people[mailbox] = new Person
        {
            Id = PersonId.New(),
            AgencyId = agency.Id,
            UnitId = unit,
            FullName = name,
            Position = position,
            Email = string.Create(CultureInfo.InvariantCulture, $"{mailbox}@co-quan-{number}.example"),
            Roles = [role],
        };
    }

    /// <summary>The sample report, read and confirmed.</summary>
    public static async Task<AnalysisId> AConfirmedAnalysisAsync(WorkflowHost host, AgencyCase agency)
    {
        var id = new AnalysisId(await host.SendAs(
            agency.Coordinator, new UploadAnalysis.Command(Path.GetFileName(SampleFile), await File.ReadAllBytesAsync(SampleFile))));
        await host.SendAs(agency.Coordinator, new ConfirmAnalysis.Command(id, DespiteDoubts: true));
        return id;
    }

    /// <summary>The plan of 2024 for the sample report, with its suggested tasks.</summary>
    public static async Task<PlanCase> ADraftPlanAsync(WorkflowHost host, AgencyCase agency) =>
        await Drafted(host, agency, await AConfirmedAnalysisAsync(host, agency), target: 85m);

    /// <summary>The same in force: every task has a lead, and its unit has been told.</summary>
    public static async Task<PlanCase> APublishedPlanAsync(WorkflowHost host, AgencyCase agency)
    {
        var plan = await ADraftPlanAsync(host, agency);
        foreach (var task in (await plan.TasksAsync()).Where(task => task.LeadUnitId is null))
        {
            await plan.AssignAsync(task.Number, "Phòng Nội vụ", task.DueOn);
        }

        await host.SendAs(agency.Coordinator, new PublishPlan.Command(plan.Id));
        return plan;
    }

    /// <summary>
    /// A plan in force with so many tasks and nothing else: each of half a point, led by Phòng Tư pháp, due on the same day.
    /// </summary>
    public static Task<PlanCase> APlanOfAsync(WorkflowHost host, AgencyCase agency, DateOnly dueOn, int tasks = 1, string lead = "Phòng Tư pháp") =>
        APlanFromAsync(host, agency, AShortReport(tasks), dueOn, lead);

    /// <summary>A plan in force from a report: every task led by one unit and due on the same day.</summary>
    public static async Task<PlanCase> APlanFromAsync(WorkflowHost host, AgencyCase agency, string report, DateOnly dueOn, string lead = "Phòng Tư pháp")
    {
        var analysis = new AnalysisId(await host.SendAs(agency.Coordinator, new UploadAnalysis.Command("", [], report)));
        await host.SendAs(agency.Coordinator, new ConfirmAnalysis.Command(analysis, DespiteDoubts: true));
        var plan = await Drafted(host, agency, analysis, target: 40m);
        foreach (var task in await plan.TasksAsync())
        {
            await plan.AssignAsync(task.Number, lead, dueOn);
        }

        await host.SendAs(agency.Coordinator, new PublishPlan.Command(plan.Id));
        return plan;
    }

    /// <summary>A report with so many deductions of half a point in its only field.</summary>
    public static string AShortReport(int deductions)
    {
        var statements = Enumerable.Range(1, deductions).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"Tiêu chí 1.{number}. Kiểm tra văn bản đợt {number} (trừ 0,5 điểm) do chưa kiểm tra đủ số văn bản."));
        return $"""
            BÁO CÁO
            Phân tích Chỉ số cải cách hành chính năm 2023 và giải pháp năm 2024 của UBND huyện Mẫu Sơn

            I. PHÂN TÍCH

            STT	Lĩnh vực	Năm 2022 (đạt/tối đa)	Năm 2023 (đạt/tối đa)
            1	Cải cách thể chế	35,5/40	20/40
            2	Cải cách tài chính công	2,4/7	2,5/7

            2.1. Lĩnh vực cải cách thể chế

            {string.Join("\n\n", statements)}

            2.2. Lĩnh vực cải cách tài chính công

            Lĩnh vực này đạt 2,5/7 điểm.
            """;
    }

    private static async Task<PlanCase> Drafted(WorkflowHost host, AgencyCase agency, AnalysisId analysis, decimal target) =>
        new(host, agency, new PlanId(await host.SendAs(agency.Coordinator, new DraftPlan.Command(analysis, 2024, target))));
}
