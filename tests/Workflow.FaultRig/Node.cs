using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workflow.FaultRig;

/// <summary>The real program in a process of its own, that can be killed, stopped in its tracks and started again.</summary>
public sealed class Node : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string log;
    private Process? process;

    public Node(IReadOnlyDictionary<string, string> settings, string log)
    {
        this.settings = settings;
        this.log = log;
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public HttpClient Client { get; }

    public int Id => process!.Id;

    public bool Lives => process is { HasExited: false };

    /// <summary>What it has said so far.</summary>
    public string Log
    {
        get
        {
            lock (settings)
            {
                return File.Exists(log) ? File.ReadAllText(log) : "";
            }
        }
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workflow.Api.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task StartedAsync()
    {
        Start();
        var limit = Stopwatch.StartNew();
        while (await ReadyAsync() is not HttpStatusCode.OK)
        {
            if (!Lives || limit.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"The program did not start: {Log}");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>What the health check answers; null when nobody does.</summary>
    public async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/healthz/ready");
            return answer.StatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>As a power cut would end it: no handler of it runs.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>STOP leaves it where it is, CONT lets it go on.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (Lives)
        {
            await KillAsync();
        }

        Client.Dispose();
    }

    private void Write(string? line)
    {
        if (line is not null)
        {
            lock (settings)
            {
                File.AppendAllText(log, line + "\n");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
