using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;
using Workflow.Api.Deadlines;
using Workflow.Testing;

namespace Workflow.Benchmarks;

/// <summary>
/// How fast a morning's reminders leave: planned, assembled and handed to an SMTP server by two nodes, against a bare MailKit
/// loop over one kept connection in the same run; what a sweep costs that has nothing to do; how long a change of the calendar takes.
/// </summary>
internal static class ReminderMeasures
{
    /// <param name="scale">1 is 100,000 open tasks, 20,000 reminders for 2,000 people.</param>
    public static async Task MorningAsync(double scale)
    {
        var (tasks, due, heads) = ((int)(100_000 * scale), (int)(20_000 * scale), (int)(2_000 * scale));
        await using var host = await WorkflowHost.StartAsync(new Dictionary<string, string?> { ["Mail:PerMinute"] = "0" });
        await using var beside = await host.StartAnotherNodeAsync();
        await FillAsync(host, tasks, due, heads);
        var arrivals = new List<TimeSpan>();
        var begun = Stopwatch.StartNew();
        // A sink: it takes every mail whole, notes the time and forgets it.
        host.Post.Behaviour = moment =>
        {
            if (moment.Step is not MailCatcher.SmtpStep.MessageReceived)
            {
                return null;
            }

            lock (arrivals)
            {
                arrivals.Add(begun.Elapsed);
            }

            return MailCatcher.SmtpReaction.Reply("250 2.0.0 Taken");
        };
        // The morning before is a small one: the program has been running for long when the great one comes.
        host.SetClock(WorkflowHost.At(2024, 9, 24));
        await Task.WhenAll(Task.Run(host.SweepAsync), Task.Run(beside.SweepAsync));
        arrivals.Clear();
        host.SetClock(WorkflowHost.At(2024, 9, 25));
        begun.Restart();
        var counts = await Task.WhenAll(Task.Run(host.SweepAsync), Task.Run(beside.SweepAsync));
        // What the first could not see yet when the other was done belongs to the next tick.
        await Task.WhenAll(Task.Run(host.SweepAsync), Task.Run(beside.SweepAsync));
        var took = begun.Elapsed;
        var mails = arrivals.Count;
        var measured = arrivals.Order().ToList();
        var bare = await BareLoopAsync(host, heads);
        var reminders = await ScalarAsync(host, "select count(*) from reminder where state = 'sent' and planned_for > '2024-09-25'");
        var last = measured[^1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"reminders: {reminders:N0} of {tasks:N0} open tasks to {mails:N0} people, the last with the server after {last.TotalSeconds:0.0} s: {mails / last.TotalSeconds:0} mails a second from plan to server ({reminders / last.TotalSeconds:0} reminders), {mails / (last - measured[0]).TotalSeconds:0} in dispatch alone"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"           lateness p50 {measured[measured.Count / 2].TotalSeconds:0.0} s, p99 {measured[measured.Count * 99 / 100].TotalSeconds:0.0} s; the whole sweep with the day's other work {took.TotalSeconds:0.0} s; swept {string.Join(" and ", counts.Select(count => $"{count.TimersFired} timers, {count.DigestsWritten} digests, {count.MailsSent} mails"))}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"           a bare loop with such a digest over one kept connection: {bare:0} mails a second; a third of it is {bare / 3:0}"));
    }

    /// <param name="scale">1 is a million timers.</param>
    public static async Task IdleAsync(double scale)
    {
        var timers = (int)(1_000_000 * scale);
        await using var host = await WorkflowHost.StartAsync();
        await FillAsync(host, tasks: 100, due: 0, heads: 10);
        await ExecuteAsync(
            host,
            $"""
            insert into timer (id, agency_id, task_id, deadline_version, rung, fire_at)
            select gen_random_uuid(), t.agency_id, t.id, n, 'T-7', timestamptz '2025-01-01' + n * interval '1 minute'
            from (select agency_id, id from task limit 100) t cross join generate_series(1000, {1000 + (timers / 100)}) n;
            analyze timer
            """);
        await host.SweepAsync();
        await host.SweepAsync();
        List<double> times = [];
        for (var run = 0; run < 50; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            await host.SweepAsync();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        var there = await ScalarAsync(host, "select count(*) from timer");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"idle: {there:N0} timers, an idle sweep median {times[25]:0.0} ms, slowest of 50 {times[^1]:0.0} ms"));
        Console.WriteLine(await PlanAsync(host, Sweep.AnythingToDo.Replace("{0}", $"timestamptz '{host.Clock.GetUtcNow():O}'", StringComparison.Ordinal)));
    }

