using Npgsql;

namespace Workflow.Api.Mail;

/// <summary>A mail that was taken up to be sent, and what its ledger says of earlier times.</summary>
/// <param name="Fence">Grows with every taking; who comes with an older one has lost the mail to another.</param>
/// <param name="Ambiguous">How often it was not known whether the server had it.</param>
internal sealed record OutgoingMail(
    Guid Id, int Fence, int Attempt, int Ambiguous, string ToName, string ToAddress, string Subject, string TextBody, string HtmlBody, string MessageId, DateTimeOffset CreatedAt,
    string? Calendar);

/// <summary>What becomes of a mail after it was tried.</summary>
/// <param name="Spent">Whether the try counts as one of this mail's.</param>
internal sealed record MailVerdict(
    OutgoingMail Mail, PostResult Result, string State, string ReminderState, int Ambiguous, bool Spent, TimeSpan Wait, DateTimeOffset? SentAt);

/// <summary>The dispatcher's own connections: pages that use up theirs do not stop the mail.</summary>
internal sealed class MailDatabase : IAsyncDisposable
{
    public MailDatabase(string connectionString) => Source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "workflow-mail", MaxPoolSize = 4, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });

    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>
/// The outbox as the dispatcher sees it. A mail is taken under a lease and a fence, and what came of it is written together
/// with the taking of the next: one transaction a mail. Both go by the database's clock; the times of an attempt, which people
/// read, by that of the program.
/// </summary>
internal sealed partial class MailQueue(MailDatabase database, MailSettings settings, TimeProvider clock, ILogger<MailQueue> log)
{
    /// <summary>So often may it be unknown whether a mail arrived before a person has to look.</summary>
    public const int MostAmbiguous = 2;

    private const string Due =
        "state in ('queued', 'sending') and next_attempt_at <= clock_timestamp() and (state = 'queued' or lease_until < clock_timestamp())";

    private const string Hold =
        """
        with lost as (
            update mail set state = 'held', reply = coalesce(reply, 'outcome unknown')
            where state = 'sending' and lease_until < clock_timestamp() and ambiguous >= $1
            returning id)
        update reminder set state = 'unknown' from lost where reminder.mail_id = lost.id and reminder.state in ('queued', 'unknown')
        """;

    private const string Take =
        $"""
        with next as (
            select id from mail where {Due} order by urgency desc, next_attempt_at limit 1 for update skip locked),
        taken as (
            update mail set
                ambiguous = ambiguous + case when state = 'sending' then 1 else 0 end,
                state = 'sending', attempt = attempt + 1, fence = fence + 1, lease_until = clock_timestamp() + $1
            from next where mail.id = next.id
            returning mail.*),
        begun as (
            insert into mail_attempt (mail_id, agency_id, fence, begun_at) select id, agency_id, fence, $2 from taken)
        select id, fence, attempt, ambiguous, to_name, to_address, subject, text_body, html_body, message_id, created_at, calendar from taken
        """;

    private const string Settle =
        """
        with settled as (
            update mail set
                state = $3, reply = $4, sent_at = $5, lease_until = null,
                attempt = attempt - $6, ambiguous = ambiguous + $7, next_attempt_at = clock_timestamp() + $8
            where id = $1 and fence = $2 and state = 'sending'
            returning id),
        told as (
            update reminder set state = $9, sent_at = $5 from settled where reminder.mail_id = settled.id and reminder.state in ('queued', 'unknown')),
        noted as (
            update mail_attempt set ended_at = $11, outcome = $10, reply = $4 where mail_id = $1 and fence = $2)
        select count(*)::int from settled
        """;

    /// <summary>Whether anything waits that may leave now.</summary>
    public async Task<bool> AnythingDueAsync(CancellationToken cancellationToken)
    {
        await using var look = database.Source.CreateCommand($"select exists (select from mail where {Due})");
        return (bool)(await look.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Puts aside for a person what was left in doubt too often by processes that died.</summary>
    public async Task HoldDoubtfulAsync(CancellationToken cancellationToken)
    {
        await using var hold = database.Source.CreateCommand(Hold);
        hold.Parameters.Add(Value(MostAmbiguous));
        await hold.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Holds every mail that has not left, of all agencies. A restored database does not know what left after it was saved: a
    /// person decides.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> HoldAllAsync(CancellationToken cancellationToken)
    {
        await using var hold = database.Source.CreateCommand(
            """
            with held as (
                update mail set state = 'held', fence = fence + 1, lease_until = null, reply = coalesce(reply || ' · ', '') || 'held after a restore'
                where state in ('queued', 'sending')
                returning id),
            told as (
                update reminder set state = 'unknown' from held where reminder.mail_id = held.id and reminder.state in ('queued', 'unknown'))
            select count(*)::int from held
            """);
        return (int)(await hold.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Writes down what became of the last one, and takes the next; null when none is due.</summary>
    public async Task<OutgoingMail?> NextAsync(MailVerdict? last, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        if (last is not null)
        {
            batch.BatchCommands.Add(Settling(last));
        }

        var take = new NpgsqlBatchCommand(Take);
        take.Parameters.Add(Value(TimeSpan.FromSeconds(settings.LeaseSeconds)));
        take.Parameters.Add(Value(clock.GetUtcNow().ToUniversalTime()));
        batch.BatchCommands.Add(take);

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        if (last is not null)
        {
            await rows.ReadAsync(cancellationToken);
            TellIfLost(last, rows.GetInt32(0));
            await rows.NextResultAsync(cancellationToken);
        }

        return await rows.ReadAsync(cancellationToken)
            ? new OutgoingMail(
                rows.GetGuid(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetString(4), rows.GetString(5), rows.GetString(6), rows.GetString(7), rows.GetString(8),
                rows.GetString(9), rows.GetFieldValue<DateTimeOffset>(10), rows.IsDBNull(11) ? null : rows.GetString(11))
            : null;
    }

    /// <summary>Writes down what became of a mail, unless somebody else holds it by now.</summary>
    public async Task SettleAsync(MailVerdict verdict, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Settling(verdict) } };
        TellIfLost(verdict, (int)(await batch.ExecuteScalarAsync(cancellationToken))!);
    }

    private NpgsqlBatchCommand Settling(MailVerdict verdict)
    {
        var reply = verdict.Result.Reply;
        return new NpgsqlBatchCommand(Settle)
        {
            Parameters =
            {
                Value(verdict.Mail.Id),
                Value(verdict.Mail.Fence),
                Value(verdict.State),
                Value(reply.Length > 500 ? reply[..500] : reply),
                new NpgsqlParameter { Value = (object?)verdict.SentAt?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
                Value(verdict.Spent ? 0 : 1),
                Value(verdict.Ambiguous),
                Value(verdict.Wait),
                Value(verdict.ReminderState),
                Value(verdict.Result.Outcome.ToString()),
                Value(clock.GetUtcNow().ToUniversalTime()),
            },
        };
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private void TellIfLost(MailVerdict verdict, int settled)
    {
        if (settled == 0)
        {
            FencedOff(log, verdict.Mail.Id);
        }
    }

    [LoggerMessage(2002, LogLevel.Warning, "Mail {Mail} was taken over by another process while it was sent; its own outcome is not written down")]
    private static partial void FencedOff(ILogger logger, Guid mail);
}
