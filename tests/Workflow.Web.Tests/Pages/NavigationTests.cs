using System.Net;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class NavigationTests(WebHost web)
{
    [Theory]
    [InlineData("quantri", "/plans /reminders /activity /organization /calendar")]
    [InlineData("thuongtruc.cchc", "/overview /plans /reports /analyses /scoring /reminders /activity")]
    [InlineData("chutich", "/overview /plans /reports /analyses /scoring /activity")]
    [InlineData("theodoi.sonoivu", "/overview /plans /analyses /scoring /activity")]
    [InlineData("tuphap", "/my-tasks /plans /reports /activity")]
    [InlineData("tuphap.chuyenvien", "/my-tasks /plans /reports /activity")]
    public async Task Each_role_sees_the_places_it_may_enter(string mailbox, string places)
    {
        var agency = await web.AnAgencyAsync();
        await web.APlanAsync(agency);
        var reader = await web.SignedInAsync(agency, mailbox);

        Assert.Equal(places.Split(' '), (await reader.OpenAsync("/activity")).Navigation);
        Assert.All(places.Split(' '), place => Assert.Equal(HttpStatusCode.OK, reader.OpenAsync(place).GetAwaiter().GetResult().Status));
    }

    [Theory]
    [InlineData("tuphap", "/analyses")]
    [InlineData("tuphap", "/reminders")]
    [InlineData("chutich", "/reminders/mails")]
    public async Task A_place_of_others_is_refused_in_words(string mailbox, string place)
    {
        var reader = await web.SignedInAsync(await web.AnAgencyAsync(), mailbox);

        var refused = await reader.OpenAsync(place);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Không có quyền", refused.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/overview")]
    [InlineData("/organization")]
    [InlineData("/activity")]
    public async Task A_stranger_is_asked_to_sign_in(string place) =>
        Assert.Equal($"/sign-in?ReturnUrl={Uri.EscapeDataString(place)}", (await web.AStranger().OpenAsync(place)).Address);
}
