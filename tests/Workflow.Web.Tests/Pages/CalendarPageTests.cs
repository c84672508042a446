using System.Net;
using System.Text;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class CalendarPageTests(WebHost web)
{
    private static readonly (string, string)[] ASwappedDay =
        [("First", "2024-11-29"), ("Kind", "SwappedOff"), ("Name", "Nghỉ hoán đổi")];

    [Fact]
    public async Task A_day_is_drafted_shown_with_what_it_moves_and_saved_with_its_reason()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var administrator = await web.SignedInAsync(agency, "quantri");

        var drafted = await administrator.SendAsync(await administrator.OpenAsync("/calendar?year=2024"), "Add", ASwappedDay);
        EveryPageTests.AssertClean(drafted);
        Assert.Contains("29/11/2024 thành ngày nghỉ hoán đổi", drafted.Html.QuerySelector("[aria-labelledby=moved]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("28/11/2024", drafted.Html.QuerySelector("[aria-labelledby=moved]")!.TextContent, StringComparison.Ordinal);

        var unreasoned = await administrator.SendAsync(drafted, "Save");
        Assert.NotEqual("", unreasoned.Html.QuerySelector("#Note-error")!.TextContent);
        var saved = await administrator.SendAsync(unreasoned, "Save", ("Note", "Thông báo 12729/TB-BNV"));
        Assert.Contains("phiên bản 2", saved.Done, StringComparison.Ordinal);
        Assert.Contains("Thông báo 12729/TB-BNV", saved.Html.QuerySelector("[aria-labelledby=versions]")!.TextContent, StringComparison.Ordinal);

        var head = await web.SignedInAsync(agency, "tuphap");
        var task = await head.OpenAsync($"/tasks/{(await plan.TaskAsync()).Id.Value}");
        Assert.Contains("ngày làm việc cuối trước hạn là 28/11/2024", task.Main, StringComparison.Ordinal);
        Assert.Contains("dời từ 29/11/2024 sang 28/11/2024 vì 29/11/2024 thành ngày nghỉ hoán đổi", task.Main, StringComparison.Ordinal);

        var former = await administrator.OpenAsync("/calendar?year=2024&version=1");
        Assert.DoesNotContain("29/11/2024", former.Html.QuerySelector("[aria-labelledby=months]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(former.Offers);
    }

    [Fact]
    public async Task A_day_that_cannot_be_is_refused_and_neither_the_draft_nor_what_was_typed_is_lost()
    {
        var administrator = await web.SignedInAsync(await web.AnAgencyAsync(), "quantri");
        var drafted = await administrator.SendAsync(await administrator.OpenAsync("/calendar?year=2024"), "Add", ASwappedDay);

        var refused = await administrator.SendAsync(drafted, "Add", ("First", "2024-11-28"), ("Kind", "MadeUp"), ("Name", "Làm bù"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("28/11/2024 không phải thứ Bảy", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(("2024-11-28", "MadeUp", "Làm bù"), (refused.Value("First"), refused.Value("Kind"), refused.Value("Name")));
        Assert.Contains("29/11/2024", refused.Html.QuerySelector("[aria-labelledby=draft]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_the_days_off_by_law_come_into_the_draft()
    {
        var administrator = await web.SignedInAsync(await web.AnAgencyAsync(), "quantri");
        var file = Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280122\r\nSUMMARY:Làm bù\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

        var read = await administrator.SendAsync(await administrator.OpenAsync("/calendar?year=2028"), "Import", ("CalendarUpload", "lich.ics", file));
        var proposed = await administrator.SendAsync(read, "Propose");

        var draft = proposed.Html.QuerySelector("[aria-labelledby=draft]")!.TextContent;
        Assert.Contains("Làm bù: Làm bù", draft, StringComparison.Ordinal);
        Assert.Contains("Giỗ Tổ Hùng Vương (Chưa công bố)", draft, StringComparison.Ordinal);
        EveryPageTests.AssertClean(proposed);
    }

    [Fact]
    public async Task Everybody_else_looks()
    {
        var reader = await web.SignedInAsync(await web.AnAgencyAsync(), "tuphap");

        var page = await reader.OpenAsync("/calendar?year=2024");

        Assert.Contains("Quốc khánh", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Offers);
    }
}
