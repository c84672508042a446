using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflow.Api.Persistence;

namespace Workflow.Api.Http;

/// <summary>Ready means: the database answers, and where jobs run here, deadlines were looked after within three minutes.</summary>
internal sealed class ReadyCheck(WorkflowDbContext db, IConfiguration configuration, Startup startup) : IHealthCheck
{
    private static readonly TimeSpan SweepMayBeOld = TimeSpan.FromMinutes(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!startup.Done)
        {
            return HealthCheckResult.Unhealthy("still starting");
        }

        try
        {
            var age = await db.Database
                .SqlQuery<TimeSpan?>($"""select clock_timestamp() - last_sweep_at as "Value" from engine""")
                .SingleAsync(cancellationToken);
            return configuration.GetValue<bool>("Jobs:Enabled") && startup.LongAgo(SweepMayBeOld) && (age is null || age > SweepMayBeOld)
                ? HealthCheckResult.Unhealthy($"last sweep {age?.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture) ?? "never"} s ago")
                : HealthCheckResult.Healthy();
        }
        catch (Exception unreachable) when (unreachable is Npgsql.NpgsqlException or InvalidOperationException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("database");
        }
    }
}

/// <summary>How far the start of this process has come.</summary>
internal sealed class Startup
{
    private readonly long begun = TimeProvider.System.GetTimestamp();

    public bool Done { get; set; }

    public bool LongAgo(TimeSpan age) => TimeProvider.System.GetElapsedTime(begun) > age;
}
