using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Workflow.Api.Persistence;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Persistence;

public sealed class SchemaTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mapped_column_is_in_the_database_with_its_type_and_its_nullability()
    {
        var columns = await ColumnsAsync();
        var mapped = await host.SeeAsync(default, db => Task.FromResult(Mapped(db.Model)));

        Assert.True(mapped.Count > 120);
        Assert.Empty(mapped.Except(columns));
    }

    [Fact]
    public async Task Every_column_that_must_be_filled_is_mapped_or_has_a_default()
    {
        var mapped = await host.SeeAsync(default, db => Task.FromResult(Mapped(db.Model).Select(column => (column.Table, column.Name)).ToHashSet()));
        var tables = mapped.Select(column => column.Table).ToHashSet();
        var demanded = await ReadAsync(
            "select table_name, column_name from information_schema.columns where table_schema = 'public' and is_nullable = 'NO' and column_default is null and is_identity = 'NO'",
            row => (Table: row.GetString(0), Name: row.GetString(1)));

        Assert.DoesNotContain(demanded, column => tables.Contains(column.Table) && !mapped.Contains(column));
    }

    [Theory]
    [InlineData("update activity_entry set kind = 'x'")]
    [InlineData("delete from activity_entry")]
    [InlineData("truncate activity_entry")]
    public async Task History_is_neither_changed_nor_taken_away(string statement)
    {
        await Given.ADraftPlanAsync(host, await Given.AnAgencyAsync(host));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(statement));

        Assert.Equal("history is not changed", refused.MessageText);
        Assert.NotEqual(0, (await ReadAsync("select count(*) from activity_entry", row => row.GetInt64(0)))[0]);
    }

    [Fact]
    public async Task Migrating_again_or_at_once_changes_nothing()
    {
        var before = await ColumnsAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SchemaMigrator.MigrateAsync(host.ConnectionString, WorkflowDatabase.Migrations, Cancellation)));

        Assert.Equal(before.Order(), (await ColumnsAsync()).Order());
        Assert.Equal(
            Directory.GetFiles(WorkflowDatabase.Migrations, "*.sql").Length,
            (await ReadAsync("select count(*) from schema_version", row => row.GetInt64(0)))[0]);
    }

    [Fact]
    public async Task A_migration_that_fails_says_which_one_and_leaves_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory("migrations-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "0900_broken.sql"), "create table half_done (id int); select no_such_function();", Cancellation);

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => SchemaMigrator.MigrateAsync(host.ConnectionString, folder, Cancellation));

        Directory.Delete(folder, recursive: true);
        Assert.Contains("0900_broken", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await ColumnsAsync(), column => column.Table == "half_done");
    }

    [Theory]
    [InlineData("update task set percent = 101")]
    [InlineData("update task set denominator = 1, numerator = null")]
    [InlineData("update task set last_good_day = last_good_day + 1")]
    [InlineData("update task set state = 'Assigned', lead_unit_id = null")]
    [InlineData("update projection set secured = deducted + 1")]
    [InlineData("update deduction set points = -1")]
    public async Task What_cannot_be_is_refused_by_the_database_itself(string statement)
    {
        await Given.ADraftPlanAsync(host, await Given.AnAgencyAsync(host));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(statement));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    private static HashSet<Column> Mapped(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           where entity.GetTableName() is not null
           let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
           from property in entity.GetProperties()
           let name = property.GetColumnName(table)
           where name is not null and not "xmin"
           select new Column(table.Name, name!, property.GetColumnType(table), property.IsColumnNullable(table)),
    ];

    private async Task<HashSet<Column>> ColumnsAsync() => [.. await ReadAsync(
        """
        select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        """,
        row => new Column(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3)))];

    private async Task<List<T>> ReadAsync<T>(string query, Func<NpgsqlDataReader, T> map)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private sealed record Column(string Table, string Name, string Type, bool Nullable) : IComparable<Column>
    {
        public int CompareTo(Column? other) => string.CompareOrdinal(ToString(), other?.ToString());
    }
}
