using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using Workflow.Api.Features.Analyses;
using Workflow.Api.Features.Organization;
using Workflow.Domain.Analyses;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>Going through a reading without script: links and buttons alone.</summary>
public sealed class ReviewPageTests(WebHost web)
{
    [Fact]
    public async Task Every_doubt_and_fact_is_said_in_words()
    {
        var (_, _, page) = await OpenAsync();

        Assert.Contains("Chưa chắc mã tiêu chí: Câu không ghi mã tiêu chí", Row(page, 3).TextContent, StringComparison.Ordinal);
        Assert.Contains("Chưa chắc số điểm: Có hơn một con số", Row(page, 5).TextContent, StringComparison.Ordinal);
        Assert.Contains("muộn 8 ngày, tính theo ngày nhận", Row(page, 1).TextContent, StringComparison.Ordinal);
        Assert.Contains("38.512.000 đồng", Row(page, 4).TextContent, StringComparison.Ordinal);
        Assert.Contains("Kết luận số 497/KL-TTr", Row(page, 2).TextContent, StringComparison.Ordinal);
        Assert.Contains("Chưa chắc điểm tối đa: Bảng không có tiêu đề cột", page.Main, StringComparison.Ordinal);
        Assert.Contains("trước 30/09/2024", page.Html.GetElementById("duty-1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("sản phẩm: Báo cáo rà soát", page.Html.GetElementById("duty-1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bảng điểm theo tiêu chí", page.Main, StringComparison.Ordinal);
        Assert.Contains("Đã xem 0/5", page.Main, StringComparison.Ordinal);
        EveryPageTests.AssertClean(page);
    }

    [Fact]
    public async Task Every_link_within_the_page_leads_somewhere()
    {
        var (_, _, page) = await OpenAsync();

        var links = page.Html.QuerySelectorAll("main a[href^='#']").Select(link => link.GetAttribute("href")![1..]).Distinct().ToList();
        Assert.True(links.Count > 10);
        Assert.All(links, id => Assert.NotNull(page.Html.GetElementById(id)));
    }

    [Fact]
    public async Task The_text_of_the_source_is_the_report_letter_by_letter_apart_from_its_links()
    {
        var (_, _, page) = await OpenAsync();
        var source = page.Html.QuerySelector(".source-text")!;
        foreach (var link in source.QuerySelectorAll("mark > a").ToList())
        {
            link.Remove();
        }

        Assert.Equal(AReviewedReport.Text, source.TextContent);
    }

    [Theory]
    [InlineData("", "1 2 3 4 5")]
    [InlineData("?show=unsure", "3 5")]
    [InlineData("?show=open", "1 3 4 5")]
    [InlineData("?show=nonsense", "1 2 3 4 5")]
    [InlineData("?show=unsure&row=2", "2 3 5")]
    public async Task Rows_are_filtered_by_the_address(string query, string rows)
    {
        var (agency, coordinator, page) = await OpenAsync();
        await web.Workflow.SendAs(agency.Coordinator, new AcceptDeduction.Command(IdOf(page), 2));

        Assert.Equal(rows, Rows(await coordinator.OpenAsync(page.Address + query)));
    }

    [Fact]
    public async Task Accepting_a_row_says_who_and_goes_on_to_the_next_open_one()
    {
        var (agency, coordinator, page) = await OpenAsync("?show=open");

        var next = await coordinator.PressButtonAsync(page, "#row-1 button[data-act=accept]");

        Assert.Equal("2", next.Html.QuerySelector(".reading[aria-current=true]")!.GetAttribute("data-row"));
        Assert.Equal("2 3 4 5", Rows(next));
        Assert.Contains("Đã xem 1/5", next.Main, StringComparison.Ordinal);
        Assert.Contains(
            agency.People["thuongtruc.cchc"].FullName, Row(await coordinator.OpenAsync(page.Address.Split('?')[0]), 1).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_shows_what_was_read_and_undoing_brings_it_back()
    {
        var (_, coordinator, page) = await OpenAsync("?row=3&open=fix");

        var corrected = await coordinator.SendAsync(page, "Correct", ("Points", "0,5"), ("Criterion", "1.3"), ("Field", "2"));
        Assert.Contains("Tiêu chí 1.3", Row(corrected, 3).TextContent, StringComparison.Ordinal);
        Assert.Contains("Đã đọc", Row(corrected, 3).TextContent, StringComparison.Ordinal);
        Assert.Contains("0,25", Row(corrected, 3).TextContent, StringComparison.Ordinal);
        Assert.Contains("Hoàn tác: sửa khoản 3", corrected.Main, StringComparison.Ordinal);

        var undone = await coordinator.SendAsync(corrected, "Undo");
        Assert.Contains("Không ghi mã tiêu chí", Row(undone, 3).TextContent, StringComparison.Ordinal);
        Assert.Contains("Chưa có gì để hoàn tác", undone.Main, StringComparison.Ordinal);
        Assert.Contains("Hoàn tác: sửa khoản 3", undone.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_merged_and_split_and_taken_out()
    {
        var (_, coordinator, page) = await OpenAsync();

        var merged = await coordinator.PressButtonAsync(page, "#merge button", "#merge-2", "#merge-3");
        Assert.Equal("1 6 4 5", Rows(merged));
        Assert.Contains("-1,25", Row(merged, 6).TextContent, StringComparison.Ordinal);
        Assert.NotNull(merged.Html.GetElementById("source-6-2"));

        var split = await coordinator.OpenAsync(page.Address + "?row=4&open=split");
        var wrong = await coordinator.SendAsync(split, "Split", ("Parts[0].Points", "0,5"), ("Parts[1].Points", "1"), ("Parts[1].Reason", "lý do gõ dở"));
        Assert.Contains("Các phần cộng lại là 1,5 điểm, nhưng khoản này bị trừ 2 điểm", wrong.Refusal, StringComparison.Ordinal);
        Assert.Equal(("1", "lý do gõ dở"), (wrong.Value("Parts_1__Points"), wrong.Value("Parts_1__Reason")));
        var right = await coordinator.SendAsync(wrong, "Split", ("Parts[1].Points", "1,5"));
        Assert.Equal("1 6 7 8 5", Rows(right));

        var removal = await coordinator.OpenAsync(page.Address + "?row=5&open=remove");
        var removed = await coordinator.SendAsync(removal, "Remove", ("Why", "nhắc lại"));
        Assert.Equal("1 6 7 8", Rows(removed));
        Assert.Contains("không phải khoản trừ", removed.Main, StringComparison.Ordinal);
        EveryPageTests.AssertClean(removed);
    }

    [Fact]
    public async Task A_passage_that_could_not_be_read_becomes_a_row_with_what_it_says_filled_in()
    {
        var (_, coordinator, page) = await OpenAsync();

        var form = await coordinator.OpenAsync(page.Html.QuerySelector("#unread-1 [data-act=add]")!.GetAttribute("href")!);
        Assert.Equal(("1", AReviewedReport.Missed), (form.Value("Field"), form.Value("Reason")));
        var unfilled = await coordinator.SendAsync(form, "Add");
        Assert.NotNull(unfilled.Html.QuerySelector("[role=alert] a[href='#Points']"));
        var added = await coordinator.SendAsync(unfilled, "Add", ("Points", "0,3"));

        Assert.Contains("Đã thêm thành khoản 6", added.Html.GetElementById("unread-1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("-0,30", Row(added, 6).TextContent, StringComparison.Ordinal);
        Assert.Contains(AReviewedReport.Missed, added.Html.GetElementById("source-6")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passage_is_dismissed()
    {
        var (_, coordinator, page) = await OpenAsync();

        var dismissed = await coordinator.SendAsync(page, "Dismiss", ("Why", "đã tính ở khoản 2"));

        Assert.Contains("đã tính ở khoản 2", dismissed.Html.GetElementById("unread-1")!.TextContent, StringComparison.Ordinal);
        Assert.Null(dismissed.Html.GetElementById("unread-source-1"));
    }

    [Fact]
    public async Task A_typed_sentence_is_found_in_the_text_and_read()
    {
        var (_, coordinator, page) = await OpenAsync();

        var missing = await coordinator.SendAsync(page, "Find", ("Sentence", "Câu này không có."));
        Assert.Contains("Không tìm thấy câu này", missing.Refusal, StringComparison.Ordinal);
        Assert.Equal("Câu này không có.", missing.Value("Sentence"));

        var found = await coordinator.SendAsync(missing, "Find", ("Sentence", "Tiêu chí 2.2. Tự chủ  (trừ 0,75 điểm)\ndo chưa giao tự chủ."));
        Assert.Equal(("2", "0,75", "2.2", "chưa giao tự chủ."), (found.Value("Field"), found.Value("add-points"), found.Value("add-criterion"), found.Value("Reason")));
    }

    [Fact]
    public async Task A_stale_page_is_told_who_did_what_and_keeps_what_was_typed()
    {
        var (agency, coordinator, page) = await OpenAsync("?row=3&open=fix");
        await web.Workflow.SendAs(agency.Coordinator, new CorrectDeduction.Command(IdOf(page), 1, new Correction(0.4m, null, null, null)));

        var stale = await coordinator.SendAsync(page, "Correct", ("Points", "0,3"), ("Reason", "lý do vừa gõ"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Matches($"{agency.People["thuongtruc.cchc"].FullName}.* vừa thay đổi kết quả đọc này lúc .*: Sửa khoản trừ điểm số 1", stale.Main);
        Assert.Equal(("0,3", "lý do vừa gõ"), (stale.Value("Points"), stale.Value("reason-3")));
        var again = await coordinator.SendAsync(stale, "Correct");
        Assert.Contains("lý do vừa gõ", Row(again, 3).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_for_a_row_that_somebody_took_out_is_still_shown()
    {
        var (agency, coordinator, page) = await OpenAsync("?row=3&open=fix");
        await web.Workflow.SendAs(agency.Coordinator, new RemoveDeduction.Command(IdOf(page), 3));

        var stale = await coordinator.SendAsync(page, "Correct", ("Reason", "lý do vừa gõ"));

        Assert.Contains("Khoản 3 không còn trong danh sách", stale.Main, StringComparison.Ordinal);
        Assert.Contains("lý do vừa gõ", stale.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_asks_about_what_nobody_has_looked_at()
    {
        var (_, coordinator, page) = await OpenAsync();
        Assert.Contains("2 dòng chưa chắc và 1 đoạn chưa đọc được", page.Html.QuerySelector("label[for=DespiteDoubts]")!.TextContent, StringComparison.Ordinal);

        var refused = await coordinator.SendAsync(page, "Confirm");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Còn 2 dòng chưa chắc chưa ai xem và 1 đoạn chưa đọc được", refused.Refusal, StringComparison.Ordinal);

        refused.Html.GetElementById("DespiteDoubts")!.SetAttribute("checked", "");
        var confirmed = await coordinator.SendAsync(refused, "Confirm");
        Assert.Equal(["plan"], confirmed.Offers);
        Assert.Empty(confirmed.Html.QuerySelectorAll("[data-keys], [data-act]"));
    }

    [Fact]
    public async Task A_cause_is_confirmed_and_shown_as_one()
    {
        var (_, coordinator, page) = await OpenAsync();

        var confirmed = await coordinator.PressButtonAsync(page, "#cause-1 button[value=true]");

        Assert.Contains("Nguyên nhân chung", confirmed.Html.QuerySelector("#cause-1 .word-good")!.TextContent, StringComparison.Ordinal);
        Assert.Null(confirmed.Html.QuerySelector("#cause-1 button[value=true]"));
    }

    [Fact]
    public async Task An_unknown_unit_is_given_to_one_that_is_there_and_bodies_outside_are_not_offered()
    {
        var (agency, coordinator, page) = await OpenAsync();
        var units = page.Html.QuerySelector("section[aria-labelledby=units]")!.TextContent;
        Assert.Contains("Ban quản lý chợ Mẫu Sơn", units, StringComparison.Ordinal);
        Assert.DoesNotContain("Sở Tài chính", units.Split("Chọn đơn vị")[0], StringComparison.Ordinal);
        Assert.Contains(agency.People["quantri"].FullName, units, StringComparison.Ordinal);
        Assert.Contains("ngoài cơ quan", Row(page, 4).TextContent, StringComparison.Ordinal);

        Assert.NotNull((await coordinator.SendAsync(page, "Name")).Html.QuerySelector("[role=alert] a[href='#UnitId']"));
        var named = await coordinator.SendAsync(page, "Name", ("UnitId", agency.Unit("Phòng Tư pháp").ToString()));

        Assert.Null(named.Html.QuerySelector("section[aria-labelledby=units]"));
        Assert.Contains("= Phòng Tư pháp", Row(named, 4).TextContent, StringComparison.Ordinal);
        Assert.Contains(await web.Workflow.SendAs(agency.Coordinator, new UnitList.Query()), unit => unit.OtherNames.Contains("Ban quản lý chợ Mẫu Sơn"));
    }

    [Fact]
    public async Task Who_only_looks_is_offered_no_act()
    {
        var (agency, _, page) = await OpenAsync();

        var seen = await (await web.SignedInAsync(agency, "chutich")).OpenAsync(page.Address);

        Assert.Empty(seen.Offers);
        Assert.Equal("1 2 3 4 5", Rows(seen));
        EveryPageTests.AssertClean(seen);
    }

    [Fact]
    public async Task A_report_of_two_hundred_pages_and_five_hundred_rows_is_shown_within_two_seconds()
    {
        var (_, coordinator, page) = await OpenAsync(change: Large);
        await coordinator.OpenAsync(page.Address);

        var watch = Stopwatch.StartNew();
        using var answer = await coordinator.Client.GetAsync(page.Address, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        watch.Stop();

        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms, {html.Length / 1024} KB");
        Assert.Equal(500, page.Html.QuerySelectorAll(".reading").Length);
        Assert.Equal(500, page.Html.QuerySelectorAll(".source-text mark[id^=source-]").Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.ElapsedMilliseconds} ms.");
    }

    private static AnalysisReading Large(AnalysisReading reading)
    {
        const int LettersOnAPage = 2_500;
        var sentence = string.Concat(Enumerable.Repeat("Nội dung của báo cáo về công tác cải cách hành chính trong năm. ", 200 * LettersOnAPage / 500 / 64)) + "\n";
        return reading with
        {
            Text = string.Concat(Enumerable.Repeat(sentence, 500)),
            Discrepancies = [],
            Directives = [],
            Unread = [],
            RootCauses = [],
            Deductions = [.. Enumerable.Range(0, 500).Select(at => reading.Deductions[at % 5] with { Ordinal = at + 1, Source = new TextSpan(at * sentence.Length, 150), Points = 0.01m })],
        };
    }

    private async Task<(AgencyCase Agency, Reader Coordinator, Sheet Page)> OpenAsync(string query = "", Func<AnalysisReading, AnalysisReading>? change = null)
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        return (agency, coordinator, await coordinator.OpenAsync($"/analyses/{await AReviewedReport.SaveAsync(web.Workflow, agency, change)}{query}"));
    }

    private static AnalysisId IdOf(Sheet page) => new(Guid.Parse(page.Address.Split('?')[0].Split('/')[^1]));

    private static IElement Row(Sheet page, int ordinal) => page.Html.GetElementById($"row-{ordinal}")!;

    private static string Rows(Sheet page) => string.Join(' ', page.Html.QuerySelectorAll(".reading").Select(row => row.GetAttribute("data-row")));
}
