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

    /// <summary>The word alone while all is well, as machines that only ask for it know it; else the reasons after it.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var reasons = report.Entries.Values.Where(entry => entry.Status is not HealthStatus.Healthy).Select(entry => entry.Description);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join(": ", new[] { report.Status.ToString(), string.Join("; ", reasons) }.Where(part => part.Length > 0)), context.RequestAborted);
    }
}

/// <summary>How far the start of this process has come.</summary>
internal sealed class Startup(TimeProvider clock)
{
    private readonly long begun = clock.GetTimestamp();

    public bool Done { get; set; }

    public bool LongAgo(TimeSpan age) => clock.GetElapsedTime(begun) > age;
}
