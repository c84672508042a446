using System.Diagnostics;
using MediatR;
using Npgsql;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;
using Workflow.Testing;

namespace Workflow.Benchmarks;

/// <summary>Queries and milliseconds of the chairman's overview, the task list and a unit's own list, over a plan of very many tasks.</summary>
internal static class PageMeasures
{
    public static async Task RunAsync(int tasks)
    {
        await using var host = await WorkflowHost.StartAsync();
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APublishedPlanAsync(host, agency);
        await FillAsync(host, plan, tasks);
        Console.WriteLine($"{tasks:N0} tasks:");

        await MeasureAsync(host, agency.Chairman, "chairman's overview", new PlanOverview.Query(plan.Id));
        await MeasureAsync(host, agency.Coordinator, "task list, first page", new TaskList.Query(plan.Id));
        await MeasureAsync(host, agency.Coordinator, "task list, page 100", new TaskList.Query(plan.Id, Page: 100));
        await MeasureAsync(host, agency.Coordinator, "task list, overdue of a unit", new TaskList.Query(plan.Id, agency.Unit("Phòng Tư pháp"), Timeliness: Timeliness.Overdue));
        await MeasureAsync(host, agency.Coordinator, "task list, search", new TaskList.Query(plan.Id, Text: "chứng thực 77"));
        await MeasureAsync(host, agency.Actor("tuphap"), "a unit's own tasks", new MyTasks.Query());
    }

    /// <summary>Copies the published tasks until there are enough, spread over units, states and deadlines.</summary>
    private static async Task FillAsync(WorkflowHost host, PlanCase plan, int tasks)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into task (id, agency_id, plan_id, number, title, search_text, kind, state, lead_unit_id, points, due_on, due_kind, last_good_day, original_due_on,
                              deadline_version, assigned_by, assigned_at, percent, evidence_count, fell_overdue, submitted_at, submitted_on, completed_at)
            select gen_random_uuid(), t.agency_id, t.plan_id, n + 1000, 'Rà soát hồ sơ chứng thực ' || n, 'ra soat ho so chung thuc ' || n, 'Standing', s.state, u.id, 0,
                   d.day, 'OnOrBefore', d.day, d.day, 1, t.assigned_by, t.assigned_at, n % 100, 0, d.day < date '2024-09-09',
                   case when s.done then t.assigned_at end, case when s.done then date '2024-09-09' end, case when s.done then t.assigned_at end
            from generate_series(1, @count) n
            cross join lateral (select * from task where plan_id = @plan order by number limit 1) t
            cross join lateral (select id from unit where agency_id = t.agency_id order by name offset n % 13 limit 1) u
            cross join lateral (select date '2024-08-01' + n % 150 as day) d
            cross join lateral (select (array['Assigned', 'Accepted', 'InProgress', 'Completed'])[1 + n % 4] as state, n % 4 = 3 as done) s;
            analyze task
            """,
            connection);
        command.Parameters.AddWithValue("count", tasks);
        command.Parameters.AddWithValue("plan", plan.Id.Value);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task MeasureAsync<TAnswer>(WorkflowHost host, Actor actor, string what, IRequest<TAnswer> request)
    {
        await host.SendAs(actor, request);
        using var queries = new QueryCount(host.ConnectionString);
        await host.SendAs(actor, request);
        var count = queries.Count;
        List<double> times = [];
        for (var run = 0; run < 30; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await host.SendAs(actor, request);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{what,-30} {count,2} queries   median {times[15],7:0.0} ms   slowest of 30 {times[29],7:0.0} ms");
    }
}
