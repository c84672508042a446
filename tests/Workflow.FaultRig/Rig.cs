using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Workflow.Api.Features.Deadlines;
using Workflow.MailCatcher;
using Workflow.Testing;

namespace Workflow.FaultRig;

/// <summary>
/// Nodes of the real program, a database and a mail server, each behind a line that can be spoilt; an agency in which many heads
/// of one unit have the same assignments to answer, so that one morning is as many digests.
/// </summary>
public sealed class Rig : IAsyncDisposable
{
    /// <summary>A mail is one process's own for so long: short, so that a rig need not wait three minutes for a dead one.</summary>
    public const int LeaseSeconds = 6;

    private readonly string folder = Directory.CreateTempSubdirectory("rig-").FullName;
    private readonly Dictionary<string, int> faults = [];
    private readonly string database;

    private Rig(RigPostgres postgres, string database, int seed)
    {
        Postgres = postgres;
        this.database = database;
        Random = new Random(seed);
        DatabaseLine = new TcpProxy(postgres.Port);
    }

    public RigPostgres Postgres { get; }

    public Random Random { get; }

    public TcpProxy DatabaseLine { get; }

    public TcpProxy MailLine { get; private set; } = null!;

    public SmtpCatcher Mail { get; private set; } = null!;

    public WorkflowHost Host { get; private set; } = null!;

    public AgencyCase Agency { get; private set; } = null!;

    public PlanCase Plan { get; private set; } = null!;

    public List<Node> Nodes { get; } = [];

    public int Heads { get; private set; }

    public int Tasks { get; private set; }

    /// <summary>What was done to the system, counted where it was done.</summary>
    public IReadOnlyDictionary<string, int> Faults => faults;

    public string ConnectionString => Postgres.ConnectionString(database);

    public static async Task<Rig> StartAsync(RigPostgres postgres, int seed, int heads, int tasks)
    {
        var rig = new Rig(postgres, await RigDatabase.CreateAsync(postgres), seed) { Heads = heads, Tasks = tasks };
        rig.Mail = await SmtpCatcher.StartAsync(Path.Combine(rig.folder, "mails"));
        rig.MailLine = new TcpProxy(rig.Mail.Port);
        rig.Host = await WorkflowHost.StartOnAsync(rig.ConnectionString);
        rig.Agency = await Given.AnAgencyAsync(rig.Host);
        rig.Plan = await Given.APlanOfAsync(rig.Host, rig.Agency, new DateOnly(2024, 12, 20), tasks);
        await rig.ExecuteAsync(
            $"""
            delete from mail_attempt; delete from mail_link; delete from mail; delete from notice;
            insert into person (id, agency_id, unit_id, full_name, position, email, roles, active)
            select gen_random_uuid(), agency_id, unit_id, full_name || ' ' || n, position, 'head' || n || '@rig.example', roles, active
            from person cross join generate_series(2, {heads.ToString(CultureInfo.InvariantCulture)}) n
            where email like 'tuphap@%'
            """);
        await rig.ClockAsync(WorkflowHost.At(2024, 9, 9, 8, 35));
        return rig;
    }

    /// <summary>So many nodes, ready.</summary>
    public async Task RunAsync(int nodes, params (string Name, string Value)[] settings)
    {
        var first = Nodes.Count;
        for (var number = 0; number < nodes; number++)
        {
            Nodes.Add(new Node(Settings(settings), Path.Combine(folder, $"node-{Nodes.Count}.log")));
        }

        await Task.WhenAll(Nodes.Skip(first).Select(node => node.StartedAsync()));
    }

    /// <summary>The clock of every node jumps; they follow it with their next sweep.</summary>
    public Task ClockAsync(DateTimeOffset now) =>
        ExecuteAsync($"update engine set clock_offset = timestamptz '{now:yyyy-MM-dd HH:mm:sszzz}' - clock_timestamp()");

    /// <summary>The last day to answer has come: every head is owed one digest with every task.</summary>
    public Task MorningAsync() => ClockAsync(WorkflowHost.At(2024, 9, 11, 7, 31));

