using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Workflow.Domain.Tests.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Domain.Tests.Scoring;

/// <summary>The table of docs/scoring.md, which a person can check with a calculator, lived through by the acts themselves.</summary>
public sealed class ReferencePlanTests
{
    private const decimal Base = 78.1191m;

    private readonly Dictionary<string, RemediationTask> tasks = [];
    private readonly Dictionary<string, decimal> lost = [];
    private readonly HashSet<string> late = [];
    private DateOnly day = SomeGrounds.Today;

    [Fact]
    public void Every_moment_of_the_table_is_what_the_calculator_gives()
    {
        DraftAll();
        Incident incident = null!;
        List<Action> moments =
        [
            () => { },
            () => All(task => task.Publish(ATask.Coordinator, ATask.Now)),
            () => All(task =>
            {
                if (task == tasks["1.4"])
                {
                    task.Decline("Thuộc chức năng của đơn vị khác.", null, null, ATask.Head, ATask.Now);
                }
                else
                {
                    task.Accept(ATask.Head, ATask.Now);
                }
            }),
            () => tasks["7.3.6"].ReportProgress(null, 30, 46, null, ATask.Head, ATask.Now),
            () =>
            {
                tasks["7.3.6"].ReportProgress(null, 46, 46, null, ATask.Head, ATask.Now);
                Submit("7.3.6");
            },
            () => tasks["7.3.6"].Verify(null, ATask.Coordinator, ATask.Now),
            () => tasks["6.2.2"].ReportProgress(null, null, null, null, ATask.Head, ATask.Now, 1, 0),
            () => late.Add("1.2.1"),
            () => incident = tasks["5.5.1"].RecordIncident(SomeGrounds.Today, "Một công chức bị kỷ luật.", 2024, ATask.Coordinator, ATask.Now, Calendars.Vietnamese),
            () =>
            {
                day = Calendars.Day("2024-10-11");
                tasks["8.9"].Reach(Rung.Overdue(1), tasks["8.9"].DeadlineVersion, DeadlinePolicy.Standard, ATask.Now);
            },
            () => tasks["1.4"].Cancel("Giao lại trong kế hoạch khác.", ATask.Coordinator, ATask.Now),
            () => day = Calendars.Day("2024-11-20"),
            () =>
            {
                tasks["1.7"].ReportProgress(100, null, null, null, ATask.Head, ATask.Now);
                Submit("1.7");
                tasks["1.7"].Verify(null, ATask.Coordinator, ATask.Now);
            },
            () => day = Calendars.Day("2025-01-01"),
            () => tasks["5.5.1"].Withdraw(incident, "Kỷ luật đã được hủy.", ATask.Coordinator, ATask.Now),
        ];
        var told = ReferenceMoment.All();
        Assert.Equal(moments.Count, told.Count);

        foreach (var (act, row) in moments.Zip(told))
        {
            act();
            Assert.Equal(row, Worked(row.Number));
        }
    }

    private void DraftAll()
    {
        foreach (var (code, points, kind) in new (string, decimal, TaskKind)[]
        {
            ("1.2.1", 0.5m, TaskKind.Reporting), ("1.2.6", 0.5m, TaskKind.Reporting), ("1.4", 0.5m, TaskKind.Corrective), ("1.7", 2m, TaskKind.Sustained),
            ("3", 0.02m, TaskKind.Corrective), ("5.5.1", 0.5m, TaskKind.Sustained), ("5.5.2", 2m, TaskKind.Sustained), ("6.1", 1m, TaskKind.Sustained),
            ("6.2.1", 1m, TaskKind.Sustained), ("6.2.2", 1.5m, TaskKind.Growth), ("6.5", 0.25m, TaskKind.Indicator), ("7.3.3", 0.47m, TaskKind.Indicator),
            ("7.3.6", 0.78m, TaskKind.Indicator), ("7.3.7", 0.26m, TaskKind.Indicator), ("8.7", 1m, TaskKind.Growth), ("8.9", 0.5m, TaskKind.Indicator),
        })
        {
            var due = Calendars.Day(kind is TaskKind.Sustained ? "2024-12-31" : code == "8.9" ? "2024-10-10" : "2024-11-29");
            (decimal, decimal)? lostAt = code switch { "7.3.6" => (10, 46), "7.3.7" => (1339, 2818), "8.9" => (35, 38), "6.5" => (62, 100), _ => null };
            lost[code] = points;
            tasks[code] = RemediationTask.Draft(
                PlanId.New(), ATask.Agency, tasks.Count + 1, code, kind, [new TaskDeduction { DeductionId = DeductionId.New(), Points = points }],
                kind is TaskKind.Indicator ? 100 : null, ATask.To(ATask.Lead, due), lostAt);
        }
    }

    private void All(Action<RemediationTask> act) => tasks.Values.ToList().ForEach(act);

    private void Submit(string code)
    {
        ATask.Attach(tasks[code]);
        tasks[code].Submit(null, ATask.Head, ATask.Now, Calendars.Vietnamese);
    }

    private ReferenceMoment Worked(int moment)
    {
        var rows = tasks.Select(task => CriterionProjection.Of(
            lost[task.Key], [SomeGrounds.StakeOf(task.Value, SomeGrounds.For(task.Value, daysLate: late.Contains(task.Key) ? 3 : 0, day: day))])).ToList();
        return new ReferenceMoment(moment, Base + rows.Sum(row => row.Secured), Base + rows.Sum(row => row.Expected), Base + rows.Sum(row => row.Ceiling));
    }
}
