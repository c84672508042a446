using System.Net;
using System.Text;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class AnalysisPageTests(WebHost web)
{
    [Fact]
    public async Task A_wrong_file_is_refused_in_words_and_the_pasted_text_stays()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");
        var page = await coordinator.OpenAsync("/analyses/new");

        var refused = await coordinator.SendAsync(page, "", ("Report", "bao-cao.docx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("Pasted", "Nội dung đã dán."));

        Assert.InRange((int)refused.Status, 400, 422);
        Assert.Contains("Tệp này không phải văn bản đọc được", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal("Nội dung đã dán.", refused.Value("Pasted"));
    }

    [Fact]
    public async Task Nothing_sent_is_said_beside_the_field()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");

        var refused = await coordinator.SendAsync(await coordinator.OpenAsync("/analyses/new"));

        Assert.NotNull(refused.Html.QuerySelector("[role=alert] a[href='#Report']"));
    }

    [Fact]
    public async Task Every_row_leads_to_its_sentence_and_back_and_a_correction_is_kept()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");
        var review = await coordinator.SendAsync(
            await coordinator.OpenAsync("/analyses/new"),
            "",
            ("Report", "phan-tich.txt", await File.ReadAllBytesAsync(Given.SampleFile, TestContext.Current.CancellationToken)));

        var rows = review.Html.QuerySelectorAll("article.reading").ToList();
        Assert.Equal(16, rows.Count);
        Assert.All(rows, row =>
        {
            var source = review.Html.GetElementById(row.QuerySelector("a[href^='#source-']")!.GetAttribute("href")![1..]);
            Assert.True(source is { TextContent.Length: > 20 });
            Assert.Contains(source.QuerySelectorAll("a"), back => back.GetAttribute("href") == $"#{row.Id}");
        });

        var corrected = await coordinator.SendAsync(review, "Correct", ("Points", "0,25"));
        Assert.Equal(HttpStatusCode.OK, corrected.Status);
        Assert.Contains("0,25", corrected.Html.GetElementById("row-1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused_in_words()
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var review = await coordinator.SendAsync(
            await coordinator.OpenAsync("/analyses/new"), "", ("Report", "phan-tich.txt", Encoding.UTF8.GetBytes(Given.AShortReport(2))));

        var refused = await coordinator.SendAsync(review, "Correct", ("Points", "nửa điểm"), ("Reason", "Lý do đã sửa."));

        Assert.Contains("nửa điểm", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal("nửa điểm", refused.Value("Points"));
        Assert.Equal("Lý do đã sửa.", refused.Value("reason-1"));
    }
}
