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
    OpenReports open, FireTimers fire, AssembleDigests assemble, SendSummaries summaries, DispatchMail dispatch, BeginDays begin, CloseDays close, CheckTimers check,
    IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// Whether any part of a sweep has something to do; the argument is now. Where there are very many rows, the order keeps the server to
    /// the index even where it does not look at the argument.
    /// </summary>
    public const string AnythingToDo =
        $"""
        select coalesce((select true {FireTimers.Due} order by fire_at limit 1), false)
            or coalesce((select true {AssembleDigests.Due} order by not_before limit 1), false)
            or exists (select from mail where state in ('queued', 'sending'))
            or exists (select {OpenReports.Due})
            or exists (select {BeginDays.Due})
            or exists (select {CloseDays.Due})
            or exists (select {CheckTimers.Due}) as "Value"
        """;

    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<SweepCounts> RunAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await FollowClockAsync(cancellationToken);
            // Each part goes its own way: what one cannot do, the others do all the same.
            List<Exception> failures = [];
            var (fired, written, sent) = (0, 0, 0);
            await TryAsync(summaries.PlanAsync);
            if (await AnythingToDoAsync(cancellationToken))
            {
                await TryAsync(open.RunAsync);
                fired = await TryAsync(fire.RunAsync);
                await TryAsync(assemble.RecheckAsync);
                written = await TryAsync(assemble.RunAsync);
                await TryAsync(summaries.RunAsync);
                sent = await TryAsync(dispatch.RunAsync);
                await TryAsync(begin.RunAsync);
                await TryAsync(close.RunAsync);
                await TryAsync(check.NightlyAsync);
            }

            if (failures.Count > 0)
            {
                throw new AggregateException(failures);
            }

            await NoteAsync(cancellationToken);
            return new SweepCounts(fired, written, sent);

            async Task<int> TryAsync(Func<CancellationToken, Task<int>> part)
            {
                try
                {
                    return await part(cancellationToken);
                }
#pragma warning disable CA1031 // It is thrown when the other parts are done.
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    failures.Add(failure);
                    return 0;
                }
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Most sweeps find nothing: one question tells, and each of its parts ends at the first row of an index.</summary>
    private async Task<bool> AnythingToDoAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        return await db.Database.SqlQueryRaw<bool>(AnythingToDo, clock.GetUtcNow()).SingleAsync(cancellationToken);
    }

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
