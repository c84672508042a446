using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Workflow.Testing;

/// <summary>
/// The PostgreSQL server that the suites of one process share: the one named in WORKFLOW_TEST_POSTGRES, else a private cluster that
/// lives until the process ends. The private one forgoes every durability: it is fast and is thrown away.
/// </summary>
public static class PostgresCluster
{
    private const string Named = "WORKFLOW_TEST_POSTGRES";
    private static readonly Lazy<Task<string>> Server = new(StartAsync);
    private static int databases;

    /// <summary>A superuser's connection to the maintenance database <c>postgres</c>.</summary>
    public static Task<string> ConnectionStringAsync() => Server.Value;

    /// <summary>A new database, empty or a copy of <paramref name="template"/>, which nobody may be connected to meanwhile.</summary>
    /// <returns>A superuser's connection to it.</returns>
    public static async Task<string> CreateDatabaseAsync(string? template)
    {
        var server = await ConnectionStringAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}_{Guid.CreateVersion7():N}");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"create database {Quoted(name)} template {Quoted(template ?? "template0")} encoding 'UTF8'{(template is null ? "" : " strategy file_copy")}";
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Named) is { Length: > 0 } named)
        {
            return named;
        }

        var programs = await ProgramsAsync();
        var home = Directory.CreateTempSubdirectory("wfpg-").FullName;
        var data = Path.Combine(home, "data");
        var secret = Path.Combine(home, "secret");
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(secret, password);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", home, secret);
        }

        var port = FreePort();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(programs, data, home);
        await RunAsOwnerAsync(Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres",
            "-A", "scram-sha-256", $"--pwfile={secret}", "-E",
            "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), string.Create(CultureInfo.InvariantCulture, $"""

            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = 200
            fsync = off
            synchronous_commit = off
            full_page_writes = off

            """));
        await RunAsOwnerAsync(Path.Combine(programs, "pg_ctl"), "-D", data, "-l", Path.Combine(home, "log"), "-w", "-t", "60", "start");
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Password = password,
            Database = "postgres",
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    private static void Stop(string programs, string data, string home)
    {
        using (var stopping = Process.Start(AsOwner(Path.Combine(programs, "pg_ctl"), "-D", data, "-m", "immediate", "-s", "-w", "stop")))
        {
            stopping?.WaitForExit(TimeSpan.FromSeconds(20));
        }

        Directory.Delete(home, recursive: true);
    }

    /// <summary>Newest Debian folder first, then what pg_config knows, then the PATH.</summary>
    private static async Task<string> ProgramsAsync()
    {
        const string Debian = "/usr/lib/postgresql";
        var candidates = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
                .ToList()
            : [];
        try
        {
            candidates.Add((await RunAsync("pg_config", "--bindir")).Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // pg_config belongs to the development package; a server can stand without it.
        }

        candidates.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            ?? throw new InvalidOperationException($"No PostgreSQL server on this machine: install it, or name one in {Named}. ./test does the first.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<string> RunAsOwnerAsync(string program, params string[] arguments) => RunAsync(AsOwner(program, arguments));

    private static Task<string> RunAsync(string program, params string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static ProcessStartInfo AsOwner(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? new("runuser", ["-u", "postgres", "--", program, .. arguments]) { WorkingDirectory = "/" }
            : new(program, arguments);

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {await output}{await errors}");
    }
}
