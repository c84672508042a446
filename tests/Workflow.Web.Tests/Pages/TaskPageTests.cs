using System.Net;
using System.Text;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class TaskPageTests(WebHost web)
{
    private const string Reason = "Nhiệm vụ thuộc chức năng của Phòng Nội vụ.";

    [Theory]
    [InlineData("tuphap", "accept decline", "progress evidence submit extension", "")]
    [InlineData("tuphap.chuyenvien", "", "progress evidence", "")]
    [InlineData("thuongtruc.cchc", "question redate suspend assign cancel", "question redate suspend assign cancel", "verify return")]
    [InlineData("noivu", "", "", "")]
    [InlineData("chutich", "question", "question", "")]
    [InlineData("theodoi.sonoivu", "", "", "")]
    public async Task The_page_offers_exactly_the_acts_that_the_rules_allow(string mailbox, string assigned, string accepted, string submitted)
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var address = await AddressAsync(plan);
        var reader = await web.SignedInAsync(agency, mailbox);

        Assert.Equal(Words(assigned), (await reader.OpenAsync(address)).Offers);
        await plan.AcceptAsync();
        Assert.Equal(Words(accepted), (await reader.OpenAsync(address)).Offers);
        await plan.ReportAsync();
        await plan.AttachAsync();
        await plan.SubmitAsync();
        Assert.Equal(Words(submitted), (await reader.OpenAsync(address)).Offers.Except(["assign", "cancel"]));
    }

    [Fact]
    public async Task Declining_without_a_reason_is_refused_beside_the_field_and_keeps_what_was_chosen()
    {
        var (agency, plan, head, page) = await AssignedAsync();
        var other = agency.Unit("Phòng Nội vụ").Value.ToString();

        var refused = await head.SendAsync(page, "Decline", ("DeclineReason", "  "), ("ProposedUnitId", other), ("ProposedDueOn", "2024-12-20"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.NotNull(refused.Html.QuerySelector("[role=alert] a[href='#DeclineReason']"));
        Assert.NotEqual("", refused.Html.QuerySelector("#DeclineReason-error")!.TextContent);
        Assert.Equal("DeclineReason-error", refused.Html.GetElementById("DeclineReason")!.GetAttribute("aria-describedby"));
        Assert.Equal((other, "2024-12-20"), (refused.Value("ProposedUnitId"), refused.Value("ProposedDueOn")));
        Assert.True(refused.Form("Decline").ParentElement!.HasAttribute("open"));
        Assert.Equal(RemediationTaskState.Assigned, (await plan.TaskAsync()).State);
    }

    [Fact]
    public async Task The_refused_form_can_be_mended_and_sent_again()
    {
        var (_, plan, head, page) = await AssignedAsync();

        var refused = await head.SendAsync(page, "Decline", ("DeclineReason", ""));
        var done = await head.SendAsync(refused, "Decline", ("DeclineReason", Reason));

        Assert.NotEqual("", done.Done);
        Assert.Contains(Reason, done.Main, StringComparison.Ordinal);
        Assert.Equal(RemediationTaskState.Declined, (await plan.TaskAsync()).State);
    }

    [Fact]
    public async Task A_form_pressed_twice_acts_once()
    {
        var (_, plan, head, _) = await AssignedAsync();
        await plan.AcceptAsync();
        var page = await head.OpenAsync(await AddressAsync(plan));
        var file = (Field: "EvidenceFile", FileName: "ket-qua.txt", Content: Encoding.UTF8.GetBytes("Đã rà soát."));

        var first = await head.SendAsync(page, "Evidence", file, ("EvidenceTitle", "Kết quả rà soát"));
        var second = await head.SendAsync(page, "Evidence", file, ("EvidenceTitle", "Kết quả rà soát"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Single(second.Html.QuerySelectorAll("a[href^='/evidence/']"));
        Assert.Equal(1, (await plan.TaskAsync()).EvidenceCount);
    }

    [Fact]
    public async Task Whoever_acts_on_what_has_changed_is_told_and_keeps_what_was_typed()
    {
        var (_, plan, head, _) = await AssignedAsync();
        await plan.AcceptAsync();
        var page = await head.OpenAsync(await AddressAsync(plan));
        await plan.ReportAsync(percent: 40);

        var refused = await head.SendAsync(page, "Progress", ("Percent", "55"), ("ProgressNote", "Đã kiểm tra 6 văn bản."));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
        Assert.Contains("Dữ liệu đã thay đổi", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(("55", "Đã kiểm tra 6 văn bản."), (refused.Value("Percent"), refused.Value("ProgressNote")));
        Assert.Equal(40, (await plan.TaskAsync()).Percent);

        await head.SendAsync(refused, "Progress");
        Assert.Equal(55, (await plan.TaskAsync()).Percent);
    }

    [Fact]
    public async Task What_was_typed_into_a_form_that_is_gone_is_still_shown()
    {
        var (_, plan, head, page) = await AssignedAsync();
        await plan.AcceptAsync();

        var refused = await head.SendAsync(page, "Decline", ("DeclineReason", Reason));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
        Assert.DoesNotContain("decline", refused.Offers);
        Assert.Contains(Reason, refused.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("virus.exe")]
    [InlineData("anh.png")]
    public async Task A_file_that_is_not_what_its_name_says_is_refused_in_words(string name)
    {
        var (_, plan, head, _) = await AssignedAsync();
        await plan.AcceptAsync();
        var page = await head.OpenAsync(await AddressAsync(plan));

        var refused = await head.SendAsync(page, "Evidence", ("EvidenceFile", name, [0x4D, 0x5A, 0x90, 0x00, 0x03]), ("EvidenceTitle", "Báo cáo tháng 9"));

        Assert.InRange((int)refused.Status, 400, 422);
        Assert.Matches("[Tt]ệp", refused.Refusal);
        Assert.Equal("Báo cáo tháng 9", refused.Value("EvidenceTitle"));
        Assert.Equal(0, (await plan.TaskAsync()).EvidenceCount);
    }

    [Fact]
    public async Task A_post_without_the_form_s_token_is_refused_and_does_nothing()
    {
        var (_, plan, head, page) = await AssignedAsync();

        var refused = await head.PostAsync(
            page.Form("Accept").GetAttribute("action")!,
            new FormUrlEncodedContent([KeyValuePair.Create("version", page.Form("Accept").QuerySelector("[name=version]")!.GetAttribute("value")!)]));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(RemediationTaskState.Assigned, (await plan.TaskAsync()).State);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'--></style></textarea><svg/onload=alert(1)>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("{{7*7}}<b onmouseover=alert(1)>đậm</b>")]
    public async Task What_people_write_is_shown_as_written_and_never_runs(string hostile)
    {
        var (agency, plan, head, _) = await AssignedAsync();
        await plan.AcceptAsync();
        var address = await AddressAsync(plan);
        await head.SendAsync(await head.OpenAsync(address), "Progress", ("Percent", "100"), ("ProgressNote", hostile));
        await head.SendAsync(
            await head.OpenAsync(address),
            "Evidence",
            ("EvidenceFile", "bao-cao<b>.txt", Encoding.UTF8.GetBytes("Xong.")),
            ("EvidenceTitle", hostile));
        await plan.SubmitAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        await coordinator.SendAsync(await coordinator.OpenAsync(address), "Return", ("ReturnReason", hostile));

        foreach (var sheet in new[] { await head.OpenAsync(address), await coordinator.OpenAsync("/activity") })
        {
            Assert.Contains(hostile, sheet.Main, StringComparison.Ordinal);
            EveryPageTests.AssertClean(sheet);
            Assert.Empty(sheet.Html.QuerySelectorAll("main b, main img, main svg[onload], a[href^='javascript:']"));
        }
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> AddressAsync(PlanCase plan) => $"/tasks/{(await plan.TaskAsync()).Id.Value}";

    private async Task<(AgencyCase Agency, PlanCase Plan, Reader Head, Sheet Page)> AssignedAsync()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var head = await web.SignedInAsync(agency, "tuphap");
        return (agency, plan, head, await head.OpenAsync(await AddressAsync(plan)));
    }
}
