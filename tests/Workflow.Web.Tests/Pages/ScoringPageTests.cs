using System.Net;
using System.Text;
using Xunit;

namespace Workflow.Web.Tests.Pages;

public sealed class ScoringPageTests(WebHost web)
{
    private const string Criteria = "STT\tTiêu chí\tĐiểm tối đa\n1\tChỉ đạo, điều hành\t3\n1.1\tBáo cáo định kỳ\t1\n1.2\tKiểm tra\t1,5";

    [Fact]
    public async Task A_pasted_table_is_shown_as_a_tree_with_what_does_not_add_up_and_rules_to_confirm()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");

        var set = await coordinator.SendAsync(await coordinator.OpenAsync("/scoring/sets/new"), "", ("Year", "2024"), ("Pasted", Criteria));
        EveryPageTests.AssertClean(set);
        Assert.Contains("năm 2024", set.Done, StringComparison.Ordinal);
        Assert.Contains("ghi 3 điểm, nhưng các phần bên dưới cộng lại là 2,5", set.Main, StringComparison.Ordinal);
        Assert.Equal(3, set.Html.QuerySelectorAll("tbody tr").Length);

        Assert.Contains("chưa xác nhận", set.Html.GetElementById("criterion-1.1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_tried_beside_its_parameters_before_it_is_saved()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");
        var set = await coordinator.SendAsync(await coordinator.OpenAsync("/scoring/sets/new"), "", ("Year", "2024"), ("Pasted", Criteria));
        var rule = await coordinator.OpenAsync(set.Html.QuerySelector("#criterion-1\\.1 a")!.GetAttribute("href")!);
        EveryPageTests.AssertClean(rule);

        var tiers = await coordinator.PressAsync(rule, "Kind", ("Rule.Kind", "Tiers"));
        var tried = await coordinator.PressAsync(
            tiers, "Try", ("Rule.Rows[0].From", "100"), ("Rule.Rows[0].Points", "1"), ("Rule.Rows[1].From", "80"), ("Example.Part", "35"), ("Example.Whole", "38"));
        EveryPageTests.AssertClean(tried);
        Assert.Contains("Kết quả: 0,9211/1 điểm", tried.Main, StringComparison.Ordinal);
        Assert.Contains("Từ 80%: điểm = 1 × a/b.", tried.Main, StringComparison.Ordinal);

        var saved = await coordinator.PressAsync(tried, "Save");
        var row = saved.Html.GetElementById("criterion-1.1")!;
        Assert.Contains("Từ 100% được 1 điểm. Từ 80%: điểm = 1 × a/b. Dưới 80% không được điểm.", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa xác nhận", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Chọn cách tính điểm của tiêu chí 1.1: Theo bậc", (await coordinator.OpenAsync("/activity")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_at_fault_is_refused_and_its_parameters_stay()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");
        var set = await coordinator.SendAsync(await coordinator.OpenAsync("/scoring/sets/new"), "", ("Year", "2024"), ("Pasted", Criteria));
        var rule = await coordinator.OpenAsync(set.Html.QuerySelector("#criterion-1\\.1 a")!.GetAttribute("href")!);
        var list = await coordinator.PressAsync(rule, "Kind", ("Rule.Kind", "Checklist"));

        var refused = await coordinator.PressAsync(list, "Save", ("Rule.Rows[0].Name", "Hội nghị"), ("Rule.Rows[0].Points", "0,4"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("cộng lại bằng điểm tối đa", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(("Hội nghị", "0,4"), (refused.Value("row-0"), refused.Value("row-0-points")));
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.OpenAsync(refused.Address.Split('?')[0].Replace("1.1", "9", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task The_score_board_says_what_is_lacking_to_the_next_rank()
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var form = await coordinator.OpenAsync("/scoring/boards/new");
        var own = form.Html.QuerySelector(".agency")!.TextContent;
        var table = Encoding.UTF8.GetBytes($"STT\tĐơn vị\tChỉ số CCHC\n1\tHuyện Than Uyên\t80,1234\n2\t{own}\t78,1191");

        var board = await coordinator.SendAsync(form, "", ("Table", "bang-diem.txt", table), ("Year", "2023"));

        EveryPageTests.AssertClean(board);
        Assert.Contains("Cần thêm 2,0043 điểm", board.Main, StringComparison.Ordinal);
        Assert.Equal(own, board.Html.QuerySelector("tr.own th")!.ChildNodes[0].TextContent.Trim());
        Assert.Contains("2023", (await coordinator.OpenAsync("/scoring")).Main, StringComparison.Ordinal);
        Assert.Contains("Nhập bảng điểm các đơn vị năm 2023", (await coordinator.OpenAsync("/activity")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_beside_the_field_and_what_was_typed_stays()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");

        var refused = await coordinator.SendAsync(await coordinator.OpenAsync("/scoring/sets/new"), "", ("Year", "2024"), ("Pasted", "không có bảng"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Không tìm thấy bảng tiêu chí", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(("2024", "không có bảng"), (refused.Value("Year"), refused.Value("Pasted")));
    }

    [Fact]
    public async Task Nothing_at_all_is_asked_for()
    {
        var coordinator = await web.SignedInAsync(await web.AnAgencyAsync(), "thuongtruc.cchc");

        var refused = await coordinator.SendAsync(await coordinator.OpenAsync("/scoring/boards/new"));

        Assert.Contains("Vui lòng chọn tệp hoặc dán bảng", refused.Refusal, StringComparison.Ordinal);
        Assert.NotEqual("", refused.Html.QuerySelector("#Year-error")!.TextContent);
    }

    [Fact]
    public async Task Whoever_only_looks_is_offered_no_import()
    {
        var chairman = await web.SignedInAsync(await web.AnAgencyAsync(), "chutich");

        Assert.Null((await chairman.OpenAsync("/scoring")).Html.QuerySelector("a[href$='/new']"));
        Assert.Equal(HttpStatusCode.NotFound, (await chairman.OpenAsync("/scoring/things/new")).Status);
    }
}
