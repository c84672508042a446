using System.Net;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class OrganizationPageTests(WebHost web)
{
    [Fact]
    public async Task The_administrator_adds_a_unit_and_its_head_who_can_sign_in()
    {
        var agency = await web.AnAgencyAsync();
        var administrator = await web.SignedInAsync(agency, "quantri");
        var email = $"dantoc@{agency.Id.Value:N}.example";

        var withUnit = await administrator.SendAsync(
            await administrator.OpenAsync("/organization"), "Unit", ("UnitName", "Phòng Dân tộc"), ("Kind", "Office"), ("OtherNames", "Phòng DT\nP. Dân tộc"));
        var row = withUnit.Html.QuerySelectorAll("tr").Single(row => row.QuerySelector("th")?.TextContent.Trim() == "Phòng Dân tộc");
        Assert.Contains("Phòng DT; P. Dân tộc", row.TextContent, StringComparison.Ordinal);

        var unit = withUnit.Html.QuerySelectorAll("#UnitId option").Single(option => option.TextContent == "Phòng Dân tộc").GetAttribute("value")!;
        var withPerson = await administrator.SendAsync(
            withUnit, "Person", ("FullName", "Sùng Thị Dợ"), ("Position", "Trưởng phòng Dân tộc"), ("Role", "UnitHead"), ("UnitId", unit), ("Email", email), ("Password", WorkflowHost.Password));
        Assert.Contains("Đã thêm Sùng Thị Dợ", withPerson.Done, StringComparison.Ordinal);

        var head = web.AStranger();
        var home = await head.SendAsync(await head.OpenAsync("/sign-in"), "", ("Email", email), ("Password", WorkflowHost.Password));
        Assert.Equal("/my-tasks", home.Address);
        Assert.Contains("Phòng Dân tộc", home.Html.QuerySelector(".person")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_a_unit_has_already_is_refused_beside_the_field()
    {
        var administrator = await web.SignedInAsync(await web.AnAgencyAsync(), "quantri");

        var refused = await administrator.SendAsync(await administrator.OpenAsync("/organization"), "Unit", ("UnitName", "Phòng Tư pháp"), ("OtherNames", "Phòng TP"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.NotEqual("", refused.Html.QuerySelector("#UnitName-error")!.TextContent);
        Assert.Equal(("Phòng Tư pháp", "Phòng TP"), (refused.Value("UnitName"), refused.Value("OtherNames")));
        Assert.True(refused.Form("Unit").ParentElement!.HasAttribute("open"));
    }

    [Theory]
    [InlineData("Email", "khong-phai-dia-chi", "Email")]
    [InlineData("Password", "ngan", "Password")]
    [InlineData("UnitId", "", "UnitId")]
    [InlineData("Role", "", "Role")]
    [InlineData("FullName", "", "FullName")]
    public async Task What_is_wrong_with_a_person_is_said_beside_its_field_and_nothing_typed_is_lost(string field, string value, string beside)
    {
        var agency = await web.AnAgencyAsync();
        var administrator = await web.SignedInAsync(agency, "quantri");
        Dictionary<string, string> typed = new()
        {
            ["FullName"] = "Sùng Thị Dợ",
            ["Position"] = "Chuyên viên",
            ["Role"] = "Officer",
            ["UnitId"] = agency.Unit("Phòng Tư pháp").Value.ToString(),
            ["Email"] = $"moi@{agency.Id.Value:N}.example",
            ["Password"] = WorkflowHost.Password,
            [field] = value,
        };

        var refused = await administrator.SendAsync(
            await administrator.OpenAsync("/organization"), "Person", [.. typed.Select(pair => (pair.Key, pair.Value))]);

        Assert.NotEqual("", refused.Html.QuerySelector($"#{beside}-error")!.TextContent);
        Assert.All(typed, pair => Assert.Equal(pair.Value, refused.Value(pair.Key)));
        Assert.DoesNotContain("Sùng Thị Dợ", string.Concat(refused.Html.QuerySelectorAll("tbody th").Select(cell => cell.TextContent)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thuongtruc.cchc", "summaries")]
    [InlineData("chutich")]
    [InlineData("tuphap")]
    public async Task Everybody_else_looks_and_is_refused_to_add(string mailbox, params string[] offers)
    {
        var agency = await web.AnAgencyAsync();
        var administrator = await web.SignedInAsync(agency, "quantri");
        var form = (await administrator.OpenAsync("/organization")).Form("Unit").GetAttribute("action")!;
        var reader = await web.SignedInAsync(agency, mailbox);

        var page = await reader.OpenAsync("/organization");
        Assert.Contains("Phòng Tư pháp", page.Main, StringComparison.Ordinal);
        Assert.Equal(offers, page.Offers);

        var token = page.Html.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await reader.PostAsync(
            form, new FormUrlEncodedContent([KeyValuePair.Create("UnitName", "Phòng Lạ"), KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.DoesNotContain("Phòng Lạ", (await reader.OpenAsync("/organization")).Main, StringComparison.Ordinal);
    }
}
