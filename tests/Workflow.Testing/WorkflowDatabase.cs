using Npgsql;
using Workflow.Api.Persistence;

namespace Workflow.Testing;

/// <summary>Databases with the present schema: the migrations run once a process, every database after that is a copy.</summary>
public static class WorkflowDatabase
{
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);

    public static string Migrations { get; } = Path.Combine(AppContext.BaseDirectory, "migrations");

    /// <returns>A superuser's connection to a database of its own, migrated and empty.</returns>
    public static async Task<string> CreateAsync()
    {
        var connection = await PostgresCluster.CreateDatabaseAsync(await Template.Value);
        return new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 20 }.ConnectionString;
    }

    public static async Task DropAsync(string connectionString)
    {
        await using (var own = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(own);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var server = new NpgsqlConnection(await PostgresCluster.ConnectionStringAsync());
        await server.OpenAsync();
        await using var drop = server.CreateCommand();
        drop.CommandText = $"drop database if exists \"{name}\" with (force)";
        await drop.ExecuteNonQueryAsync();
    }

    // Nobody may stay connected to a template, so nothing of this is pooled.
    private static async Task<string> MigrateTemplateAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(await PostgresCluster.CreateDatabaseAsync(template: null)) { Pooling = false };
        await SchemaMigrator.MigrateAsync(connection.ConnectionString, Migrations, CancellationToken.None);
        return connection.Database!;
    }
}