    public void Struck(string fault)
    {
        lock (faults)
        {
            faults[fault] = faults.GetValueOrDefault(fault) + 1;
        }
    }

    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string query)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Waits until nothing waits any more. What was put off by minutes is brought forward, so that a run takes seconds; leases
    /// are left as they are.
    /// </summary>
    public async Task<bool> DrainAsync(TimeSpan limit)
    {
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < limit)
        {
            try
            {
                await ExecuteAsync("update mail set next_attempt_at = clock_timestamp() where state = 'queued' and next_attempt_at > clock_timestamp()");
                if (await CountAsync("select count(*) from reminder") >= (long)Heads * Tasks
                    && await CountAsync("select (select count(*) from reminder where state in ('planned', 'queued')) + (select count(*) from mail where state in ('queued', 'sending'))") == 0)
                {
                    return true;
                }
            }
            catch (NpgsqlException)
            {
                // The database may be down: that is what some of this is about.
            }

            await Task.Delay(250);
        }

        return false;
    }

    /// <summary>Until something is so, or a minute has passed.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> so, int seconds = 60)
    {
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            if (await so())
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>What must hold on the ledgers whatever happened; what does not is said.</summary>
    public async Task<Findings> LookAsync()
    {
        List<string> broken = [];
        var messages = Mail.Messages.Where(message => message.EnvelopeTo.Count > 0).Select(message => message.MessageId!.Trim('<', '>')).ToList();
        var distinct = messages.Distinct().ToHashSet();
        var sent = await ColumnAsync("select message_id from mail where state = 'sent'");
        var ambiguous = await CountAsync("select coalesce(sum(ambiguous), 0) from mail");
        var reminders = await CountAsync("select count(*) from reminder");
        Check(reminders == (long)Heads * Tasks, $"{reminders} reminders are planned, {Heads * Tasks} were due");
        Check(await CountAsync("select count(*) from (select from reminder group by task_id, deadline_version, rung, recipient_id having count(*) > 1) twice") == 0, "a reminder is there twice");
        Check(sent.All(distinct.Contains), $"{sent.Count(id => !distinct.Contains(id))} mails count as sent and never arrived");
        Check(messages.Count - distinct.Count <= ambiguous, $"{messages.Count - distinct.Count} extra copies, {ambiguous} ambiguous events");
        Check(await CountAsync("select count(*) from mail join reminder on reminder.mail_id = mail.id where mail.created_at < reminder.planned_for") == 0, "a mail was written before its time");
        Check(await CountAsync("select count(*) from notice where kind = 'digest'") == await CountAsync("select count(*) from mail where kind = 'digest'"), "notices and mails differ in number");
        Check(await CountAsync("select count(*) from mail where kind = 'digest' group by recipient_id, digest_on having count(*) > 1 union all select 0 limit 1") == 0, "a person has two digests of a day");
        Check(await CountAsync("select count(*) from timer where fired_at is not null and rung = 'ACCEPT' and (select count(*) from reminder where task_id = timer.task_id and rung = timer.rung) <> " + Heads.ToString(CultureInfo.InvariantCulture)) == 0, "a step has come with only some of its reminders");
        Check(
            await CountAsync("select count(*) from activity_entry where kind = 'acceptance-fell-overdue'") == await CountAsync("select count(*) from timer where rung = 'ACCEPT-LATE' and fired_at is not null"),
            "the history does not have every transition once");
        Host.SetClock(TimeProvider.System.GetUtcNow() + await OffsetAsync());
        var drift = await Host.SendAs(Agency.Administrator, new CompareTimers.Query());
        Check(drift is { Missing: 0, Extra: 0, Moved: 0 }, $"timers drifted: {drift}");
        return new Findings(broken, (int)reminders, distinct.Count, messages.Count - distinct.Count, (int)ambiguous, (int)await CountAsync("select count(*) from mail where state = 'held'"));

        void Check(bool holds, string otherwise)
        {
            if (!holds)
            {
                broken.Add(otherwise);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await Host.DisposeAsync();
        await DatabaseLine.DisposeAsync();
        await MailLine.DisposeAsync();
        await Mail.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<TimeSpan> OffsetAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select clock_offset from engine", connection);
        return (TimeSpan)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<string>> ColumnAsync(string query)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await rows.ReadAsync())
        {
            values.Add(rows.GetString(0));
        }

        return values;
    }

    private Dictionary<string, string> Settings((string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Workflow"] = Postgres.ConnectionString(database, DatabaseLine.Port),
            ["Jobs__Enabled"] = "true",
            ["Jobs__Scheduler"] = "false",
            ["Jobs__TickSeconds"] = "1",
            ["Clock__Adjustable"] = "true",
            ["Reading__Spare"] = "false",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = MailLine.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail__Security"] = "None",
            ["Mail__From"] = "nhac-viec@rig.example",
            ["Mail__LeaseSeconds"] = LeaseSeconds.ToString(CultureInfo.InvariantCulture),
            ["Mail__ProbeSeconds"] = "1",
            ["Mail__PerMinute"] = "0",
            ["Site__Url"] = "http://rig.example",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }
}

/// <param name="Broken">What does not hold; nothing when all does.</param>
/// <param name="Arrived">Different mails the server has.</param>
/// <param name="Copies">Copies beyond the first.</param>
public sealed record Findings(IReadOnlyList<string> Broken, int Reminders, int Arrived, int Copies, int Ambiguous, int Held);
