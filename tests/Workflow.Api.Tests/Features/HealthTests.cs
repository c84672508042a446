using System.Net;
using Npgsql;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Features;

/// <summary>Whoever watches the process learns that deadlines are not looked after, and why.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_sweep_older_than_three_minutes_is_told_with_its_age()
    {
        await using var host = await WorkflowHost.StartAsync(new Dictionary<string, string?> { ["Jobs:Enabled"] = "true", ["Jobs:Scheduler"] = "false", ["Jobs:TickSeconds"] = "3600" });
        await SweptAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(host));

        await host.ExecuteAsync("update engine set last_sweep_at = clock_timestamp() - interval '200 seconds'");

        var (status, text) = await AskAsync(host);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Matches("^Unhealthy: last sweep 20[0-9] s ago$", text);
    }

    [Fact]
    public async Task A_process_that_looks_after_no_deadlines_does_not_answer_for_them()
    {
        await using var host = await WorkflowHost.StartAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(host));
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(WorkflowHost host)
    {
        using var client = host.Anonymous();
        using var answer = await client.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The first sweep, with which a process begins, is over.</summary>
    private static async Task SweptAsync(WorkflowHost host)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var ask = new NpgsqlCommand("select last_sweep_at is not null from engine", connection);
        while (!(bool)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))!)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
