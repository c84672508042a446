using Hangfire;
using Hangfire.Annotations;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using Npgsql;
using Workflow.Api.Deadlines;

namespace Workflow.Api.Jobs;

/// <summary>What the scheduler runs: "do what is due now", safe to run twice.</summary>
internal sealed class SweepJob(Sweep sweep)
{
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(CancellationToken cancellationToken) => sweep.RunAsync(cancellationToken);
}

/// <summary>
/// Keeps the recurring jobs registered: at start and every hour, since a scheduler can lose one. That it cannot is no reason to
/// end with it: deadlines are looked after without the scheduler too.
/// </summary>
internal sealed partial class JobSchedule(IRecurringJobManager jobs, ILogger<JobSchedule> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                jobs.AddOrUpdate<SweepJob>("sweep", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
            }
#pragma warning disable CA1031 // An exception that leaves a background service would end the whole process.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                NotRegistered(log, failure);
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(5001, LogLevel.Error, "The scheduler does not take its recurring job; sweeps go on by their own tick")]
    private static partial void NotRegistered(ILogger logger, Exception failure);
}

internal static class Scheduling
{
    /// <summary>
    /// The scheduler on a pool of its own, and under a role of its own where <c>ConnectionStrings:Scheduler</c> names one: it never
    /// starves the pages, nor they it.
    /// </summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services, string connectionString)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "workflow-jobs", MaxPoolSize = 12 }.ConnectionString;
        services.AddHangfire(configuration => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                options => options.UseNpgsqlConnection(own),
                new PostgreSqlStorageOptions
                {
                    UseSlidingInvisibilityTimeout = true,
                    InvisibilityTimeout = TimeSpan.FromMinutes(2),
                    DistributedLockTimeout = TimeSpan.FromMinutes(1),
                    QueuePollInterval = TimeSpan.FromSeconds(5),
                }));
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = 2;
            options.SchedulePollingInterval = TimeSpan.FromSeconds(15);
            options.ServerTimeout = TimeSpan.FromMinutes(1);
        });
        services.AddHostedService<JobSchedule>();
        return services;
    }
}

/// <summary>The policy of the endpoint decides; the dashboard's own habit of trusting this machine is switched off.</summary>
internal sealed class EndpointPolicyDecides : IDashboardAuthorizationFilter
{
    public bool Authorize([NotNull] DashboardContext context) => true;
}
