using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Workflow.Api.Persistence;

/// <summary>Applies the numbered SQL files of <c>migrations/</c>, each once, each in its transaction, one process at a time.</summary>
internal static class SchemaMigrator
{
    private const long LockKey = 7_020_260_001;

    /// <exception cref="InvalidOperationException">A file failed; those before it stay applied.</exception>
    public static async Task MigrateAsync(string connectionString, string folder, CancellationToken cancellationToken)
    {
        // A pool would keep the session, and with it the lock, after the holder is gone; who waits, waits as long as it takes.
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        await using var holder = new NpgsqlConnection(unpooled.ConnectionString);
        await holder.OpenAsync(cancellationToken);
        await using (var take = new NpgsqlCommand($"select pg_advisory_lock({LockKey})", holder))
        {
            await take.ExecuteNonQueryAsync(cancellationToken);
        }

        DatabaseUpgradeResult result = DeployChanges.To
            .PostgresqlDatabase(connectionString)
            .WithScriptsFromFileSystem(folder)
            .JournalToPostgresqlTable("public", "schema_version")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed.", result.Error);
        }
    }
}
