using Xunit;

namespace Workflow.EndToEnd;

/// <summary>Every page, for whom it is made, wide and narrow: accessible, and not wider than its window.</summary>
public sealed class EveryPageTests(RunningWorkflow workflow, Browser browser)
{
    public static TheoryData<string, string[], int> Pages
    {
        get
        {
            TheoryData<string, string[], int> pages = [];
            foreach (var width in new[] { 1280, 360 })
            {
                pages.Add("chutich", ["/overview", "/plans", "/reports", "/analyses", "/activity"], width);
                pages.Add("thuongtruc.cchc", ["/overview", "/plans", "/reports", "/reports/obligations", "/analyses/new", "/scoring", "/scoring/sets/new", "/reminders", "/reminders/mails", "/reminders/rehearsal", "/inbox", "/deadlines/policy", "/activity"], width);
                pages.Add("taichinh", ["/my-tasks", "/plans", "/reports", "/inbox", "/delegations"], width);
                pages.Add("quantri", ["/clock", "/reminders", "/delivery", "/inbox", "/calendar", "/activity"], width);
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Is_accessible_and_fits(string mailbox, string[] paths, int width)
    {
        var page = await browser.SignInAsync(workflow, mailbox, width);
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(path);
            Assert.Equal(200, answer!.Status);
            await Browser.AssertUsableAsync(page);
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_stranger_sees_the_sign_in_page_only(int width)
    {
        var page = await browser.OpenAsync(workflow, width);
        await page.GotoAsync("/overview");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        await Browser.AssertUsableAsync(page);
    }
}
