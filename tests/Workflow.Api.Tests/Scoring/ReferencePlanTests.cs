using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>
/// The table of docs/scoring.md lived through by the people of the agency: their commands, the sweep, the clock of the system.
/// After every moment the rows that are kept, and what a program is told, are what the table works out by hand.
/// </summary>
public sealed class ReferencePlanTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly DateOnly First = new(2024, 9, 9);
    private static readonly DateOnly ReportDue = First;

    private PlanCase plan = null!;
    private HttpClient program = null!;
    private Dictionary<string, int> numbers = [];
    private IncidentId incident;

    private AgencyCase Agency => plan.Agency;

    [Fact]
    public async Task Every_moment_of_the_table_comes_about_by_what_people_do()
    {
        var agency = await Given.AnAgencyAsync(host);
        plan = await Given.ADraftPlanAsync(host, agency);
        program = await host.SignIn(agency.People["theodoi.sonoivu"]);
        numbers = await NumbersAsync();
        Assert.Equal(["1.7", "5.5.1", "5.5.2", "6.1", "6.2.1"], await CodesOfAsync(TaskKind.Sustained));
        Assert.Equal(["6.2.2", "8.7"], await CodesOfAsync(TaskKind.Growth));
        Assert.Equal(["1.2.1", "1.2.6"], await CodesOfAsync(TaskKind.Reporting));
        var reports = new ReportCase(host, agency);
        Func<Task>[] moments =
        [
            ArrangeAsync,
            () => host.SendAs(agency.Coordinator, new PublishPlan.Command(plan.Id)),
            AnswerAsync,
            () => FiguresAsync("7.3.6", 30),
            async () =>
            {
                await FiguresAsync("7.3.6", 46);
                await HandInAsync("7.3.6");
            },
            () => plan.VerifyAsync(numbers["7.3.6"]),
            () => SayAsync("6.2.2", task => new ReportProgress.Command(task.Id, task.Version, null, null, null, null, 1, 0)),
            async () =>
            {
                await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", ReportDue, name: "Báo cáo sơ kết", criterion: "1.2.1");
                await host.SweepAtAsync(WorkflowHost.At(2024, 9, 12));
                await reports.SignAsync(ReportDue, ReportDue);
                await reports.DispatchAsync(ReportDue, ReportDue);
                await reports.ReceiveAsync(ReportDue, ReportDue.AddDays(3));
            },
            RecordIncidentAsync,
            () => host.SweepAtAsync(WorkflowHost.At(2024, 10, 11)),
            () => plan.CancelAsync(numbers["1.4"], "Giao lại trong kế hoạch khác."),
            () => host.SweepAtAsync(WorkflowHost.At(2024, 11, 20)),
            async () =>
            {
                await plan.ReportAsync(numbers["1.7"]);
                await HandInAsync("1.7");
                await plan.VerifyAsync(numbers["1.7"]);
            },
            () => host.SweepAtAsync(WorkflowHost.At(2025, 1, 1)),
            WithdrawIncidentAsync,
        ];
        var told = ReferenceMoment.All();
        Assert.Equal(moments.Length, told.Count);

        foreach (var (act, moment) in moments.Zip(told))
        {
            await act();
            Assert.Equal(moment, await KeptAsync(moment.Number));
            Assert.Equal(moment, await ToldAsync(moment.Number));
        }

        await PastDaysAreToldAsTheyEnded(told);
    }

    /// <summary>The last moment of a day is what that day is told as ever after, and the difference of two days is that of their moments.</summary>
    private async Task PastDaysAreToldAsTheyEnded(IReadOnlyList<ReferenceMoment> told)
    {
        (DateOnly Day, ReferenceMoment Last)[] days = [(First, told[6]), (new(2024, 9, 12), told[8]), (new(2024, 10, 11), told[10]), (new(2024, 11, 20), told[12])];
        foreach (var (day, last) in days)
        {
            Assert.Equal(last, await ToldAsync(last.Number, $"?asOf={day:yyyy-MM-dd}"));
        }

        foreach (var ((from, before), (to, after)) in days.Zip(days.Skip(1)))
        {
            var changes = await host.SendAs(Agency.Chairman, new ProjectionChanges.Query(plan.Id, from, to));
            Assert.Equal((after.Secured - before.Secured, after.Expected - before.Expected, after.Ceiling - before.Ceiling), (changes.Secured, changes.Expected, changes.Ceiling));
        }
    }

    /// <summary>Every task gets a lead; those whose verification will be their unit's record, a unit that leads nothing else.</summary>
    private async Task ArrangeAsync()
    {
        foreach (var task in await plan.TasksAsync())
        {
            var code = numbers.Single(known => known.Value == task.Number).Key;
            var lead = code switch { "7.3.6" => "UBND xã Bản Bo", "1.7" => "UBND xã Hồ Thầu", _ => "Phòng Nội vụ" };
            await plan.AssignAsync(task.Number, lead, code == "8.9" ? new DateOnly(2024, 10, 10) : task.DueOn);
        }
    }

    private async Task AnswerAsync()
    {
        foreach (var (code, number) in numbers)
        {
            await (code == "1.4" ? plan.DeclineAsync(number) : plan.AcceptAsync(number));
        }
    }

    private Task FiguresAsync(string code, int reached) =>
        SayAsync(code, task => new ReportProgress.Command(task.Id, task.Version, null, reached, 46, null));

    private async Task SayAsync(string code, Func<RemediationTask, ReportProgress.Command> said)
    {
        var number = numbers[code];
        await host.SendAs(await plan.HeadAsync(number), said(await plan.TaskAsync(number)));
    }

    private async Task HandInAsync(string code)
    {
        await plan.AttachAsync(numbers[code]);
        await plan.SubmitAsync(numbers[code]);
    }

    private async Task RecordIncidentAsync()
    {
        var task = await plan.TaskAsync(numbers["5.5.1"]);
        await host.SendAs(Agency.Coordinator, new RecordIncident.Command(task.Id, task.Version, First, "Một công chức bị kỷ luật."));
        incident = (await host.SeeAsync(Agency.Id, db => db.Incidents.AsNoTracking().SingleAsync())).Id;
    }

    private async Task WithdrawIncidentAsync()
    {
        var task = await plan.TaskAsync(numbers["5.5.1"]);
        await host.SendAs(Agency.Coordinator, new WithdrawIncident.Command(task.Id, incident, task.Version, "Kỷ luật đã được hủy."));
    }

    /// <summary>Tasks by the code of their criterion; the three that share a deduction without one, by its field and their place.</summary>
    private async Task<Dictionary<string, int>> NumbersAsync()
    {
        var rows = (await host.SendAs(Agency.Chairman, new ProjectionRows.Query(plan.Id))).Rows;
        return rows
            .SelectMany(row => row.Shares.Select((share, at) => (Code: row.Criterion ?? string.Create(CultureInfo.InvariantCulture, $"{row.Field} ({at})"), share.Task.Number)))
            .ToDictionary(task => task.Code, task => task.Number);
    }

    private async Task<IEnumerable<string>> CodesOfAsync(TaskKind kind)
    {
        var ofKind = (await plan.TasksAsync()).Where(task => task.Kind == kind).Select(task => task.Number).ToHashSet();
        return numbers.Where(task => ofKind.Contains(task.Value)).Select(task => task.Key);
    }

    private Task<ReferenceMoment> KeptAsync(int moment) => host.SeeAsync(Agency.Id, async db =>
    {
        var score = (await db.Plans.AsNoTracking().SingleAsync(known => known.Id == plan.Id)).BaseScore;
        var rows = await db.Projections.AsNoTracking().Where(row => row.PlanId == plan.Id).ToListAsync();
        return new ReferenceMoment(moment, score + rows.Sum(row => row.Secured), score + rows.Sum(row => row.Expected), score + rows.Sum(row => row.Ceiling));
    });

    private async Task<ReferenceMoment> ToldAsync(int moment, string day = "")
    {
        var told = (await program.ReadAsync($"/plans/{plan.Id}/projection{day}")).Body;
        return new ReferenceMoment(moment, told.GetProperty("secured").GetDecimal(), told.GetProperty("expected").GetDecimal(), told.GetProperty("ceiling").GetDecimal());
    }
}
