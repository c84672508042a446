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
        await using var holder = new NpgsqlConnection(connectionString);
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
