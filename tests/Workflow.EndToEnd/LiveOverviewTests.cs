using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>The chairman's page follows what the units do, without a reload.</summary>
public sealed class LiveOverviewTests(RunningWorkflow workflow, Browser browser)
{
    [Fact]
    public async Task A_units_progress_moves_the_chairmans_figures_on_the_open_page()
    {
        var chairman = await browser.SignInAsync(workflow, "chutich");
        var listening = chairman.WaitForRequestAsync(request => request.Url.Contains("/projection/events", StringComparison.Ordinal));
        await chairman.GotoAsync("/overview");
        await listening;
        await chairman.EvaluateAsync("window.sameDocument = true");
        var expected = chairman.Locator(".score-four .expected dd > :first-child");
        var before = await expected.InnerTextAsync();

        await ReportProgressAsync(chairman);

        await Assertions.Expect(expected).Not.ToHaveTextAsync(before);
        await Assertions.Expect(chairman.Locator("[data-live-said]")).ToContainTextAsync("Số liệu vừa cập nhật");
        Assert.True(await chairman.EvaluateAsync<bool>("window.sameDocument"));
        await Browser.AssertUsableAsync(chairman);
    }

    [Fact]
    public async Task Without_script_the_page_is_whole_and_says_nothing_of_it()
    {
        var chairman = await browser.SignInAsync(workflow, "chutich", script: false);
        await chairman.GotoAsync("/overview");

        await Assertions.Expect(chairman.Locator(".score-four .expected dd > :first-child")).ToBeVisibleAsync();
        await Assertions.Expect(chairman.Locator("[data-live-stale]")).ToBeHiddenAsync();
    }

    /// <summary>The head of a unit reports more of a task, as a program would, and takes it on first where nobody has.</summary>
    private async Task ReportProgressAsync(IPage chairman)
    {
        var plan = (await chairman.Locator("[data-live]").GetAttributeAsync("data-live"))!.Split('/')[4];
        using var reader = await workflow.ClientOfAsync("chutich");
        var tasks = await reader.GetFromJsonAsync<JsonElement>($"/api/v1/plans/{plan}/tasks?pageSize=200", TestContext.Current.CancellationToken);
        var task = tasks.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("kind").GetString() != "indicator" && item.GetProperty("points").GetDecimal() > 0)
            .OrderByDescending(item => item.GetProperty("state").GetString() is "InProgress")
            .First(item => item.GetProperty("state").GetString() is "InProgress" or "Accepted" or "Assigned");
        var address = $"/api/v1/tasks/{task.GetProperty("id").GetGuid()}";
        var lead = task.GetProperty("leadUnit").GetProperty("name").GetString();
        var head = workflow.Accounts.First(account => account.Role == "UnitHead" && account.Unit == lead);
        using var unit = await workflow.ClientOfAsync(head.Email.Split('@')[0]);
        if (task.GetProperty("state").GetString() is "Assigned")
        {
            using var accepted = await unit.PostAsJsonAsync($"{address}/acceptance", new { version = task.GetProperty("version").GetUInt32() }, TestContext.Current.CancellationToken);
            accepted.EnsureSuccessStatusCode();
            task = await unit.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);
        }

        using var answer = await unit.PostAsJsonAsync($"{address}/progress", new { version = task.GetProperty("version").GetUInt32(), percent = 95 }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
