using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Workflow.Api.Features.Calendar;
using Workflow.Domain.Deadlines;
using Workflow.Testing;

namespace Workflow.Benchmarks;

/// <summary>Seconds to preview and to save a change of the calendar over many open deadlines, each with its ladder of steps.</summary>
internal static class ReplanMeasures
{
    public static async Task RunAsync(int tasks)
    {
        await using var host = await WorkflowHost.StartAsync();
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 10, 15));
        await FillAsync(host, plan, tasks);

        // A day in the way of most ladders, and one on which many answers and deadlines fall.
        CalendarEdit[] edits =
        [
            new(new DateOnly(2024, 9, 10), CalendarDayKind.SwappedOff, "Nghỉ hoán đổi"), new(new DateOnly(2024, 10, 15), CalendarDayKind.SwappedOff, "Nghỉ hoán đổi"),
            new(new DateOnly(2024, 10, 19), CalendarDayKind.MadeUp, "Làm bù"),
        ];
        var started = Stopwatch.GetTimestamp();
        var preview = await host.SendAs(agency.Administrator, new PreviewCalendar.Query(edits));
        var previewed = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        await host.SendAs(agency.Administrator, new SaveCalendar.Command(1, edits, "Đo"));
        var saved = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"re-planning {tasks:N0} open tasks: preview {previewed.TotalSeconds:0.00} s, save {saved.TotalSeconds:0.00} s; {string.Join(", ", preview.Moved.GroupBy(moved => moved.What).Select(group => $"{group.Key} {group.Sum(moved => moved.Count):N0}"))}"));
    }

    /// <summary>Copies the one task with its steps, spread over sixty days of deadlines; every third still waits for its answer.</summary>
    private static async Task FillAsync(WorkflowHost host, PlanCase plan, int tasks)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into task (id, agency_id, plan_id, number, title, search_text, kind, state, lead_unit_id, points, due_on, due_kind, last_good_day, original_due_on,
                              deadline_version, assigned_by, assigned_at, evidence_count, fell_overdue)
            select gen_random_uuid(), t.agency_id, t.plan_id, n + 1000, 'Rà soát hồ sơ ' || n, 'ra soat ho so ' || n, 'Standing', case when n % 3 = 0 then 'Assigned' else 'InProgress' end,
                   t.lead_unit_id, 0, d.day, 'OnOrBefore', d.day, d.day, 1, t.assigned_by, t.assigned_at, 0, false
            from generate_series(1, @count) n
            cross join lateral (select * from task where plan_id = @plan order by number limit 1) t
            cross join lateral (select date '2024-10-01' + n % 60 as day) d
            """,
            connection)
        { CommandTimeout = 600 };
        command.Parameters.AddWithValue("count", tasks);
        command.Parameters.AddWithValue("plan", plan.Id.Value);
        await command.ExecuteNonQueryAsync();

        var calendar = (await host.SendAs(plan.Agency.Administrator, new CalendarYear.Query(2024))).Days;
        var work = new WorkCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"), calendar);
        var policy = DeadlinePolicy.Standard;
        var steps = Enumerable.Range(0, 60)
            .Select(new DateOnly(2024, 10, 1).AddDays)
            .SelectMany(day => Ladder.StepsTo(new DueDate(day, DueKind.OnOrBefore), WorkflowHost.Begin, work, policy).Select(step => (Day: (DateOnly?)day, step.Rung, step.FireAt)))
            .Concat(Ladder.StepsToAcceptance(WorkflowHost.Begin, work, policy).Select(step => (Day: (DateOnly?)null, step.Rung, step.FireAt)))
            .ToList();
        await using var timers = new NpgsqlCommand(
            """
            insert into timer (id, agency_id, task_id, deadline_version, rung, fire_at)
            select gen_random_uuid(), k.agency_id, k.id, 1, s.rung, s.at
            from task k join unnest(@days, @rungs, @at) as s(day, rung, at) on s.day = k.due_on or (s.day is null and k.state = 'Assigned')
            where k.number > 1000;
            analyze task; analyze timer
            """,
            connection)
        { CommandTimeout = 600 };
        timers.Parameters.AddWithValue("days", steps.Select(step => step.Day).ToArray());
        timers.Parameters.AddWithValue("rungs", steps.Select(step => step.Rung.ToString()).ToArray());
        timers.Parameters.AddWithValue("at", steps.Select(step => step.FireAt.ToUniversalTime()).ToArray());
        await timers.ExecuteNonQueryAsync();
    }
}
