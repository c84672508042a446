using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Testing;

namespace Workflow.Benchmarks;

/// <summary>
/// What a progress report costs beyond its own write because the projection follows it, in a small plan and in a great one; how long working
/// out a whole plan anew takes, and its page; how long the exact distribution of many independent tasks takes.
/// </summary>
internal static class ProjectionMeasures
{
    private const int Reports = 500;

    /// <summary>Left out at the beginning: the program is still being compiled.</summary>
    private const int Warm = 300;

    public static async Task RunAsync()
    {
        Distribution();
        // The first is there to have the program compiled.
        foreach (var tasks in new[] { 100, 100, 100_000 })
        {
            await PlanAsync(tasks);
        }
    }

    /// <summary>Points from 0.01 to 0.09 on the finest grid, so that nothing can be folded together.</summary>
    private static void Distribution()
    {
        var random = new Random(61);
        List<Chance[]> tasks = [.. Enumerable.Range(0, 2_000).Select(_ => new[] { new Chance(random.Next(100, 900) / 10_000m, random.Next(5, 96) / 100m) })];
        List<double> times = [];
        for (var run = 0; run < 40; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            var distribution = ScoreDistribution.Of(tasks);
            distribution.ProbabilityOfReaching(50);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        Say($"distribution of {tasks.Count:N0} independent tasks: {Percentiles(times[10..])}");
    }

    private static async Task PlanAsync(int tasks)
    {
        await using var host = await WorkflowHost.StartAsync();
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await plan.AcceptAsync();
        await FillAsync(host, plan, tasks);
        var first = await RecomputeAsync(host, plan);
        var again = await RecomputeAsync(host, plan);
        Say($"{tasks:N0} tasks: worked out anew, every row different {first.Took.TotalSeconds:0.00} s ({first.Rows:N0} rows written), no row different {again.Took.TotalSeconds:0.00} s ({again.Rows} rows written)");

        await using (var without = await host.StartAnotherNodeAsync(services =>
        {
            foreach (var handler in services.Where(service => service.ImplementationType == typeof(CarryIntoProjection)).ToList())
            {
                services.Remove(handler);
            }
        }))
        {
            // In turns, so that whatever else the machine does falls on both; each task is reported on, then reported on further.
            List<double> bare = [];
            List<double> carried = [];
            for (var percent = 1; carried.Count < Reports + Warm; percent++)
            {
                foreach (var pair in (await TasksAsync(host, plan, 100)).Chunk(2))
                {
                    bare.Add(await ReportAsync(without, plan, pair[0], percent));
                    carried.Add(await ReportAsync(host, plan, pair[1], percent));
                }
            }

            var (own, whole) = (bare[Warm..], carried[Warm..]);
            Say($"{tasks:N0} tasks: a progress report without the projection {Percentiles(own)}, with it {Percentiles(whole)}; beyond its own write: median {At(whole, 0.5) - At(own, 0.5):0.00} ms, p95 {At(whole, 0.95) - At(own, 0.95):0.00} ms");
        }

        using var queries = new QueryCount(host.ConnectionString);
        await host.SendAs(agency.Chairman, new PlanOverview.Query(plan.Id));
        var asked = queries.Count;
        List<double> pages = [];
        for (var run = 0; run < 12; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            await host.SendAs(agency.Chairman, new PlanOverview.Query(plan.Id));
            pages.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        Say($"{tasks:N0} tasks: the overview's numbers in {asked} queries, {Percentiles(pages[2..])}");
    }

    private static async Task<double> ReportAsync(WorkflowHost host, PlanCase plan, RemediationTask task, int percent)
    {
        var head = AgencyCase.ActorOf(plan.Agency.HeadOf(task.LeadUnitId));
        var begun = Stopwatch.GetTimestamp();
        await using var scope = host.Services.CreateAsyncScope();
        // As every request begins.
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(head);
        await scope.ServiceProvider.GetRequiredService<Calendars>().RecognizeAsync(head.PersonId, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ReportProgress.Command(task.Id, task.Version, percent, null, null, null, null, null));
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static Task<List<RemediationTask>> TasksAsync(WorkflowHost host, PlanCase plan, int count) => host.SeeAsync(plan.Agency.Id, db => db.Tasks
        .AsNoTracking()
        .Where(task => task.PlanId == plan.Id && task.Number > 1000)
        .OrderBy(task => task.Id)
        .Take(count)
        .ToListAsync());

    private static async Task<(TimeSpan Took, int Rows)> RecomputeAsync(WorkflowHost host, PlanCase plan)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(plan.Agency.Id);
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var begun = Stopwatch.GetTimestamp();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var rows = await scope.ServiceProvider.GetRequiredService<Projections>().RecomputeAll(plan.Id, Projections.DayBegan, host.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (Stopwatch.GetElapsedTime(begun), rows);
    }

    /// <summary>Two tasks a deduction, each with half of its points.</summary>
    private static async Task FillAsync(WorkflowHost host, PlanCase plan, int tasks)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into deduction (id, agency_id, analysis_id, ordinal, field, criterion, criterion_name, points, reason, units, read)
            select gen_random_uuid(), d.agency_id, d.analysis_id, n + 1000, 1 + n % 8, (1 + n % 8) || '.' || n || '.1', d.criterion_name, 0.0010, d.reason, d.units, d.read
            from generate_series(1, @count / 2) n cross join lateral (select * from deduction where analysis_id = (select analysis_id from plan where id = @plan) order by ordinal limit 1) d;
            insert into task (id, agency_id, plan_id, number, title, search_text, kind, state, lead_unit_id, points, due_on, due_kind, last_good_day, original_due_on,
                              deadline_version, assigned_by, assigned_at, percent, evidence_count, fell_overdue)
            select gen_random_uuid(), t.agency_id, t.plan_id, n + 1000, 'Rà soát hồ sơ chứng thực ' || n, 'ra soat ho so chung thuc ' || n, 'Corrective', 'InProgress', u.id, 0.0005,
                   d.day, 'OnOrBefore', d.day, d.day, 1, t.assigned_by, t.assigned_at, 10, 0, false
            from generate_series(1, @count) n
            cross join lateral (select * from task where plan_id = @plan order by number limit 1) t
            cross join lateral (select person.unit_id as id from person where agency_id = t.agency_id and 'UnitHead' = any(roles) order by person.unit_id offset n % 10 limit 1) u
            cross join lateral (select date '2024-11-01' + n % 100 as day) d;
            insert into task_deduction (task_id, deduction_id, points)
            select task.id, deduction.id, 0.0005
            from task join deduction on deduction.analysis_id = (select analysis_id from plan where id = @plan) and deduction.ordinal = 1001 + (task.number - 1001) / 2
            where task.plan_id = @plan and task.number > 1000;
            insert into projection (agency_id, plan_id, deduction_id, ordinal, field, criterion, deducted, secured, expected, ceiling, updated_at)
            select agency_id, @plan, id, ordinal, field, criterion, points, 0, 0, 0, now() from deduction where ordinal > 1000;
            analyze task; analyze deduction; analyze task_deduction; analyze projection
            """,
            connection)
        { CommandTimeout = 600 };
        command.Parameters.AddWithValue("count", tasks);
        command.Parameters.AddWithValue("plan", plan.Id.Value);
        await command.ExecuteNonQueryAsync();
    }

    private static string Percentiles(IReadOnlyList<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"median {At(times, 0.5):0.00} ms, p95 {At(times, 0.95):0.00} ms");

    private static double At(IEnumerable<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
