using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>The whole main job in the browser: from the report to the chairman's page.</summary>
public sealed partial class MainJobTests(RunningWorkflow workflow, Browser browser)
{
    [Fact]
    public async Task A_report_becomes_tasks_a_unit_does_one_and_the_chairman_sees_the_score_move()
    {
        var coordinator = await browser.SignInAsync(workflow, "thuongtruc.cchc");
        await ReadTheReportAsync(coordinator);
        await PublishThePlanAsync(coordinator);
        var plan = coordinator.Url;

        var taskUrl = await LinkInTheMailAsync("noivu@tamduong.example");
        var head = await browser.SignInAsync(workflow, "noivu", width: 360);
        await DoTheTaskAsync(head, taskUrl);

        var chairman = await browser.SignInAsync(workflow, "chutich");
        var before = await SecuredAsync(chairman);
        await VerifyAsync(coordinator, taskUrl);
        var after = await SecuredAsync(chairman);

        Assert.Equal(0.5m, after - before);
        await Browser.AssertUsableAsync(chairman);
        await coordinator.GotoAsync(plan);
        await Browser.AssertUsableAsync(coordinator);
    }

    [Fact]
    public async Task A_unit_head_answers_on_a_phone_without_script()
    {
        var head = await browser.SignInAsync(workflow, "tuphap", width: 360, script: false);
        await head.GotoAsync("/my-tasks");
        await head.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Xếp loại công chức") }).First.ClickAsync();
        await head.GetByRole(AriaRole.Button, new() { Name = "Tiếp nhận nhiệm vụ" }).Or(head.GetByRole(AriaRole.Button, new() { Name = "Tiếp nhận" })).First.ClickAsync();

        await Assertions.Expect(head.GetByText("Đã tiếp nhận").First).ToBeVisibleAsync();
    }

    private static async Task ReadTheReportAsync(IPage page)
    {
        await page.GotoAsync("/analyses/new");
        await Browser.AssertUsableAsync(page);
        await page.Locator("input[type=file]").SetInputFilesAsync(RunningWorkflow.InRepository("samples", "phan-tich-cchc-2023.docx"));
        await page.Locator("form[enctype] button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(AnalysisUrl());
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("7,6957");
        await Browser.AssertUsableAsync(page);

        // Where the reading has doubts the page asks whether they were seen.
        if (await page.Locator("#DespiteDoubts").CountAsync() > 0)
        {
            await page.Locator("#DespiteDoubts").CheckAsync();
        }

        await page.Locator("form[action*='handler=Confirm'] button[type=submit]").ClickAsync();
        var form = page.Locator("form[action*='handler=Plan']");
        await form.GetByLabel("Điểm mục tiêu").FillAsync("85");
        await form.Locator("button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(PlanUrl());
    }

    private static async Task PublishThePlanAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("18");
        await Browser.AssertUsableAsync(page);
        await page.Locator("a[href$='/publication']").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("noivu@tamduong.example");
        await Browser.AssertUsableAsync(page);
        await page.Locator("main form[method=post] button[type=submit]").Last.ClickAsync();
        await page.WaitForURLAsync(PlanUrl());
    }

    /// <summary>The mail arrives by SMTP; the head follows the first task of it. The demonstration has sent one like it before.</summary>
    private async Task<string> LinkInTheMailAsync(string address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await poll.WaitForNextTickAsync(limit.Token))
        {
            var assignments = workflow.Mail.Messages
                .Where(message => message.EnvelopeTo.Contains(address) && message.Subject.Contains("Giao 2 nhiệm vụ", StringComparison.Ordinal))
                .ToList();
            if (assignments.Count == 2)
            {
                return TaskLink().Match((await assignments[1].OpenAsync(limit.Token)).TextBody!).Value;
            }
        }

        throw new InvalidOperationException($"No assignment reached {address}.");
    }

    private static async Task DoTheTaskAsync(IPage page, string taskUrl)
    {
        await page.GotoAsync(taskUrl);
        await Browser.AssertUsableAsync(page);
        await page.Locator("form[action*='handler=Accept'] button[type=submit]").ClickAsync();

        await page.Locator("details:has(form[action*='handler=Submit']) > summary").ClickAsync();
        await page.Locator("form[action*='handler=Submit'] button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("tài liệu kiểm chứng");

        await OpenAsync(page, "Progress");
        await page.Locator("form[action*='handler=Progress']").GetByLabel("Tỷ lệ hoàn thành").FillAsync("100");
        await page.Locator("form[action*='handler=Progress'] button[type=submit]").ClickAsync();

        await OpenAsync(page, "Evidence");
        var evidence = page.Locator("form[action*='handler=Evidence']");
        await evidence.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "so-theo-doi-bao-cao.txt",
            MimeType = "text/plain",
            Buffer = "Sổ theo dõi gửi báo cáo CCHC năm 2024"u8.ToArray(),
        });
        await evidence.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("so-theo-doi-bao-cao.txt");

        await OpenAsync(page, "Submit");
        await page.Locator("form[action*='handler=Submit'] button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("chờ xác nhận");
        await Browser.AssertUsableAsync(page);
    }

    private static async Task OpenAsync(IPage page, string handler)
    {
        var fold = page.Locator($"details:has(form[action*='handler={handler}'])");
        if (await fold.GetAttributeAsync("open") is null)
        {
            await fold.Locator("> summary").ClickAsync();
        }
    }

    private static async Task VerifyAsync(IPage page, string taskUrl)
    {
        await page.GotoAsync(taskUrl);
        await page.Locator("form[action*='handler=Verify'] button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Hoàn thành");
    }

    private static async Task<decimal> SecuredAsync(IPage page)
    {
        await page.GotoAsync("/overview");
        var figure = await page.Locator(".score-four .secured dd > :first-child").InnerTextAsync();
        return decimal.Parse(figure, CultureInfo.GetCultureInfo("vi-VN"));
    }

    [GeneratedRegex(@"/analyses/[0-9a-f-]{36}$")]
    private static partial Regex AnalysisUrl();

    [GeneratedRegex(@"/plans/[0-9a-f-]{36}$")]
    private static partial Regex PlanUrl();

    [GeneratedRegex(@"http://\S+/tasks/[0-9a-f-]{36}")]
    private static partial Regex TaskLink();
}
