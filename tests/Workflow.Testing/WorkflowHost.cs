using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workflow.Api;
using Workflow.Api.Deadlines;
using Workflow.Api.Http;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.MailCatcher;
using Workflow.Web;
using Xunit;

namespace Workflow.Testing;

/// <summary>
/// The application as it is, on a database of its own and a loopback port, with a real mail server beside it and a clock that
/// only the test moves. Nothing runs by itself: the test sweeps.
/// </summary>
public sealed class WorkflowHost : IAsyncLifetime
{
    private static int machines;

    public const string Password = "mat-khau-cua-bai-thu";

    /// <summary>Monday, 9 September 2024, 8 o'clock in Hà Nội.</summary>
    public static readonly DateTimeOffset Begin = At(2024, 9, 9, 8);

    private readonly Dictionary<string, string?> settings;
    private readonly bool adjustable;
    private readonly bool pages;
    private readonly TimeSpan sessionCheck;
    private readonly string? sharedDatabase;
    private readonly SmtpCatcher? sharedPost;
    private Action<IServiceCollection>? change;
    private WebApplication app = null!;
    private string folder = null!;

    public WorkflowHost()
        : this([])
    {
    }

    private WorkflowHost(
        Dictionary<string, string?> settings, bool adjustable = false, bool pages = false, WorkflowHost? beside = null, string? database = null, TimeSpan sessionCheck = default)
    {
        this.sessionCheck = sessionCheck;
        this.settings = settings;
        this.adjustable = adjustable;
        this.pages = pages;
        sharedDatabase = beside?.ConnectionString ?? database;
        sharedPost = beside?.Post;
        Clock = beside?.Clock ?? new FakeTimeProvider(Begin.ToUniversalTime());
    }

    public FakeTimeProvider Clock { get; }

    public SmtpCatcher Post { get; private set; } = null!;

    public string ConnectionString { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public Uri Address { get; private set; } = null!;

    public static async Task<WorkflowHost> StartAsync(Dictionary<string, string?>? settings = null, bool adjustable = false)
    {
        var host = new WorkflowHost(settings ?? [], adjustable);
        await host.InitializeAsync();
        return host;
    }

    /// <summary>The same with its pages, as people are served.</summary>
    /// <param name="sessionCheck">How long a session is believed before it is looked at anew, by the wall's clock.</param>
    public static async Task<WorkflowHost> StartWithPagesAsync(TimeSpan sessionCheck = default)
    {
        var host = new WorkflowHost([], pages: true, sessionCheck: sessionCheck);
        await host.InitializeAsync();
        return host;
    }

    /// <summary>On a database that is there already and stays.</summary>
    public static async Task<WorkflowHost> StartOnAsync(string connectionString)
    {
        var host = new WorkflowHost([], database: connectionString);
        await host.InitializeAsync();
        return host;
    }

    /// <summary>Another process of the same system: the same database, mail server and clock.</summary>
    /// <param name="change">What of its services is otherwise, for a comparison.</param>
    public async Task<WorkflowHost> StartAnotherNodeAsync(Action<IServiceCollection>? change = null)
    {
        var node = new WorkflowHost(settings, adjustable: false, beside: this) { change = change };
        await node.InitializeAsync();
        return node;
    }

    /// <summary>A time of a day in Hà Nội.</summary>
    public static DateTimeOffset At(int year, int month, int day, int hour = 7, int minute = 30) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(7));

    public async ValueTask InitializeAsync()
    {
        ConnectionString = sharedDatabase ?? await WorkflowDatabase.CreateAsync();
        folder = Directory.CreateTempSubdirectory("workflow-mail-").FullName;
        Post = sharedPost ?? await SmtpCatcher.StartAsync(folder, time: Clock);
        app = Build();
        await app.StartAsync();
        app.Services.GetRequiredService<Startup>().Done = true;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (sharedPost is null)
        {
            await Post.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        if (sharedDatabase is null)
        {
            await WorkflowDatabase.DropAsync(ConnectionString);
        }
    }

    public void SetClock(DateTimeOffset now) => Clock.SetUtcNow(now.ToUniversalTime());

    /// <summary>Does everything that is due now.</summary>
    public Task<SweepCounts> SweepAsync() => Services.GetRequiredService<Sweep>().RunAsync(TestContext.Current.CancellationToken);

    /// <summary>What <c>hold-mail</c> does after a restore. How many mails are held.</summary>
    public Task<int> HoldMailAsync() => Services.GetRequiredService<Workflow.Api.Mail.MailQueue>().HoldAllAsync(TestContext.Current.CancellationToken);

    public Task<SweepCounts> SweepAtAsync(DateTimeOffset now)
    {
        SetClock(now);
        return SweepAsync();
    }

    /// <summary>A person asks something of the system, in a scope of its own.</summary>
    public async Task<TAnswer> SendAs<TAnswer>(Actor? person, IRequest<TAnswer> request)
    {
        await using var scope = Services.CreateAsyncScope();
        if (person is not null)
        {
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(person);
        }

        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Somebody who has not signed in, with a browser's cookies and a machine of their own: how often one may sign in is counted by address.</summary>
    public HttpClient Anonymous()
    {
        var machine = Interlocked.Increment(ref machines);
        var from = new IPEndPoint(new IPAddress([127, 1, (byte)(machine / 250 % 250), (byte)(1 + (machine % 250))]), 0);
        return new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(from);
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        { BaseAddress = Address };
    }

    public async Task<HttpClient> SignIn(Person person)
    {
        await GiveAccountAsync(person);
        var client = Anonymous();
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { person.Email, Password }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    public async Task GiveAccountAsync(Person person)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByIdAsync(person.Id.ToString()) is null)
        {
            await accounts.CreateFor(person, Password);
        }
    }

    /// <summary>Looks into the database as the engine of one agency does, in a scope of its own.</summary>
    internal async Task<T> SeeAsync<T>(AgencyId agency, Func<WorkflowDbContext, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(agency);
        return await look(scope.ServiceProvider.GetRequiredService<WorkflowDbContext>());
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = (pages ? typeof(WebPages) : typeof(WorkflowApplication)).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Testing",
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Workflow"] = ConnectionString,
            ["Clock:Adjustable"] = adjustable.ToString(),
            ["Jobs:Enabled"] = "false",
            // A host of a test reads few files, and there are many hosts.
            ["Reading:Spare"] = "false",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = Post.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["Mail:From"] = "nhac-viec@tamduong.example",
            ["Site:Url"] = "https://cchc.tamduong.example",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddWorkflow().AddWorkflowJobs();
        if (!adjustable)
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
        }

        // Passwords are cheap to check here: no test is about how dear they are to guess.
        builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1_000);

        // Sessions go by the wall's clock, which no test waits for: whether a person is still there is asked every time.
        builder.Services.PostConfigure<SecurityStampValidatorOptions>(options => options.ValidationInterval = sessionCheck);

        if (pages)
        {
            builder.Services.AddPages();
        }

        change?.Invoke(builder.Services);
        var built = builder.Build();
        if (pages)
        {
            built.UsePages();
        }

        built.UseWorkflow();
        built.MapWorkflowApi();
        if (pages)
        {
            built.MapPages();
        }

        return built;
    }
}
