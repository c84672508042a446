using System.Globalization;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;
using Workflow.Api.Clock;
using Workflow.Api.Deadlines;
using Workflow.Api.Demo;
using Workflow.Api.Documents;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Calendar;
using Workflow.Api.Features.Deadlines;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Organization;
using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Reports;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Http;
using Workflow.Api.Jobs;
using Workflow.Api.Mail;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api;

/// <summary>The application, whoever hosts it: its services, its jobs, its REST routes.</summary>
public static class WorkflowApplication
{
    private const long MostBytes = 64 * 1024 * 1024;

    public static WebApplicationBuilder AddWorkflow(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var connectionString = ConnectionString(builder.Configuration);
        var secureOnly = builder.Environment.IsProduction() && builder.Configuration.GetValue("Site:SecureOnly", true);

        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(scope => scope.GetRequiredService<CurrentUser>());
        services.AddScoped<ICommandIdentity, CommandIdentity>();
        services.AddDbContext<WorkflowDbContext>((scope, options) => options
            .UseNpgsql(connectionString, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new PublishEventsOnSave(scope)));
        services.AddMediation();
        services.AddClock(builder);
        services.AddAccounts(secureOnly);
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimits();

        services.Configure<MailSettings>(builder.Configuration.GetSection("Mail"));
        services.Configure<SiteSettings>(builder.Configuration.GetSection("Site"));
        services.AddScoped<Calendars>();
        services.AddScoped<Policies>();
        services.AddScoped<Timers>();
        services.AddScoped<PolicyTurn>();
        services.AddScoped<Acting>();
        services.AddScoped<CalendarShift>();
        services.AddScoped<TaskReading>();
        services.AddScoped<TaskReasons>();
        services.AddScoped<DeadlineStories>();
        services.AddScoped<PlanReading>();
        services.AddScoped<PlanTotals>();
        services.AddScoped<PlanFactsReading>();
        services.AddScoped<Publication>();
        services.AddScoped<GroundsReading>();
        services.AddScoped<Projections>();
        services.AddScoped<ProjectionReading>();
        services.AddScoped<Outbox>();
        services.AddScoped<TaskLines>();
        services.AddScoped<AssignmentMail>();
        services.AddScoped<RemindedThings>();
        services.AddScoped<ReportPeriods>();
        services.AddScoped<ReportReading>();
        services.AddScoped<Proofs>();
        services.AddScoped<ReportLines>();
        services.AddSingleton<MailLinks>();
        services.AddScoped<LinkReading>();
        services.AddSingleton<LinkInHand>();
        services.AddScoped<OwedReminders>();
        services.AddScoped<Firing>();
        services.AddScoped<TimerCheck>();
        services.AddScoped<DigestAssembly>();
        services.AddSingleton<Readings>();
        services.AddHostedService(provider => provider.GetRequiredService<Readings>());
        services.AddSingleton<ReadingsUnderWay>();
        services.AddSingleton<ProjectionNews>();
        services.AddHostedService(provider => provider.GetRequiredService<ProjectionNews>());
        services.AddSingleton<OpenReports>();
        services.AddSingleton<FireTimers>();
        services.AddSingleton<AssembleDigests>();
        services.AddScoped<SummaryPlanning>();
        services.AddScoped<SummaryMail>();
        services.AddSingleton<SendSummaries>();
        services.AddSingleton<BeginDays>();
        services.AddSingleton<CloseDays>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MailSettings>>().Value);
        services.AddSingleton(_ => new MailDatabase(connectionString));
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailChannel>();
        services.AddSingleton<DispatchMail>();
        services.AddSingleton<CheckTimers>();
        services.AddSingleton<Sweep>();

