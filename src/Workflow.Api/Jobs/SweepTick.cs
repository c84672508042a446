using Workflow.Api.Deadlines;

namespace Workflow.Api.Jobs;

/// <summary>
/// Sweeps by a plain timer, beside the scheduler: the scheduler's own locks and retries can stop it, and deadlines must
/// not stop with it.
/// </summary>
internal sealed partial class SweepTick(Sweep sweep, IConfiguration configuration, ILogger<SweepTick> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(configuration.GetValue("Jobs:TickSeconds", 15)));
        do
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever went wrong, the next tick tries again; the health check tells if it never succeeds.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failed(log, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3002, LogLevel.Error, "A sweep failed; the next one tries again")]
    private static partial void Failed(ILogger logger, Exception failure);
}
