using Npgsql;
using Workflow.Api.Features.Deadlines;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>What would be sent is what is sent, when nobody does anything; and asking changes nothing.</summary>
public sealed class RehearsalTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
        await Given.APublishedPlanAsync(host, agency);
        await new ReportCase(host, agency).OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 25));
        await host.SweepAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task What_is_rehearsed_is_what_then_happens()
    {
        var rehearsed = await RehearseAsync(new ReminderRehearsal.Query(Days: 45));

        for (var day = new DateOnly(2024, 9, 10); day <= new DateOnly(2024, 10, 24); day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day));
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day, 16));
        }

        var said = await SaidAsync();
        Assert.True(said.Count > 60, $"There must be much to say, and there is {said.Count}.");
        Assert.Equal(said, Flat(rehearsed));
    }

    [Fact]
    public async Task After_a_standstill_of_three_days_each_person_has_one_digest_with_the_latest_step_of_everything()
    {
        var query = new ReminderRehearsal.Query(Days: 10, Standstill: 3);
        var rehearsed = await RehearseAsync(query);
        Assert.Equal(At(2024, 9, 13, 9, 0), rehearsed.ResumesAt);

        for (var day = new DateOnly(2024, 9, 13); day <= new DateOnly(2024, 9, 19); day = day.AddDays(1))
        {
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day, day.Day == 13 ? 9 : 7, day.Day == 13 ? 0 : 30));
            await host.SweepAtAsync(At(day.Year, day.Month, day.Day, 16));
        }

        var said = await SaidAsync();
        Assert.Equal(said, Flat(rehearsed));
        Assert.True(rehearsed.Overtaken > 0, "The standstill must make steps overtake each other.");
        Assert.Equal((int)await CountAsync("select count(*) from reminder where state = 'overtaken'"), rehearsed.Overtaken);
        Assert.All(rehearsed.Letters.GroupBy(letter => (letter.Recipient.Email, letter.At.Date)), letters => Assert.Single(letters));
    }

    [Fact]
    public async Task On_a_Friday_that_became_a_holiday_nothing_would_be_sent()
    {
        var friday = new DateOnly(2024, 9, 20);
        Assert.Contains((await RehearseAsync(new ReminderRehearsal.Query())).Letters, letter => DateOnly.FromDateTime(letter.At.Date) == friday);

        var rehearsed = await RehearseAsync(new ReminderRehearsal.Query(DayOff: friday));

        Assert.DoesNotContain(rehearsed.Letters, letter => DateOnly.FromDateTime(letter.At.Date) == friday);
        Assert.NotEmpty(rehearsed.Letters);
    }

    [Fact]
    public async Task Nothing_is_written()
    {
        const string All =
            """
            select md5(string_agg(rows::text, '')) from (
                select timer::text as rows from timer union all select reminder::text from reminder union all select mail::text from mail
                union all select task::text from task union all select notice::text from notice union all select activity_entry::text from activity_entry order by 1) all_rows
            """;
        var before = await ScalarAsync(All);

        await RehearseAsync(new ReminderRehearsal.Query(Days: 90, Standstill: 3, DayOff: new DateOnly(2024, 9, 20)));

        Assert.Equal(before, await ScalarAsync(All));
    }

    private Task<ReminderRehearsal.View> RehearseAsync(ReminderRehearsal.Query query) => host.SendAs(agency.Coordinator, query);

    private static List<string> Flat(ReminderRehearsal.View view) =>
        [.. view.Letters.SelectMany(letter => letter.Lines.Select(line => $"{letter.At.UtcDateTime:yyyy-MM-dd HH:mm} {letter.Recipient.Email} {line.Subject.Id} {line.Rung}")).Order(StringComparer.Ordinal)];

    /// <summary>Reminders that left with a digest, as the ledger has them.</summary>
    private async Task<List<string>> SaidAsync()
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select to_char(mail.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' ' || mail.to_address || ' ' || coalesce(reminder.task_id, reminder.occurrence_id) || ' ' || rung
            from reminder join mail on mail.id = reminder.mail_id where reminder.state = 'sent'
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> said = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            said.Add(rows.GetString(0));
        }

        said.Sort(StringComparer.Ordinal);
        return said;
    }

    private async Task<long> CountAsync(string query) => (long)(await ScalarAsync(query))!;

    private async Task<object?> ScalarAsync(string query)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