        // Above every limit of ours, so that whoever sends too much is told so instead of being cut off.
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MostBytes);
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = MostBytes);
        services.AddExceptionHandler<RefusalHandler>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options => JsonContract.Apply(options.SerializerOptions));
        services.Configure<RequestLocalizationOptions>(Localize);
        services.AddOpenApi("v1");
        services.AddSingleton<Startup>();
        services.AddSingleton<FirstRunToken>();
        services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        HideSecrets(builder);
        AddTelemetry(builder);
        return builder;
    }

    /// <summary>Deadlines, digests and mail: on the nodes that are to do this work.</summary>
    public static WebApplicationBuilder AddWorkflowJobs(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>("Jobs:Enabled"))
        {
            builder.Services.AddHostedService<SweepTick>();
            if (builder.Configuration.GetValue("Jobs:Scheduler", true))
            {
                builder.Services.AddScheduler(builder.Configuration.GetConnectionString("Scheduler") ?? ConnectionString(builder.Configuration));
            }
        }

        return builder;
    }

    /// <summary>What every request passes, in this order, before pages or routes see it.</summary>
    public static WebApplication UseWorkflow(this WebApplication app)
    {
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseSecurityHeaders();
        app.TakeSecretsOutOfAddresses();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", SuppressDiagnosticsCallback = context => context.Exception is not null && IsForeseen(context.Exception) });
        app.UseStatusCodePages(async context =>
        {
            if (Requests.IsFromProgram(context.HttpContext.Request))
            {
                await AnswerBareStatus(context.HttpContext);
            }
        });
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
        }

        app.RefuseOtherOrigins();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    public static WebApplication MapWorkflowApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        OtherEndpoints.Map(api);
        AnalysisEndpoints.Map(api);
        ReviewEndpoints.Map(api);
        ScoreEndpoints.Map(api);
        CalendarEndpoints.Map(api);
        PlanEndpoints.Map(api);
        ScenarioEndpoints.Map(api);
        TaskEndpoints.Map(api);
        ReportEndpoints.Map(api);
        PolicyEndpoints.Map(api);
        DelegationEndpoints.Map(api);
        CalendarFeedEndpoints.Map(app, api);

        app.MapOpenApi().RequireAuthorization();
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { ResponseWriter = ReadyCheck.WriteAsync }).AllowAnonymous();
        if (app.Configuration.GetValue<bool>("Jobs:Enabled") && app.Configuration.GetValue("Jobs:Scheduler", true))
        {
            app.MapHangfireDashboard("/engine", new DashboardOptions { Authorization = [new EndpointPolicyDecides()], IsReadOnlyFunc = _ => true, DisplayStorageConnectionString = false })
                .RequireAuthorization(policy => policy.RequireRole(Permissions.HeldBy(Permission.SeeEngine).Select(role => role.ToString())));
        }

        return app;
    }

    /// <summary>
    /// <c>migrate</c> applies the migrations and ends; <c>hold-mail</c> holds every mail that has not left, for a database that was
    /// restored, and ends; anything else serves, after migrating and loading the demonstration where the configuration asks for it.
    /// </summary>
    public static async Task RunWorkflowAsync(this WebApplication app, string[] args)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "migrations");
        var connectionString = ConnectionString(app.Configuration);
        var migrateOnly = args is ["migrate"];
        if (migrateOnly || app.Configuration.GetValue<bool>("Database:MigrateAtStart"))
        {
            await SchemaMigrator.MigrateAsync(connectionString, folder, CancellationToken.None);
        }

        if (migrateOnly)
        {
            return;
        }

        if (args is ["hold-mail"])
        {
            Console.WriteLine($"{await app.Services.GetRequiredService<MailQueue>().HoldAllAsync(CancellationToken.None)} mails held");
            return;
        }

        await app.Services.FollowClockAsync(CancellationToken.None);
        await app.StartAsync();
        await FirstData.LoadAsync(app);
        app.Services.GetRequiredService<Startup>().Done = true;
        await app.WaitForShutdownAsync();
    }

    private static string ConnectionString(IConfiguration configuration) => configuration.GetConnectionString("Workflow")
        ?? throw new InvalidOperationException("ConnectionStrings:Workflow is not set.");

    private static void AddClock(this IServiceCollection services, WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>("Clock:Adjustable"))
        {
            services.AddSingleton(TimeProvider.System);
            return;
        }

        if (builder.Environment.IsProduction())
        {
            throw new InvalidOperationException("Clock:Adjustable is for tests and demonstrations, never for Production.");
        }

        services.AddSingleton<TimeProvider, AdjustableClock>();
    }

    private static async Task FollowClockAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<TimeProvider>() is AdjustableClock adjustable)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
            adjustable.Offset = await db.Engine.Select(engine => engine.ClockOffset).SingleAsync(cancellationToken);
        }
    }

    /// <summary>Vietnamese unless the person chose otherwise; programs may ask by header.</summary>
    private static void Localize(RequestLocalizationOptions options)
    {
        CultureInfo[] languages = [CultureInfo.GetCultureInfo("vi-VN"), CultureInfo.GetCultureInfo("en-GB")];
        options.DefaultRequestCulture = new RequestCulture(languages[0]);
        options.SupportedCultures = languages;
        options.SupportedUICultures = languages;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider(),
            new CustomRequestCultureProvider(context =>
            {
                var asked = Requests.IsFromProgram(context.Request) ? context.Request.Headers.AcceptLanguage.ToString() : "";
                return Task.FromResult(asked.TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? new ProviderCultureResult("en-GB") : null);
            }),
        ];
    }

    /// <summary>
    /// The one category that writes down an address, or puts it into a scope, before the secret is taken out of it is silent, whatever
    /// the configuration says. A failure is written down by the handler of failures.
    /// </summary>
    private static void HideSecrets(WebApplicationBuilder builder) => builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        options.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, null)));

    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .AddSource(Telemetry.Source.Name)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !SecretAddresses.Bears(context.Request.Path))
                .AddOtlpExporter());
        }
    }

    private static Task AnswerBareStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => RefusalHandler.WriteAsync(context, 400, "request.malformed"),
        StatusCodes.Status404NotFound => RefusalHandler.WriteAsync(context, 404, "request.not-found"),
        StatusCodes.Status405MethodNotAllowed => RefusalHandler.WriteAsync(context, 405, "request.no-such-act"),
        StatusCodes.Status415UnsupportedMediaType => RefusalHandler.WriteAsync(context, 415, "request.wrong-media-type"),
        _ => Task.CompletedTask,
    };

    private static bool IsForeseen(Exception exception) => exception is Domain.RuleBrokenException or Documents.UnreadableFileException
        or NotFoundException or NotSignedInException or NotPermittedException or ChangedSinceSeenException or BadHttpRequestException or DbUpdateConcurrencyException;
}
