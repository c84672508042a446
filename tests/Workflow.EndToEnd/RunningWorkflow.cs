using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Workflow.MailCatcher;
using Workflow.Testing;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>The program itself, as people run it: a process of its own on a database of its own, with the demonstration, sending to a real SMTP server.</summary>
public sealed class RunningWorkflow : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflow-e2e-").FullName;
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public SmtpCatcher Mail { get; private set; } = null!;

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public string Database { get; private set; } = "";

    public Account Of(string mailbox) => Accounts.Single(account => account.Email.StartsWith(mailbox + "@", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        Mail = await SmtpCatcher.StartAsync(Path.Combine(folder, "mails"));
        Database = await PostgresCluster.CreateDatabaseAsync(template: null);
        process = Start(Database);
        await ReadyAsync();
        var written = await File.ReadAllTextAsync(Path.Combine(folder, "demo.json"));
        Accounts = JsonSerializer.Deserialize<Demo>(written, JsonSerializerOptions.Web)!.Accounts;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await Mail.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ends the program as a power cut would: no handler of it runs.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async Task StartAgainAsync()
    {
        process!.Dispose();
        process = Start(Database);
        await ReadyAsync();
    }

    /// <summary>A program's client, signed in.</summary>
    public async Task<HttpClient> ClientOfAsync(string mailbox)
    {
        var client = new HttpClient { BaseAddress = Address };
        var account = Of(mailbox);
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { account.Email, account.Password });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>The path of a file of the repository.</summary>
    public static string InRepository(params string[] parts)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Workflow.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine([at.FullName, .. parts]);
    }

    private Process Start(string database)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workflow.Web.dll")])
        {
            WorkingDirectory = InRepository("src", "Workflow.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var settings = start.Environment;
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        settings["ConnectionStrings__Workflow"] = database;
        settings["Database__MigrateAtStart"] = "true";
        settings["Jobs__Enabled"] = "true";
        settings["Clock__Adjustable"] = "true";
        settings["Demo__Enabled"] = "true";
        settings["Demo__File"] = Path.Combine(folder, "demo.json");
        settings["Mail__Host"] = "127.0.0.1";
        settings["Mail__Port"] = Mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["Mail__Security"] = "None";
        settings["Mail__From"] = "nhac-viec@tamduong.example";
        settings["Site__Url"] = Address.GetLeftPart(UriPartial.Authority);

        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Log(line.Data);
        started.ErrorDataReceived += (_, line) => Log(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private void Log(string? line)
    {
        lock (folder)
        {
            File.AppendAllText(Path.Combine(folder, "web.log"), line + "\n");
        }
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await poll.WaitForNextTickAsync(limit.Token))
        {
            if (process!.HasExited)
            {
                throw new InvalidOperationException("The program ended: " + await File.ReadAllTextAsync(Path.Combine(folder, "web.log")));
            }

            try
            {
                using var answer = await client.GetAsync("/healthz/ready", limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public sealed record Account(string Role, string Email, string Password, string Person, string? Unit);

    private sealed record Demo(IReadOnlyList<Account> Accounts);
}
