using System.Net;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class TargetsPageTests(WebHost web)
{
    [Fact]
    public async Task The_coordinator_sets_targets_and_the_overview_shows_them()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency, tasks: 2);
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var page = await coordinator.OpenAsync($"/plans/{plan.Id.Value}/targets");

        var saved = await coordinator.SendAsync(page, "", ("TargetScore", "23,4"), ("Fields[1]", "21"));
        var overview = await coordinator.OpenAsync("/overview");

        Assert.Equal("Đã lưu mục tiêu điểm.", saved.Done);
        Assert.Equal("23,40", overview.Html.QuerySelector(".score-four .target .points")!.TextContent);
        Assert.Contains("mục tiêu 21,00", overview.Html.QuerySelector(".field-list")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_beyond_the_maximum_is_refused_and_what_was_typed_stays()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var page = await coordinator.OpenAsync($"/plans/{plan.Id.Value}/targets");

        var refused = await coordinator.SendAsync(page, "", ("Fields[1]", "41"), ("Fields[2]", "6,5"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Mục tiêu của lĩnh vực 1", refused.Main, StringComparison.Ordinal);
        Assert.Equal("6,5", refused.Html.QuerySelector("input[name='Fields[2]']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_chairman_sees_no_way_there()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var chairman = await web.SignedInAsync(agency, "chutich");

        var page = await chairman.OpenAsync($"/plans/{plan.Id.Value}");

        Assert.Equal(HttpStatusCode.Forbidden, (await chairman.OpenAsync($"/plans/{plan.Id.Value}/targets")).Status);
        Assert.DoesNotContain("/targets", page.Html.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }
}
