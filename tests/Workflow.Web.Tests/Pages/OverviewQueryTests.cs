using System.Net;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>The whole page with header and all, over a database nobody else uses; the session itself is believed for a minute, as in service.</summary>
public sealed class OverviewQueryTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task The_overview_takes_six_queries_at_most_whatever_the_plan(int tasks)
    {
        await using var host = await WorkflowHost.StartWithPagesAsync(sessionCheck: TimeSpan.FromMinutes(5));
        var agency = await Given.AnAgencyAsync(host);
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 11, 29), tasks);
        await plan.FinishAsync(1);
        await host.SweepAtAsync(WorkflowHost.At(2024, 9, 10));
        await plan.AcceptAsync(2);
        await host.SweepAtAsync(WorkflowHost.At(2024, 9, 12));
        var chairman = new Reader(await host.SignIn(agency.People["chutich"]));
        await chairman.OpenAsync("/overview");

        using var queries = new QueryCount(host.ConnectionString);
        var page = await chairman.OpenAsync("/overview");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Html.QuerySelector("svg.trend"));
        Assert.NotEmpty(page.Html.QuerySelectorAll(".movers li"));
        Assert.True(queries.Count is > 0 and <= 6, $"{queries.Count} queries:\n{string.Join("\n---\n", queries.Commands)}");
    }
}
