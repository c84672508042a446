using Npgsql;
using Workflow.Api.Persistence;
using Workflow.Testing;

namespace Workflow.FaultRig;

/// <summary>Databases of the rig's server: the migrations run once, the others are copies.</summary>
internal static class RigDatabase
{
    private static readonly HashSet<int> Migrated = [];
    private static int number;

    public static async Task<string> CreateAsync(RigPostgres postgres)
    {
        if (Migrated.Add(postgres.Port))
        {
            await ExecuteAsync(postgres, "create database template_rig");
            var template = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("template_rig")) { Pooling = false };
            await SchemaMigrator.MigrateAsync(template.ConnectionString, WorkflowDatabase.Migrations, CancellationToken.None);
        }

        var name = $"rig_{++number}";
        await ExecuteAsync(postgres, $"create database {name} template template_rig");
        return name;
    }

    private static async Task ExecuteAsync(RigPostgres postgres, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
