using Npgsql;

namespace Workflow.Api.Mail;

/// <summary>
/// The way to the mail server, as all processes share it: how many mails may leave now, and whether any may. After some
/// failures in a row it opens like a fuse; then one mail at a time tries whether the server is back, and the first that is
/// answered closes it again.
/// </summary>
internal sealed partial class MailChannel(MailDatabase database, MailSettings settings, ILogger<MailChannel> log)
{
    /// <summary>So many are allowed at a time: few enough that a process which dies leaves little of the rate unused.</summary>
    private const int MostAtATime = 20;

    private const string Ask =
        """
        with channel as (
            select server, opened_at,
                   case when $2 = 0 then $3 else least($4, tokens + $2 / 60 * greatest(0, extract(epoch from clock_timestamp() - refilled_at))) end as bucket
            from mail_channel where server = $1 and (opened_at is null or next_probe_at <= clock_timestamp())
            for update),
        allowed as (
            select server, bucket, least(floor(bucket), case when opened_at is null then $3 else 1 end)::int as count from channel)
        update mail_channel set
            tokens = allowed.bucket - case when $2 = 0 then 0 else allowed.count end,
            refilled_at = clock_timestamp(),
            next_probe_at = case when opened_at is not null then clock_timestamp() + interval '1 minute' end
        from allowed where mail_channel.server = allowed.server
        returning allowed.count
        """;

    private const string Fail =
        """
        update mail_channel set
            failures = failures + 1,
            openings = openings + case when opened_at is null and failures + 1 >= $2 then 1 else 0 end,
            opened_at = case when failures + 1 >= $2 then coalesce(opened_at, clock_timestamp()) end,
            next_probe_at = case when failures + 1 >= $2
                then clock_timestamp() + make_interval(secs => least(300, $3 * power(2, least(10, failures + 1 - $2))) * (0.5 + random() / 2)) end,
            last_failed_at = clock_timestamp(), trouble = left($4, 500)
        where server = $1
        returning opened_at is not null
        """;

    private const string Speak =
        """
        update mail_channel set
            failures = 0, opened_at = null, next_probe_at = null, trouble = null,
            last_accepted_at = case when $2 then clock_timestamp() else last_accepted_at end
        where server = $1
        """;

    /// <summary>Ten seconds' worth may leave at once.</summary>
    private double Capacity => Math.Max(1, settings.PerMinute / 6.0);

    /// <summary>How many mails may leave now; none while the channel is open or the minute's share is used up.</summary>
    public async Task<int> AskAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("insert into mail_channel (server, tokens) values ($1, $2) on conflict do nothing")
                {
                    Parameters = { Value(settings.Server), Value(Capacity) },
                },
                new NpgsqlBatchCommand(Ask)
                {
                    Parameters = { Value(settings.Server), Value((double)settings.PerMinute), Value((double)MostAtATime), Value(Capacity) },
                },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? rows.GetInt32(0) : 0;
    }

    /// <summary>What was allowed and not needed.</summary>
    public async Task GiveBackAsync(int unused, CancellationToken cancellationToken)
    {
        await using var give = database.Source.CreateCommand("update mail_channel set tokens = least($3, tokens + $2) where server = $1");
        give.Parameters.AddRange(new NpgsqlParameter[] { Value(settings.Server), Value((double)unused), Value(Capacity) });
        await give.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The connection failed. Answers whether that opened the channel.</summary>
    public async Task<bool> FailedAsync(string why, CancellationToken cancellationToken)
    {
        await using var fail = database.Source.CreateCommand(Fail);
        fail.Parameters.AddRange(new NpgsqlParameter[] { Value(settings.Server), Value(settings.BreakAfter), Value((double)settings.ProbeSeconds), Value(why) });
        var opened = (bool)(await fail.ExecuteScalarAsync(cancellationToken) ?? false);
        if (opened)
        {
            Opened(log, settings.Server, why);
        }

        return opened;
    }

    /// <summary>The server answered, with whatever.</summary>
    public async Task SpokeAsync(bool accepted, CancellationToken cancellationToken)
    {
        await using var speak = database.Source.CreateCommand(Speak);
        speak.Parameters.AddRange(new NpgsqlParameter[] { Value(settings.Server), Value(accepted) });
        await speak.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    [LoggerMessage(2003, LogLevel.Warning, "The way to {Server} is open, no mail leaves but now and then one that tries it: {Why}")]
    private static partial void Opened(ILogger logger, string server, string why);
}
