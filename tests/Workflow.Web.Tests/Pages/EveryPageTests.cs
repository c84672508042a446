using System.Net;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class EveryPageTests(WebHost web)
{
    [Theory]
    [InlineData("thuongtruc.cchc", "/overview /plans {plan} {task} /reports {report} /reports/obligations /analyses {analysis} /analyses/new /scoring /scoring/sets/new /scoring/boards/new /reminders /reminders/mails /reminders/rehearsal /reminders/proof/{task} /inbox /deadlines/policy /deadlines/policy?kind=Indicator /reports/requests/new {plan}/targets {plan}/projection {plan}/changes {plan}/year {plan}/what-if /activity /organization /nothing-here")]
    [InlineData("chutich", "/overview {plan} {plan}/what-if {task} /reports {report} /reports/obligations {analysis} /overview?view=projector {plan}/projection {plan}/changes {plan}/year /activity")]
    [InlineData("tuphap", "/my-tasks /plans {plan} {task} /reports {report} /inbox /organization /delegations /calendar /my-calendar")]
    [InlineData("quantri", "/organization /calendar /clock /reminders /delivery /inbox /deadlines/policy /activity")]
    public async Task Has_one_heading_its_language_and_nothing_inline(string mailbox, string addresses)
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        await AReportAsync(agency, "Sở Tư pháp");
        var reader = await web.SignedInAsync(agency, mailbox);

        foreach (var address in addresses.Split(' '))
        {
            AssertClean(await reader.OpenAsync(await FillAsync(address, plan)));
        }
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/first-run")]
    public async Task So_has_what_a_stranger_sees(string address) => AssertClean(await web.AStranger().OpenAsync(address));

    [Fact]
    public async Task The_other_language_says_which_it_is()
    {
        var stranger = web.AStranger();
        var page = await stranger.OpenAsync("/sign-in");

        var english = await stranger.PostAsync(
            page.Html.QuerySelector("form.language")!.GetAttribute("action")!,
            new FormUrlEncodedContent(page.Html.QuerySelectorAll("form.language input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))));

        Assert.Equal(("en", "/sign-in"), (english.Html.DocumentElement.GetAttribute("lang"), english.Address));
        Assert.Equal("Sign in", english.Html.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Never_shows_anything_of_another_agency()
    {
        var (own, other) = (await web.AnAgencyAsync(), await web.AnAgencyAsync());
        var plan = await web.APlanAsync(own);
        var foreign = await web.APlanAsync(other);
        await foreign.DeclineAsync(reason: "Bí mật của cơ quan kia.");
        await AReportAsync(own, "Sở Tư pháp");
        await AReportAsync(other, "Sở Bí mật");
        var secrets = new[] { (await foreign.TaskAsync()).Id.ToString(), foreign.Id.ToString(), other.People["tuphap"].Email.Split('@')[1], "Bí mật của cơ quan kia", "Sở Bí mật" };
        var reader = await web.SignedInAsync(own, "thuongtruc.cchc");

        foreach (var address in new[] { "/overview", "/plans", "{plan}", "{plan}/projection", "{plan}/changes", "{plan}/what-if", "{plan}/targets", "{plan}/year", "{task}", "/reports", "{report}", "/reports/obligations", "/analyses", "/scoring", "/reminders", "/reminders/mails", "/reminders/rehearsal", "/inbox", "/activity", "/organization", "/calendar" })
        {
            var sheet = await reader.OpenAsync(await FillAsync(address, plan));
            Assert.Equal(HttpStatusCode.OK, sheet.Status);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, sheet.Html.DocumentElement.OuterHtml, StringComparison.Ordinal));
        }

        foreach (var address in new[] { "{plan}", "{task}", "{report}", "{analysis}", "/reminders/proof/{task}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync(await FillAsync(address, foreign))).Status);
        }
    }

    internal static void AssertClean(Sheet sheet)
    {
        Assert.Equal("vi", sheet.Html.DocumentElement.GetAttribute("lang"));
        Assert.True(sheet.Html.QuerySelectorAll("h1").Length == 1, $"{sheet.Address} has {sheet.Html.QuerySelectorAll("h1").Length} h1.");
        Assert.Empty(sheet.Html.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(sheet.Html.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(sheet.Html.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count(), sheet.Html.QuerySelectorAll("[id]").Length);
    }

    private async Task AReportAsync(AgencyCase agency, string recipient) =>
        await new ReportCase(web.Workflow, agency).OweAsync("Phòng Tư pháp", recipient, new DateOnly(2024, 10, 31));

    private async Task<string> FillAsync(string address, PlanCase plan) => address switch
    {
        _ when address.StartsWith("{plan}/", StringComparison.Ordinal) => await FillAsync("{plan}", plan) + address["{plan}".Length..],
        "{plan}" => $"/plans/{plan.Id.Value}",
        "/reminders/proof/{task}" => $"/reminders/proof/{(await plan.TaskAsync()).Id.Value}",
        "{task}" => $"/tasks/{(await plan.TaskAsync()).Id.Value}",
        "{report}" => $"/reports/{(await new ReportCase(web.Workflow, plan.Agency).AllAsync())[0].Id}",
        "{analysis}" => $"/analyses/{(await web.Workflow.SendAs(plan.Agency.Coordinator, new Api.Features.Plans.PlanDetails.Query(plan.Id))).AnalysisId}",
        _ => address,
    };
}
