using Workflow.Api.Features.Tasks;
using Workflow.Web.Pages;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class OverviewPageTests(WebHost web)
{
    [Theory]
    [InlineData(new[] { 10, 1, 1 }, new[] { 3, 1, 1 })]
    [InlineData(new[] { 10, 10, 10 }, new[] { 1, 2, 2 })]
    [InlineData(new[] { 0, 2, 1 }, new[] { 2, 1 })]
    [InlineData(new[] { 0, 0, 7 }, new[] { 5 })]
    [InlineData(new[] { 0, 0, 0 }, new int[0])]
    public void Groups_share_the_places_and_none_goes_unseen(int[] waiting, int[] shown)
    {
        var groups = DecisionGroup.Share([.. waiting.Select((count, at) => ($"{at}", (IReadOnlyList<TaskItem>)new TaskItem[count]))]);

        Assert.Equal(shown, groups.Select(group => group.Shown.Count));
        Assert.Equal(waiting.Where(count => count > 0), groups.Select(group => group.Count));
    }

    [Fact]
    public async Task The_chairman_reads_scores_cells_fields_decisions_units_and_what_is_overdue_in_this_order()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency, tasks: 3);
        await plan.DeclineAsync(1, "Không thuộc chức năng.");
        await plan.FinishAsync(2);
        var chairman = await web.SignedInAsync(agency, "chutich");

        var page = await chairman.OpenAsync("/overview");

        Assert.Equal(
            ["score", "spread", "cells", "fields", "decisions", "units", "overdue"],
            page.Html.QuerySelectorAll("main section").Select(section => section.GetAttribute("aria-labelledby")));
        Assert.Equal("40,00", page.Html.QuerySelector(".score-four .target .points")!.TextContent);
        Assert.Equal(2, page.Html.QuerySelectorAll(".decision").Length);
    }
}
