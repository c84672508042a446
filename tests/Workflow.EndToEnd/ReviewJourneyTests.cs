using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace Workflow.EndToEnd;

/// <summary>A reading is gone through by keyboard alone, from opening it to confirming it. No pointer is used.</summary>
public sealed class ReviewJourneyTests(RunningWorkflow workflow, Browser browser)
{
    [Fact]
    public async Task A_reading_is_reviewed_and_confirmed_by_keyboard_alone()
    {
        var page = await browser.SignInAsync(workflow, "thuongtruc.cchc");
        await page.GotoAsync($"/analyses/{await AReadingWithDoubtsAsync()}");
        await Browser.AssertUsableAsync(page);

        // Through the rows, with their places following in the source.
        await page.Keyboard.PressAsync("j");
        await AtRowAsync(page, 1);
        await page.Keyboard.PressAsync("ArrowDown");
        await AtRowAsync(page, 2);
        await Assertions.Expect(page.Locator("#source-2")).ToHaveClassAsync("chosen");
        await page.Keyboard.PressAsync("k");
        await AtRowAsync(page, 1);

        // To its sentence and back.
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.Locator("#source-1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("s");
        await AtRowAsync(page, 1);

        // Right: the page goes on to the next row.
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Đã xem khoản 1");
        await AtRowAsync(page, 2);
        await Assertions.Expect(page.Locator("#row-1")).ToContainTextAsync("Đã xem");

        // Misread: letters typed into a field are letters.
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator("#points-2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("0,75");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("1.2.7a");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Đã sửa khoản 2");
        await AtRowAsync(page, 2);
        await Assertions.Expect(page.Locator("#row-2")).ToContainTextAsync("1.2.7a");
        await Assertions.Expect(page.Locator("#row-2")).ToContainTextAsync("Đã đọc");

        // One row that is two; then as it was.
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Locator("#Parts_0__Points")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("0,5");
        await TabAsync(page, 3);
        await Assertions.Expect(page.Locator("#Parts_1__Points")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("0,25");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Đã tách khoản 2 thành 2 khoản");
        await AtRowAsync(page, 17);
        await Assertions.Expect(page.Locator("#row-2")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("u");
        await SaidAsync(page, "Đã hoàn tác");
        await AtRowAsync(page, 2);

        // A deduction that was missed, by its sentence.
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator(".source-text")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var sentence = (await page.EvaluateAsync<string>("getSelection().toString()")).Trim();
        Assert.NotEqual("", sentence);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Thêm khoản trừ từ đoạn này" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#add .quote")).ToHaveTextAsync(sentence);
        await Browser.AssertUsableAsync(page);
        await Assertions.Expect(page.Locator("#Field")).ToBeFocusedAsync();
        await TabAsync(page, 1);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("0,1");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Đã thêm khoản 17");
        await AtRowAsync(page, 17);
        Assert.Contains(sentence, await page.Locator("#source-17").InnerTextAsync(), StringComparison.Ordinal);

        // What could not be read becomes a row as well.
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.Locator("#unread-1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("#Field")).ToBeFocusedAsync();
        await TabAsync(page, 1);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("0,2");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Đã thêm khoản 18");

        // Only what is unsure, until nothing is.
        await page.Keyboard.PressAsync("f");
        await page.WaitForURLAsync(url => url.Contains("show=unsure", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".reading")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await SaidAsync(page, "Đã xem khoản 5");
        await Assertions.Expect(page.Locator(".reading")).ToHaveCountAsync(0);
        await Browser.AssertUsableAsync(page);

        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Đã xác nhận kết quả đọc");
    }

    [Fact]
    public async Task Single_letters_can_be_switched_off_and_a_mark_leads_to_its_row()
    {
        var page = await browser.SignInAsync(workflow, "thuongtruc.cchc");
        await page.GotoAsync($"/analyses/{await AReadingWithDoubtsAsync()}");

        await page.Keyboard.PressAsync("?");
        await TabAsync(page, 1);
        await Assertions.Expect(page.Locator("#keys-on")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.PressAsync("f");
        Assert.DoesNotContain("show=", page.Url, StringComparison.Ordinal);

        await page.Locator("#source-3").ClickAsync(new() { Position = new() { X = 20, Y = 8 } });
        await AtRowAsync(page, 3);
        await page.Keyboard.PressAsync("ArrowDown");
        await AtRowAsync(page, 4);

        await page.ReloadAsync();
        Assert.False(await page.Locator("#keys-on").IsCheckedAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_page_is_accessible_and_fits_with_every_form_open(int width)
    {
        var page = await browser.SignInAsync(workflow, "thuongtruc.cchc", width);
        var reading = await AReadingWithDoubtsAsync();
        foreach (var address in new[] { "?row=5&open=fix#row-5", "?row=5&open=split#row-5", "?row=5&open=remove#row-5", "?passage=1#add", "?show=unsure" })
        {
            await page.GotoAsync($"/analyses/{reading}{address}");
            await Browser.AssertUsableAsync(page);
        }
    }

    [Fact]
    public async Task Without_script_a_row_is_accepted_on_a_phone()
    {
        var page = await browser.SignInAsync(workflow, "thuongtruc.cchc", width: 360, script: false);
        await page.GotoAsync($"/analyses/{await AReadingWithDoubtsAsync()}?show=unsure");

        await page.Locator("#row-2 button[data-act=accept]").ClickAsync();

        await SaidAsync(page, "Đã xem khoản 2");
        await Assertions.Expect(page.Locator(".reading")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-keys]")).ToBeHiddenAsync();
    }

    /// <summary>The sample report, with rows 2 and 5 unsure, every other row sure, and one passage that could not be read.</summary>
    private async Task<Guid> AReadingWithDoubtsAsync()
    {
        using var coordinator = await workflow.ClientOfAsync("thuongtruc.cchc");
        using var file = new ByteArrayContent(await File.ReadAllBytesAsync(RunningWorkflow.InRepository("samples", "phan-tich-cchc-2023.docx"), TestContext.Current.CancellationToken));
        using var form = new MultipartFormDataContent { { file, "file", "phan-tich-cchc-2023.docx" } };
        using var answer = await coordinator.PostAsync("/api/v1/analyses", form, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var id = Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1]);

        const string Passage = "Lĩnh vực duy nhất đạt 5/5 điểm";
        await using var connection = new NpgsqlConnection(workflow.Database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            update deduction set read = jsonb_set(read, '{doubts}', case when ordinal in (2, 5) then '[{"value": "criterion", "why": "no-code"}]'::jsonb else '[]' end)
            where analysis_id = @id;
            update analysis set reading = reading || jsonb_build_object('unread', jsonb_build_array(jsonb_build_object(
                'ordinal', 1, 'kind', 'deduction', 'field', 2, 'why', 'no-points', 'text', @passage,
                'source', jsonb_build_object('start', strpos(reading ->> 'text', @passage) - 1, 'length', length(@passage)))))
            where id = @id
            """,
            connection);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("passage", Passage);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return id;
    }

    private static async Task TabAsync(IPage page, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
    }

    private static Task AtRowAsync(IPage page, int row) => Assertions.Expect(page.Locator($"#row-{row}")).ToBeFocusedAsync();

    private static Task SaidAsync(IPage page, string words) => Assertions.Expect(page.Locator(".note-good[role=status]")).ToContainTextAsync(words);
}
