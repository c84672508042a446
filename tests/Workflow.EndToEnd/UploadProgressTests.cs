using Microsoft.Playwright;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>A long reading says how far it is. What the server would say of a long one is given here, and the form is kept from leaving the page.</summary>
public sealed class UploadProgressTests(RunningWorkflow workflow, Browser browser)
{
    [Fact]
    public async Task A_long_reading_says_which_page_it_is_at()
    {
        var page = await browser.SignInAsync(workflow, "thuongtruc.cchc");
        TaskCompletionSource<string> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/api/v1/analyses/readings/*", route =>
        {
            asked.TrySetResult(route.Request.Url.Split('/')[^1]);
            return route.FulfillAsync(new() { ContentType = "application/json", Body = """{"stage":"pages","page":30,"pages":200}""" });
        });
        await page.GotoAsync("/analyses/new");
        await Assertions.Expect(page.Locator("[data-reading]")).ToBeHiddenAsync();
        await page.EvaluateAsync("document.addEventListener('submit', (event) => event.preventDefault())");

        var key = await page.Locator("form[enctype] input[name=commandId]").GetAttributeAsync("value");
        await page.Locator("form[enctype] button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("[data-words]")).ToHaveTextAsync("Đang đọc trang 30/200");
        await Assertions.Expect(page.Locator("[data-reading] progress")).ToHaveAttributeAsync("max", "200");
        Assert.Equal(30, await page.Locator("[data-reading] progress").EvaluateAsync<int>("bar => bar.value"));
        Assert.Equal(key, await asked.Task);
        await Browser.AssertUsableAsync(page);
    }
}
