using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class WhatIfPageTests(WebHost web)
{
    [Fact]
    public async Task What_is_supposed_stands_in_the_address_and_moves_the_totals()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency, tasks: 2);
        var chairman = await web.SignedInAsync(agency, "chutich");
        var task = (await plan.TaskAsync(2)).Id.Value;

        var nothing = await chairman.OpenAsync($"/plans/{plan.Id.Value}/what-if");
        var one = await chairman.OpenAsync($"/plans/{plan.Id.Value}/what-if?done={task}");
        var all = await chairman.OpenAsync($"/plans/{plan.Id.Value}/what-if?scenario=all");

        Assert.Equal(["22,50", "22,50", "0,00"], Figures(nothing));
        Assert.Equal(["22,50", "23,00", "+0,50"], Figures(one));
        Assert.Equal(["22,50", "23,50", "+1,00"], Figures(all));
        Assert.True(one.Html.QuerySelector($"input[value='{task}']")!.HasAttribute("checked"));
        Assert.Equal(2, all.Html.QuerySelectorAll("input[name=done][checked]").Length);
        Assert.Equal(nothing.Main, (await chairman.OpenAsync($"/plans/{plan.Id.Value}/what-if")).Main);
    }

    [Fact]
    public async Task Tasks_stand_in_order_of_what_they_gain()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency, tasks: 2);
        await plan.AcceptAsync(1);
        var chairman = await web.SignedInAsync(agency, "chutich");

        var page = await chairman.OpenAsync($"/plans/{plan.Id.Value}/what-if");

        var rows = page.Html.QuerySelectorAll("form tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("2. ", rows[0], StringComparison.Ordinal);
        Assert.Contains("0,30", rows[0], StringComparison.Ordinal);
        Assert.Contains("0,25", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_another_plan_is_refused_in_words()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var chairman = await web.SignedInAsync(agency, "chutich");

        var page = await chairman.OpenAsync($"/plans/{plan.Id.Value}/what-if?done={Guid.CreateVersion7()}");

        Assert.Contains("không thuộc kế hoạch này", page.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_reckoned_is_kept_opened_renamed_and_deleted()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency, tasks: 2);
        var chairman = await web.SignedInAsync(agency, "chutich");
        var address = $"/plans/{plan.Id.Value}/what-if";
        var reckoned = await chairman.OpenAsync($"{address}?done={(await plan.TaskAsync(2)).Id.Value}");

        var unnamed = await chairman.SendAsync(reckoned, "Save", ("Name", " "));
        var kept = await chairman.SendAsync(unnamed, "Save", ("Name", "Chỉ việc 2"));
        var renamed = await chairman.SendAsync(kept, "Rename", ("Name", "Việc thứ hai"));
        var deleted = await chairman.SendAsync(renamed, "Delete");

        Assert.Contains("cần có tên", unnamed.Main, StringComparison.Ordinal);
        Assert.Equal(["22,50", "23,00", "+0,50"], Figures(unnamed));
        Assert.Contains("Phương án: Chỉ việc 2", kept.Main, StringComparison.Ordinal);
        Assert.Equal(["22,50", "23,00", "+0,50"], Figures(kept));
        Assert.Contains("Phương án: Việc thứ hai", renamed.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Việc thứ hai", deleted.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_supposes_but_keeps_nothing()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        var viewer = await web.SignedInAsync(agency, "theodoi.sonoivu");

        var page = await viewer.OpenAsync($"/plans/{plan.Id.Value}/what-if?scenario=all");

        Assert.DoesNotContain("save", page.Offers);
    }

    private static IEnumerable<string> Figures(Sheet sheet) =>
        sheet.Html.QuerySelectorAll("section tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim());
}
