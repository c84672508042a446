using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Scoring;
using Workflow.Testing;
using Xunit;

namespace Workflow.Api.Tests.Scoring;

/// <summary>News of a projection: from any node to any node, when it is committed, to those who may see it.</summary>
public sealed class ProjectionNewsTests(WorkflowHost host) : IClassFixture<WorkflowHost>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_moves_on_one_node_is_told_on_the_other()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        await using var other = await host.StartAnotherNodeAsync();
        await using var stream = await OpenAsync(other, agency, plan);

        await plan.AcceptAsync();

        Assert.True(await stream.HearsAsync(Soon));
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_told()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        await using var stream = await OpenAsync(host, agency, plan);
        await QuietAsync(stream);

        await host.SeeAsync(agency.Id, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var moved = await db.Database.ExecuteSqlAsync($"update projection set expected = expected + 0.1 where plan_id = {plan.Id.Value}");
            await transaction.RollbackAsync();
            return moved;
        });
        Assert.False(await stream.HearsAsync(AWhile));

        // The same committed is told: it was not deafness.
        await host.SeeAsync(agency.Id, db => db.Database.ExecuteSqlAsync($"update projection set expected = expected + 0.1 where plan_id = {plan.Id.Value}"));
        Assert.True(await stream.HearsAsync(Soon));
    }

    [Fact]
    public async Task A_write_that_moves_no_figure_is_no_news()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        await using var stream = await OpenAsync(host, agency, plan);
        await QuietAsync(stream);

        await host.SeeAsync(agency.Id, db => db.Database.ExecuteSqlAsync($"update projection set updated_at = now() where plan_id = {plan.Id.Value}"));

        Assert.False(await stream.HearsAsync(AWhile));
    }

    [Fact]
    public async Task Another_agency_hears_nothing_and_cannot_ask()
    {
        var own = await Given.AnAgencyAsync(host);
        var other = await Given.AnAgencyAsync(host);
        var (plan, others) = (await Given.APlanOfAsync(host, own, new DateOnly(2024, 11, 29)), await Given.APlanOfAsync(host, other, new DateOnly(2024, 11, 29)));
        await using var stream = await OpenAsync(host, other, others);
        using var stranger = await host.SignIn(other.People["chutich"]);

        var asked = await stranger.GetAsync(Events(plan), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await plan.AcceptAsync();

        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.False(await stream.HearsAsync(AWhile));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_hears_nothing()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));

        var asked = await host.Anonymous().GetAsync(Events(plan), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
    }

    [Fact]
    public async Task What_came_between_page_and_stream_is_told_at_once()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        var seen = await host.SeeAsync(agency.Id, db => db.Stakes.Where(stake => stake.PlanId == plan.Id).MaxAsync(stake => stake.Id));
        await using var upToDate = await OpenAsync(host, agency, plan, seen);
        await QuietAsync(upToDate);

        await plan.AcceptAsync();
        await using var late = await OpenAsync(host, agency, plan, seen);

        Assert.True(await late.HearsAsync(Soon));
        Assert.True(await upToDate.HearsAsync(Soon));
        Assert.False(await upToDate.HearsAsync(AWhile));
    }

    [Fact]
    public async Task Signing_out_on_one_node_ends_the_streams_on_all()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        await using var other = await host.StartAnotherNodeAsync();
        await using var stream = await OpenAsync(other, agency, plan);
        using var browser = await host.SignIn(agency.People["chutich"]);

        using var left = await browser.DeleteAsync("/api/v1/session", TestContext.Current.CancellationToken);

        Assert.True(left.IsSuccessStatusCode);
        Assert.True(await stream.EndsAsync(Soon));
    }

    [Fact]
    public async Task A_person_follows_with_four_pages_at_most()
    {
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29));
        List<Listening> streams = [];
        for (var page = 0; page < ProjectionNews.MostPerPerson; page++)
        {
            streams.Add(await OpenAsync(host, agency, plan));
        }

        using var client = await host.SignIn(agency.People["chutich"]);
        var refused = await client.ReadAsync($"/plans/{plan.Id.Value}/projection/events");
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("projection.too-many-streams", refused.Code);
    }

    /// <summary>Until what the making of the plan told has passed.</summary>
    private static async Task QuietAsync(Listening stream)
    {
        while (await stream.HearsAsync(AWhile))
        {
        }
    }

    private static string Events(PlanCase plan) => $"/api/v1/plans/{plan.Id.Value}/projection/events";

    private static async Task<Listening> OpenAsync(WorkflowHost node, AgencyCase agency, PlanCase plan, long? seen = null)
    {
        var client = await node.SignIn(agency.People["chutich"]);
        var answer = await client.GetAsync(Events(plan) + (seen is null ? "" : $"?seen={seen}"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new Listening(client, new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>A browser's end of a stream.</summary>
    private sealed class Listening(HttpClient client, StreamReader lines) : IAsyncDisposable
    {
        private Task<string?>? next;

        public async Task<bool> HearsAsync(TimeSpan within) => await UntilAsync(line => line == "event: moved", within) is not null;

        public async Task<bool> EndsAsync(TimeSpan within)
        {
            try
            {
                using var limit = new CancellationTokenSource(within);
                while (await lines.ReadLineAsync(limit.Token) is not null)
                {
                }

                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            client.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<string?> UntilAsync(Func<string, bool> wanted, TimeSpan within)
        {
            using var limit = new CancellationTokenSource(within);
            while (true)
            {
                next ??= lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
                if (await Task.WhenAny(next, Task.Delay(Timeout.Infinite, limit.Token)) != next)
                {
                    return null;
                }

                var line = await next;
                next = null;
                if (line is null || wanted(line))
                {
                    return line;
                }
            }
        }
    }
}
