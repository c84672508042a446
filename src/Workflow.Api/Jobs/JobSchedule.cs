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

/// <summary>Keeps the recurring jobs registered: at start and every hour, since a scheduler can lose one.</summary>
internal sealed class JobSchedule(IRecurringJobManager jobs) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            jobs.AddOrUpdate<SweepJob>("sweep", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }
}

internal static class Scheduling
{
    /// <summary>The scheduler on a pool of its own: it never starves the pages, nor they it.</summary>
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
