using Microsoft.EntityFrameworkCore;
using Workflow.Api.Clock;
using Workflow.Api.Mail;
using Workflow.Api.Persistence;

namespace Workflow.Api.Deadlines;

/// <summary>What a sweep did.</summary>
public sealed record SweepCounts(int TimersFired, int DigestsWritten, int MailsSent);

/// <summary>
/// Does what is due now: reports of a new year, steps of deadlines, digests, mails, and the day that has begun. Safe to run twice, at once, and on many
/// nodes; one process runs one at a time and lets the others wait.
/// </summary>
internal sealed class Sweep(
    OpenReports open, FireTimers fire, AssembleDigests assemble, DispatchMail dispatch, BeginDays begin, CloseDays close, IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<SweepCounts> RunAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await FollowClockAsync(cancellationToken);
            await open.RunAsync(cancellationToken);
            var counts = new SweepCounts(
                await fire.RunAsync(cancellationToken), await assemble.RunAsync(cancellationToken), await dispatch.RunAsync(cancellationToken));
            await begin.RunAsync(cancellationToken);
            await close.RunAsync(cancellationToken);
            await NoteAsync(cancellationToken);
            return counts;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Another process may have moved the test clock.</summary>
    private async Task FollowClockAsync(CancellationToken cancellationToken)
    {
        if (clock is AdjustableClock adjustable)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
            adjustable.Offset = await db.Engine.Select(engine => engine.ClockOffset).SingleAsync(cancellationToken);
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        await db.Database.ExecuteSqlAsync($"update engine set last_sweep_at = clock_timestamp()", cancellationToken);
    }
}
