using System.Net;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class SignInPageTests(WebHost web)
{
    [Fact]
    public async Task A_wrong_password_is_said_and_the_address_stays()
    {
        var agency = await web.AnAgencyAsync();
        var person = agency.People["tuphap"];
        await web.Workflow.GiveAccountAsync(person);
        var stranger = web.AStranger();

        var refused = await stranger.SendAsync(await stranger.OpenAsync("/sign-in"), "", ("Email", person.Email), ("Password", "khong-phai-mat-khau"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("không đúng", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(person.Email, refused.Value("Email"));
        Assert.Equal("", refused.Value("Password"));
        Assert.Contains("/sign-in", (await stranger.OpenAsync("/plans")).Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quantri", "/organization")]
    [InlineData("thuongtruc.cchc", "/overview")]
    [InlineData("chutich", "/overview")]
    [InlineData("theodoi.sonoivu", "/overview")]
    [InlineData("tuphap", "/my-tasks")]
    [InlineData("tuphap.chuyenvien", "/my-tasks")]
    public async Task Everybody_lands_on_their_own_page(string mailbox, string page) => Assert.Equal(page, (await SignInAsync(mailbox, "/sign-in")).Address);

    [Fact]
    public async Task Whoever_came_for_a_page_gets_it() =>
        Assert.Equal("/activity", (await SignInAsync("tuphap", "/sign-in?ReturnUrl=%2Factivity")).Address);

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    public async Task Nobody_is_led_to_another_site(string address) =>
        Assert.Equal("/my-tasks", (await SignInAsync("tuphap", $"/sign-in?ReturnUrl={Uri.EscapeDataString(address)}")).Address);

    private async Task<Sheet> SignInAsync(string mailbox, string path)
    {
        var person = (await web.AnAgencyAsync()).People[mailbox];
        await web.Workflow.GiveAccountAsync(person);
        var stranger = web.AStranger();
        return await stranger.SendAsync(await stranger.OpenAsync(path), "", ("Email", person.Email), ("Password", WorkflowHost.Password));
    }
}
