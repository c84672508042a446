using System.Net;
using Workflow.Api.Features.Notices;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>What people were told is on the page whatever becomes of their mail, and what administrators see of the way it takes.</summary>
public sealed class InboxPageTests(WebHost web)
{
    [Fact]
    public async Task Opening_a_notice_takes_it_off_the_count_in_the_header()
    {
        var agency = await web.AnAgencyAsync();
        await web.APlanAsync(agency);
        var reader = await web.SignedInAsync(agency, "tuphap");
        var inbox = await reader.OpenAsync("/inbox");
        Assert.Equal("1", inbox.Html.QuerySelector(".unread-count")!.TextContent);
        Assert.Equal("1", (await reader.OpenAsync("/my-tasks")).Html.QuerySelector(".unread-count")!.TextContent);

        var notice = await reader.SendAsync(inbox, "Open");

        Assert.StartsWith("/inbox/", notice.Address, StringComparison.Ordinal);
        Assert.StartsWith("https://cchc.tamduong.example/tasks/", notice.Html.QuerySelector(".mail-text a[href]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Null(notice.Html.QuerySelector(".unread-count"));
    }

    [Fact]
    public async Task Looking_at_a_notice_changes_nothing_and_others_do_not_see_it()
    {
        var agency = await web.AnAgencyAsync();
        await web.APlanAsync(agency);
        var notice = (await web.Workflow.SendAs(agency.Actor("tuphap"), new NoticeList.Query())).Items[0];

        var own = await (await web.SignedInAsync(agency, "tuphap")).OpenAsync($"/inbox/{notice.Id}");
        var others = await (await web.SignedInAsync(agency, "noivu")).OpenAsync($"/inbox/{notice.Id}");

        Assert.NotNull(own.Html.QuerySelector(".unread-count"));
        Assert.Equal(HttpStatusCode.NotFound, others.Status);
    }

    [Fact]
    public async Task The_state_of_delivery_is_for_administrators()
    {
        var agency = await web.AnAgencyAsync();

        Assert.Equal(HttpStatusCode.OK, (await (await web.SignedInAsync(agency, "quantri")).OpenAsync("/delivery")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignedInAsync(agency, "thuongtruc.cchc")).OpenAsync("/delivery")).Status);
    }

    [Fact]
    public async Task An_administrator_compares_timers_and_is_told_what_came_of_it()
    {
        var agency = await web.AnAgencyAsync();
        await web.APlanAsync(agency);
        var reader = await web.SignedInAsync(agency, "quantri");

        var done = await reader.SendAsync(await reader.OpenAsync("/delivery"), "Check");

        Assert.Contains("0 sai lệch", done.Main, StringComparison.Ordinal);
        Assert.Contains("Không sai lệch", done.Main, StringComparison.Ordinal);
    }
}
