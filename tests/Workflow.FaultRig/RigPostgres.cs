using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Workflow.FaultRig;

/// <summary>A PostgreSQL server of the rig's own, durable as in production, that can be crashed and started again.</summary>
public sealed class RigPostgres : IAsyncDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("wfrig-").FullName;
    private readonly string programs;

    private RigPostgres(string programs) => this.programs = programs;

    public int Port { get; private set; }

    public int Crashes { get; private set; }

    private string Data => Path.Combine(home, "data");

    public static async Task<RigPostgres> StartAsync()
    {
        var postgres = new RigPostgres(Programs());
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", ["postgres", postgres.home]));
        }

        await postgres.AsOwnerAsync("sh", "-c", $"'{postgres.programs}/initdb' -D '{postgres.Data}' -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >/dev/null");
        postgres.Port = FreePort();
        await postgres.AsOwnerAsync("sh", "-c", $"printf \"listen_addresses = '127.0.0.1'\\nport = {postgres.Port}\\nunix_socket_directories = ''\\nmax_connections = 150\\n\" >> '{postgres.Data}/postgresql.conf'");
        await postgres.StartServerAsync();
        return postgres;
    }

    public string ConnectionString(string database, int? port = null) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port ?? Port,
        Username = "postgres",
        Database = database,
        Timeout = 5,
        CommandTimeout = 15,
        MaxPoolSize = 20,
        IncludeErrorDetail = true,
    }.ConnectionString;

    public Task StartServerAsync() => AsOwnerAsync("pg_ctl", "-D", Data, "-l", Path.Combine(home, "log"), "-w", "-s", "-t", "60", "start");

    /// <param name="mode">immediate is a crash, fast an orderly end that cuts everybody off.</param>
    public async Task StopServerAsync(string mode)
    {
        Crashes++;
        await AsOwnerAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "-s", "stop");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await AsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-s", "stop");
        }
        catch (InvalidOperationException)
        {
            // It is down already.
        }

        Directory.Delete(home, recursive: true);
    }

    private static string Programs() => Directory.GetDirectories("/usr/lib/postgresql")
        .OrderByDescending(folder => folder, StringComparer.Ordinal)
        .Select(folder => Path.Combine(folder, "bin"))
        .First(folder => File.Exists(Path.Combine(folder, "initdb")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task AsOwnerAsync(string program, params string[] arguments)
    {
        var path = program is "sh" ? program : Path.Combine(programs, program);
        return RunAsync(Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments]) { WorkingDirectory = "/" }
            : new ProcessStartInfo(path, arguments));
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        // A server that inherited our pipes would keep them open.
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: exit code {process.ExitCode}");
        }
    }
}
