using System.Net;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class ReportPageTests(WebHost web)
{
    private static readonly DateOnly Due = new(2024, 10, 31);

    [Theory]
    [InlineData("tuphap", "signature", "signature dispatch", "signature dispatch receipt", "proof")]
    [InlineData("tuphap.chuyenvien", "signature", "signature dispatch", "signature dispatch receipt", "proof")]
    [InlineData("thuongtruc.cchc", "signature", "signature dispatch", "signature dispatch receipt", "signature dispatch receipt proof")]
    [InlineData("noivu", "", "", "", "")]
    [InlineData("chutich", "", "", "", "")]
    [InlineData("theodoi.sonoivu", "", "", "", "")]
    public async Task The_page_offers_exactly_the_days_that_may_be_recorded(string mailbox, string atFirst, string afterSignature, string afterSending, string afterReceipt)
    {
        var (reports, address) = await AReportAsync();
        var reader = await web.SignedInAsync(reports.Agency, mailbox);
        var today = new DateOnly(2024, 9, 9);

        Assert.Equal(Words(atFirst), (await reader.OpenAsync(address)).Offers);
        await reports.SignAsync(Due, today);
        Assert.Equal(Words(afterSignature), (await reader.OpenAsync(address)).Offers);
        await reports.DispatchAsync(Due, today);
        Assert.Equal(Words(afterSending), (await reader.OpenAsync(address)).Offers);
        await reports.ReceiveAsync(Due, today);
        Assert.Equal(Words(afterReceipt), (await reader.OpenAsync(address)).Offers);
    }

    [Fact]
    public async Task The_head_records_the_three_days_one_after_the_other_and_the_page_says_what_is_lacking()
    {
        var (reports, address) = await AReportAsync();
        var head = await web.SignedInAsync(reports.Agency, "tuphap");
        Assert.Contains("Còn thiếu: ngày ký", (await head.OpenAsync("/reports")).Main, StringComparison.Ordinal);

        var signed = await head.SendAsync(await head.OpenAsync(address), "Signature", ("SignedOn", "2024-09-06"), ("Number", "298/BC-UBND"));
        Assert.Contains("đã ký ngày 06/09/2024 nhưng chưa gửi", signed.Main, StringComparison.Ordinal);
        Assert.True(signed.Form("Dispatch").ParentElement!.HasAttribute("open"));
        Assert.Contains("Còn thiếu: ngày gửi", (await head.OpenAsync("/reports")).Main, StringComparison.Ordinal);

        var sent = await head.SendAsync(signed, "Dispatch", ("SentOn", "2024-09-09"));
        Assert.Contains("Còn thiếu: xác nhận nhận", (await head.OpenAsync("/reports")).Main, StringComparison.Ordinal);

        var received = await head.SendAsync(sent, "Receipt", ("ReceivedOn", "2024-09-09"), ("Proof", "Số đến 12"));
        Assert.NotEqual("", received.Done);
        Assert.Contains("Đúng hạn", received.Main, StringComparison.Ordinal);
        Assert.Contains("298/BC-UBND", received.Main, StringComparison.Ordinal);
        Assert.Contains("Số đến 12", received.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_left_empty_or_in_the_future_is_refused_and_what_was_typed_stays()
    {
        var (reports, address) = await AReportAsync();
        var head = await web.SignedInAsync(reports.Agency, "tuphap");
        var page = await head.OpenAsync(address);

        var empty = await head.SendAsync(page, "Signature", ("SignedOn", ""), ("Number", "12/BC"));
        Assert.NotEqual("", empty.Html.QuerySelector("#SignedOn-error")!.TextContent);
        Assert.Equal("12/BC", empty.Value("Number"));

        var future = await head.SendAsync(page, "Signature", ("SignedOn", "2099-01-01"), ("Number", "12/BC"));
        Assert.Equal(HttpStatusCode.Conflict, future.Status);
        Assert.Contains("Ngày ghi nhận chưa đến", future.Refusal, StringComparison.Ordinal);
        Assert.Equal(("2099-01-01", "12/BC"), (future.Value("SignedOn"), future.Value("Number")));
        Assert.Null((await reports.OfAsync(Due)).SignedOn);
    }

    [Fact]
    public async Task A_receipt_that_counts_is_recorded_with_a_file_or_words_or_by_saying_that_there_is_nothing_yet()
    {
        var (reports, address) = await AReportAsync();
        await reports.SignAsync(Due, new DateOnly(2024, 9, 9));
        await reports.DispatchAsync(Due, new DateOnly(2024, 9, 9));
        var head = await web.SignedInAsync(reports.Agency, "tuphap");

        var asked = await head.SendAsync(await head.OpenAsync(address), "Receipt", ("ReceivedOn", "2024-09-09"));
        Assert.NotEqual("", asked.Html.QuerySelector("#ReceiptFile-error")!.TextContent);
        Assert.Null((await reports.OfAsync(Due)).ReceivedOn);

        var taken = await head.SendAsync(asked, "Receipt", ("ReceiptFile", "phieu.pdf", "%PDF-1.7"u8.ToArray()), ("ReceivedOn", "2024-09-09"));
        Assert.NotEqual("", taken.Done);
        Assert.Contains("phieu.pdf", taken.Main, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("%PDF-1.7"u8)), taken.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa có tệp chứng minh", taken.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_ends_an_obligation_and_the_page_says_since_when_and_why()
    {
        var (reports, address) = await AReportAsync();
        var coordinator = await web.SignedInAsync(reports.Agency, "thuongtruc.cchc");
        var list = await coordinator.OpenAsync("/reports/obligations");
        var form = await coordinator.OpenAsync(list.Html.QuerySelector("a[href*='end=']")!.GetAttribute("href")!);

        var asked = await coordinator.SendAsync(form, "End", ("EndOn", "2024-09-30"), ("EndReason", ""));
        Assert.NotEqual("", asked.Html.QuerySelector("#EndReason-error")!.TextContent);
        Assert.Equal("2024-09-30", asked.Value("EndOn"));

        var ended = await coordinator.SendAsync(asked, "End", ("EndReason", "Thông tư bãi bỏ"));
        Assert.Contains("Kết thúc từ ngày 30/09/2024", ended.Main, StringComparison.Ordinal);
        Assert.Empty(ended.Html.QuerySelectorAll("a[href*='end=']"));
        Assert.Contains("đã được hủy. Lý do: Thông tư bãi bỏ", (await coordinator.OpenAsync(address)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_asks_for_a_report_is_noted_in_one_form()
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignedInAsync(agency, "tuphap")).OpenAsync("/reports/requests/new")).Status);
        var unit = agency.Unit("Phòng Tài chính - Kế hoạch").Value.ToString();

        var asked = await coordinator.SendAsync(await coordinator.OpenAsync("/reports/requests/new"), "", ("RequestName", "2451/STC-TCHCSN"));
        Assert.All(new[] { "RequestedOn", "Issuer", "Name", "UnitId", "DueOn" }, field => Assert.NotEqual("", asked.Html.QuerySelector($"#{field}-error")!.TextContent));
        var refused = await coordinator.SendAsync(
            asked, "", ("RequestedOn", "2024-09-10"), ("Issuer", "Sở Tài chính"), ("Name", "Báo cáo tự chủ"), ("UnitId", unit), ("DueOn", "2024-12-31"), ("DueKind", "Before"));
        Assert.NotEqual("", refused.Html.QuerySelector("#RequestedOn-error")!.TextContent);
        var added = await coordinator.SendAsync(refused, "", ("RequestedOn", "2024-09-06"));

        Assert.NotEqual("", added.Done);
        Assert.Contains("Gửi Sở Tài chính", added.Main, StringComparison.Ordinal);
        Assert.Contains("2451/STC-TCHCSN ngày 06/09/2024, Sở Tài chính", (await coordinator.OpenAsync("/reports/obligations")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_records_on_what_has_changed_is_told()
    {
        var (reports, address) = await AReportAsync();
        var head = await web.SignedInAsync(reports.Agency, "tuphap");
        var page = await head.OpenAsync(address);
        await reports.SignAsync(Due, new DateOnly(2024, 9, 9));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await head.SendAsync(page, "Signature", ("SignedOn", "2024-09-06"))).Status);
    }

    [Fact]
    public async Task The_coordinator_takes_over_from_the_catalogue_with_one_press_and_confirms_the_deadline()
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var page = await coordinator.OpenAsync("/reports/obligations");
        Assert.Equal(6, page.Html.QuerySelectorAll("form[action*='TakeOver']").Length);

        var taken = await coordinator.SendAsync(page, "TakeOver");
        Assert.Equal(5, taken.Html.QuerySelectorAll("form[action*='TakeOver']").Length);
        Assert.Contains("Hạn cần xác nhận", taken.Main, StringComparison.Ordinal);

        var edit = await coordinator.OpenAsync(taken.Html.QuerySelector("a[href*='edit=']")!.GetAttribute("href")!);
        var revised = await coordinator.SendAsync(edit, "Revise", ("DueOn", "2025-03-16"), ("DueKind", "Before"), ("CountsBy", "Sent"));

        Assert.DoesNotContain("Hạn cần xác nhận", revised.Main, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2025, 3, 15), (await new ReportCase(web.Workflow, agency).AllAsync()).Single().LastGoodDay);
    }

    [Fact]
    public async Task What_a_new_obligation_lacks_is_said_beside_its_fields_and_the_mended_form_is_taken()
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var unit = agency.Unit("Phòng Tư pháp").Value.ToString();

        var refused = await coordinator.SendAsync(
            await coordinator.OpenAsync("/reports/obligations"), "New", ("Name", "Báo cáo đột xuất"), ("Recurrence", "OnRequest"), ("Recipient", ""), ("UnitId", ""), ("DueOn", ""));
        Assert.All(new[] { "Recipient", "UnitId", "DueOn" }, field => Assert.NotEqual("", refused.Html.QuerySelector($"#{field}-error")!.TextContent));

        var nameless = await coordinator.SendAsync(refused, "New", ("Recipient", "Sở Tư pháp"), ("UnitId", unit), ("DueOn", "2024-10-31"));
        Assert.NotEqual("", nameless.Html.QuerySelector("#RequestName-error")!.TextContent);

        var added = await coordinator.SendAsync(nameless, "New", ("RequestName", "12/STP ngày 01/9/2024"));
        Assert.Contains("Báo cáo đột xuất", added.Main, StringComparison.Ordinal);
        Assert.Contains("12/STP ngày 01/9/2024", added.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_keeps_no_obligations_is_offered_no_form()
    {
        var (reports, _) = await AReportAsync();

        Assert.Empty((await (await web.SignedInAsync(reports.Agency, "tuphap")).OpenAsync("/reports/obligations")).Html.QuerySelectorAll("main form"));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private async Task<(ReportCase Reports, string Address)> AReportAsync()
    {
        var reports = new ReportCase(web.Workflow, await web.AnAgencyAsync());
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", Due);
        return (reports, $"/reports/{(await reports.OfAsync(Due)).Id}");
    }
}
