using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;
using Workflow.Domain;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// Hears from the database which projections have moved, whichever node moved them, and tells those who look at them. One
/// connection a node, made when the first one looks; when it breaks it is made anew, and then everybody is told, since nobody
/// knows what was missed.
/// </summary>
internal sealed partial class ProjectionNews(IConfiguration configuration, ILogger<ProjectionNews> log) : BackgroundService
{
    /// <summary>A person's pages that may follow at once on one node: a browser has six connections for all it does.</summary>
    public const int MostPerPerson = 4;

    public static readonly Rule ManyPagesFollowAtOnce = new("projection.too-many-streams");

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<ProjectionStream, byte> open = new();
    private readonly Lock opening = new();
    private readonly TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done while the database is being listened to.</summary>
    public Task Listening => listening.Task;

    /// <exception cref="RuleBrokenException">Too many pages of this person follow already.</exception>
    public ProjectionStream Follow(Actor actor, PlanId plan)
    {
        wanted.TrySetResult();
        lock (opening)
        {
            if (open.Keys.Count(stream => stream.PersonId == actor.PersonId) >= MostPerPerson)
            {
                throw new RuleBrokenException(ManyPagesFollowAtOnce);
            }

            var stream = new ProjectionStream(actor.PersonId, actor.AgencyId, plan, ended => open.TryRemove(ended, out _));
            open[stream] = default;
            return stream;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await wanted.Task.WaitAsync(stoppingToken);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception lost) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was: pages work without news, and a node must not end for want of them.
                LogLost(lost);
            }

            pause = Listening.IsCompleted ? FirstPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 2));
            if (Listening.IsCompleted)
            {
                listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            await Task.Delay(pause, TimeProvider.System, stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        // Outside the pool, and asked now and then whether it is still there: nothing else would tell.
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Workflow")) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, news) => Hear(news.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand("listen workflow_news", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        listening.TrySetResult();
        foreach (var stream in open.Keys)
        {
            stream.Tell();
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    /// <summary>"projection {agency} {plan}", or "session {person}" for whoever has signed out.</summary>
    private void Hear(string news)
    {
        switch (news.Split(' '))
        {
            case ["projection", var agency, var plan]:
                foreach (var stream in open.Keys.Where(stream => stream.AgencyId.ToString() == agency && stream.PlanId.ToString() == plan))
                {
                    stream.Tell();
                }

                break;
            case ["session", var person]:
                foreach (var stream in open.Keys.Where(stream => stream.PersonId.ToString() == person))
                {
                    stream.Dispose();
                }

                break;
        }
    }

    [LoggerMessage(3100, LogLevel.Warning, "News from the database ended; listening again soon")]
    private partial void LogLost(Exception lost);
}

/// <summary>What one page hears of one plan. Several moves that nobody has taken yet are one.</summary>
public sealed class ProjectionStream : IDisposable
{
    private readonly Channel<bool> moves = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Action<ProjectionStream> ended;
    private Task<bool>? next;

    internal ProjectionStream(PersonId personId, AgencyId agencyId, PlanId planId, Action<ProjectionStream> ended)
    {
        PersonId = personId;
        AgencyId = agencyId;
        PlanId = planId;
        this.ended = ended;
    }

    internal PersonId PersonId { get; }

    internal AgencyId AgencyId { get; }

    internal PlanId PlanId { get; }

    /// <summary>Waits for the next move.</summary>
    /// <returns>True when the projection has moved, false when nothing happened for so long, null when the stream has ended.</returns>
    public async Task<bool?> NextAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        next ??= moves.Reader.WaitToReadAsync(cancellationToken).AsTask();
        if (await Task.WhenAny(next, Task.Delay(atMost, TimeProvider.System, cancellationToken)) != next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        var goesOn = await next;
        next = null;
        return goesOn && moves.Reader.TryRead(out _) ? true : null;
    }

    public void Dispose()
    {
        moves.Writer.TryComplete();
        ended(this);
    }

    internal void Tell() => moves.Writer.TryWrite(true);
}