    /// <param name="scale">1 is 100,000 open deadlines.</param>
    public static async Task CalendarAsync(double scale)
    {
        var tasks = (int)(100_000 * scale);
        await using var host = await WorkflowHost.StartAsync();
        var agency = await FillAsync(host, tasks, due: 0, heads: 10);
        await ExecuteAsync(host, "insert into calendar_day (agency_id, on_day, kind, name, announced) select id, date '2024-10-11', 'SwappedOff', 'Nghỉ hoán đổi', true from agency");
        var begun = Stopwatch.GetTimestamp();
        var check = await host.Services.GetRequiredService<CheckTimers>().RunAsync(agency.Id, CheckReasons.Calendar, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(begun);
        var again = Stopwatch.GetTimestamp();
        var quiet = await host.Services.GetRequiredService<CheckTimers>().RunAsync(agency.Id, CheckReasons.Calendar, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"calendar: a day off more over {check.Things:N0} open deadlines moves {check.Moved:N0} timers in {took.TotalSeconds:0.0} s; looking again moves {quiet.Moved} in {Stopwatch.GetElapsedTime(again).TotalSeconds:0.0} s"));
    }

    /// <summary>
    /// A plan in force, its tasks copied until there are enough, each with timers of its own; so many of them come to a step on one
    /// morning, spread over the heads of as many units.
    /// </summary>
    private static async Task<AgencyCase> FillAsync(WorkflowHost host, int tasks, int due, int heads)
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await plan.AcceptAsync();
        await host.SweepAsync();
        await ExecuteAsync(
            host,
            $"""
            insert into unit (id, agency_id, name, kind, other_names)
            select gen_random_uuid(), agency_id, 'Đơn vị ' || n, kind, other_names from unit cross join generate_series(1, {heads}) n where unit.id = '{agency.Unit("Phòng Tư pháp").Value}';
            insert into person (id, agency_id, unit_id, full_name, position, email, roles, active)
            select gen_random_uuid(), unit.agency_id, unit.id, 'Nguyễn Văn ' || unit.name, 'Trưởng phòng', 'truong' || row_number() over () || '@don-vi.example', array['UnitHead'], true
            from unit where name like 'Đơn vị %';
            insert into task (id, agency_id, plan_id, number, title, search_text, kind, state, lead_unit_id, points, due_on, due_kind, last_good_day, original_due_on,
                              deadline_version, assigned_by, assigned_at, percent, evidence_count, fell_overdue)
            select gen_random_uuid(), t.agency_id, t.plan_id, n + 1000, 'Rà soát hồ sơ chứng thực ' || n, 'ra soat ho so chung thuc ' || n, 'Standing', 'InProgress', u.id, 0.25,
                   d.day, 'OnOrBefore', d.day, d.day, 1, t.assigned_by, t.assigned_at, 10, 0, false
            from generate_series(1, {tasks}) n
            cross join lateral (select * from task where plan_id = '{plan.Id.Value}' order by number limit 1) t
            join (select id, row_number() over (order by name, id) - 1 as place from unit where name like 'Đơn vị %') u on u.place = n % {heads}
            cross join lateral (select case when n <= {due} then date '2024-10-15' when n <= {due} * 1.1 then date '2024-10-14' else date '2024-11-01' + n % 100 end as day) d;
            analyze task; analyze person; analyze unit
            """);
        // The steps of the copies are what a comparison finds missing.
        await host.Services.GetRequiredService<CheckTimers>().RunAsync(agency.Id, CheckReasons.Calendar, CancellationToken.None);
        await ExecuteAsync(host, "analyze timer");
        return agency;
    }

    private static async Task<double> BareLoopAsync(WorkflowHost host, int mails)
    {
        var (subject, text, html, calendar) = await OneDigestAsync(host);
        using var client = new SmtpClient { LocalDomain = "localhost" };
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, host.Post.Port);
        await client.ConnectAsync(socket, "127.0.0.1", host.Post.Port, SecureSocketOptions.None);
        var begun = Stopwatch.GetTimestamp();
        for (var number = 0; number < mails; number++)
        {
            var body = new BodyBuilder { TextBody = text, HtmlBody = html };
            body.Attachments.Add("han-xu-ly.ics", Encoding.UTF8.GetBytes(calendar), new ContentType("text", "calendar") { Charset = "utf-8" });
            var message = new MimeMessage { Subject = $"{subject} {number}", Body = body.ToMessageBody() };
            message.From.Add(new MailboxAddress("Theo dõi", "nhac-viec@tamduong.example"));
            message.To.Add(new MailboxAddress("Nguyễn Văn A", "a@don-vi.example"));
            await client.SendAsync(message);
        }

        var took = Stopwatch.GetElapsedTime(begun);
        await client.DisconnectAsync(true);
        return mails / took.TotalSeconds;
    }

    private static async Task<(string Subject, string Text, string Html, string Calendar)> OneDigestAsync(WorkflowHost host)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select subject, text_body, html_body, calendar from mail where digest_on is not null order by created_at desc, id limit 1", connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3));
    }

    private static async Task ExecuteAsync(WorkflowHost host, string statement)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> ScalarAsync(WorkflowHost host, string query)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> PlanAsync(WorkflowHost host, string query)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"explain (analyze, buffers) {query}", connection);
        await using var rows = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await rows.ReadAsync())
        {
            lines.Add("        " + rows.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
