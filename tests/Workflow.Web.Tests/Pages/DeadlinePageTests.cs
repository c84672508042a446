using System.Net;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>The pages by which deadlines move, policies are put in force and heads let officers stand in.</summary>
public sealed class DeadlinePageTests(WebHost web)
{
    [Fact]
    public async Task A_head_asks_for_time_and_the_coordinator_decides_on_what_is_said_about_the_score()
    {
        var (agency, plan, address) = await InWorkAsync();
        var head = await web.SignedInAsync(agency, "tuphap");
        var due = (await plan.TaskAsync()).DueOn!.Value;

        var refused = await head.SendAsync(await head.OpenAsync(address), "Extension", ("NewDueOn", Day(due)), ("ExtensionReason", "Chờ số liệu."));
        Assert.NotEqual("", refused.Html.QuerySelector("#NewDueOn-error")!.TextContent);
        Assert.Equal("Chờ số liệu.", refused.Value("ExtensionReason"));
        var asked = await head.SendAsync(refused, "Extension", ("NewDueOn", Day(due.AddDays(14))));
        Assert.NotEqual("", asked.Done);
        Assert.DoesNotContain("extension", asked.Offers);

        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        Assert.Contains("Đề nghị gia hạn chờ quyết định", (await coordinator.OpenAsync("/overview")).Main, StringComparison.Ordinal);
        var page = await coordinator.OpenAsync(address);
        Assert.Contains("Điểm dự kiến của kế hoạch", page.Main, StringComparison.Ordinal);
        var decided = await coordinator.PressButtonAsync(page, "button[name=approve][value=true]");

        Assert.NotEqual("", decided.Done);
        Assert.Equal((due.AddDays(14), due), ((await plan.TaskAsync()).DueOn!.Value, (await plan.TaskAsync()).OriginalDueOn!.Value));
        Assert.Contains("được đồng ý", decided.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_a_reason_is_not_taken()
    {
        var (agency, plan, address) = await InWorkAsync();
        var head = await web.SignedInAsync(agency, "tuphap");
        await head.SendAsync(
            await head.OpenAsync(address), "Extension", ("NewDueOn", Day((await plan.TaskAsync()).DueOn!.Value.AddDays(7))), ("ExtensionReason", "Chờ số liệu."));
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");

        var refused = await coordinator.PressButtonAsync(await coordinator.OpenAsync(address), "button[name=approve][value=false]");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.NotEqual("", refused.Html.QuerySelector("#DecisionReason-error")!.TextContent);
        Assert.NotNull((await plan.TaskAsync()).PendingExtensionId);
    }

    [Fact]
    public async Task A_task_is_suspended_and_goes_on_and_the_picture_says_where_it_stands()
    {
        var (agency, plan, address) = await InWorkAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var before = await coordinator.OpenAsync(address);
        Assert.Contains("Đã tiếp nhận", before.Html.QuerySelector("svg.workflow .here text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nhắc tiếp theo", before.Main, StringComparison.Ordinal);

        var stopped = await coordinator.SendAsync(before, "Suspend", ("SuspendReason", "Chờ hướng dẫn."), ("SuspendBasis", "Công văn 12/SNV"));

        Assert.Contains("Tạm dừng", stopped.Html.QuerySelector("svg.workflow .here text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tạm dừng", stopped.Html.QuerySelector("svg.workflow title")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Công văn 12/SNV", stopped.Main, StringComparison.Ordinal);
        await coordinator.SendAsync(stopped, "Resume");
        Assert.Equal(RemediationTaskState.Accepted, (await plan.TaskAsync()).State);
    }

    [Fact]
    public async Task A_file_shows_why_a_task_is_suspended_with_words_or_without_and_stays_where_it_is_seen()
    {
        var (agency, plan, address) = await InWorkAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        var page = await coordinator.OpenAsync(address);

        var wrong = await coordinator.SendAsync(page, "Suspend", ("SuspendFile", "quyet-dinh.pdf", "MZ"u8.ToArray()), ("SuspendReason", "Chờ hướng dẫn."));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.Status);
        Assert.Equal("Chờ hướng dẫn.", wrong.Value("SuspendReason"));
        Assert.Equal(RemediationTaskState.Accepted, (await plan.TaskAsync()).State);
        var stopped = await coordinator.SendAsync(wrong, "Suspend", ("SuspendFile", "quyet-dinh.pdf", "%PDF-1.7"u8.ToArray()));

        Assert.NotEqual("", stopped.Done);
        Assert.Contains("quyet-dinh.pdf", stopped.Main, StringComparison.Ordinal);
        Assert.Single(stopped.Html.QuerySelectorAll(".note a[href^='/evidence/']"));
        EveryPageTests.AssertClean(stopped);
        var nothing = await coordinator.SendAsync(stopped, "Document");
        Assert.NotEqual("", nothing.Html.QuerySelector("#SuspendFile-error")!.TextContent);
        var two = await coordinator.SendAsync(nothing, "Document", ("SuspendFile", "cong-van.pdf", "%PDF-1.7"u8.ToArray()));
        Assert.Equal(2, two.Html.QuerySelectorAll(".note a[href^='/evidence/']").Length);

        var resumed = await coordinator.SendAsync(two, "Resume");
        Assert.Contains("Tệp căn cứ tạm dừng", resumed.Main, StringComparison.Ordinal);
        Assert.Equal(0, (await plan.TaskAsync()).EvidenceCount);
    }

    [Fact]
    public async Task A_deadline_is_set_anew_with_its_reason_in_the_history()
    {
        var (agency, plan, address) = await InWorkAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");

        var done = await coordinator.SendAsync(
            await coordinator.OpenAsync(address), "Redate", ("RedateOn", Day((await plan.TaskAsync()).DueOn!.Value.AddDays(-5))), ("RedateReason", "Tỉnh yêu cầu sớm hơn."));

        Assert.Contains("Lịch sử thời hạn", done.Main, StringComparison.Ordinal);
        Assert.Contains("Tỉnh yêu cầu sớm hơn.", done.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chairman_asks_and_the_head_explains()
    {
        var (agency, _, address) = await InWorkAsync();
        var chairman = await web.SignedInAsync(agency, "chutich");
        await chairman.SendAsync(await chairman.OpenAsync(address), "Question", ("Question", "Vì sao chưa có kết quả?"));
        var head = await web.SignedInAsync(agency, "tuphap");
        var page = await head.OpenAsync(address);
        Assert.Contains("Vì sao chưa có kết quả?", page.Main, StringComparison.Ordinal);

        var refused = await head.SendAsync(page, "Explanation", ("Answer", " "));
        Assert.NotEqual("", refused.Html.QuerySelector("#Answer-error")!.TextContent);
        await head.SendAsync(refused, "Explanation", ("Answer", "Chờ số liệu của các xã."));

        Assert.Contains("Chờ số liệu của các xã.", (await chairman.OpenAsync(address)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_is_looked_at_before_it_is_put_in_force()
    {
        var (agency, _, _) = await InWorkAsync();
        var administrator = await web.SignedInAsync(agency, "quantri");
        var page = await administrator.OpenAsync("/deadlines/policy");
        Assert.Equal("14, 7, 3, 1, 0", page.Value("Ladder"));

        var seen = await administrator.SendAsync(page, "Preview", ("Ladder", "5, 1"));
        Assert.Matches(@"[1-9]\d* mốc nhắc thay đổi", seen.Main);
        EveryPageTests.AssertClean(seen);
        var saved = await administrator.PressAsync(seen, "Save");

        Assert.NotEqual("", saved.Done);
        Assert.Equal("5, 1", saved.Value("Ladder"));
        Assert.Contains("Lần ban hành 1", saved.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_of_a_kind_is_withdrawn_once_its_effect_is_seen_and_that_of_all_is_not_offered_to_be()
    {
        var (agency, plan, _) = await InWorkAsync();
        var administrator = await web.SignedInAsync(agency, "quantri");
        var address = $"/deadlines/policy?kind={(await plan.TaskAsync()).Kind}";
        Assert.DoesNotContain("withdrawal", (await administrator.OpenAsync(address)).Offers);
        var saved = await administrator.PressAsync(await administrator.SendAsync(await administrator.OpenAsync(address), "Preview", ("Ladder", "5, 1"), ("DueSoonWithin", "30")), "Save");
        Assert.Equal(("5, 1", "30"), (saved.Value("Ladder"), saved.Value("DueSoonWithin")));
        Assert.Null((await administrator.OpenAsync("/deadlines/policy")).Html.QuerySelector("button[formaction*='handler=Withdrawal']"));

        var seen = await administrator.PressAsync(saved, "Withdrawal");
        Assert.Matches(@"[1-9]\d* mốc nhắc thay đổi", seen.Main);
        EveryPageTests.AssertClean(seen);
        var withdrawn = await administrator.PressAsync(seen, "Withdraw");

        Assert.NotEqual("", withdrawn.Done);
        Assert.Equal(("14, 7, 3, 1, 0", "3"), (withdrawn.Value("Ladder"), withdrawn.Value("DueSoonWithin")));
        Assert.Contains("Bỏ chính sách riêng, theo chính sách rộng hơn", withdrawn.Main, StringComparison.Ordinal);
        Assert.Contains("Bỏ chính sách thời hạn riêng, lần 2", (await administrator.OpenAsync("/activity")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_after_it_was_looked_at_is_shown_again_before_it_is_saved()
    {
        var (agency, _, _) = await InWorkAsync();
        var administrator = await web.SignedInAsync(agency, "quantri");
        var seen = await administrator.SendAsync(await administrator.OpenAsync("/deadlines/policy"), "Preview", ("Ladder", "5, 1"));

        var refused = await administrator.PressAsync(seen, "Save", ("Ladder", "5, 4, 2"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("5, 4, 2", refused.Value("Ladder"));
        Assert.Matches(@"[1-9]\d* mốc nhắc thay đổi", refused.Main);
        Assert.NotEqual("", (await administrator.PressAsync(refused, "Save")).Done);
    }

    [Theory]
    [InlineData("Ladder", "mười")]
    [InlineData("AcceptanceWindow", "0")]
    [InlineData("OverdueEvery", "")]
    [InlineData("DueSoonWithin", "31")]
    [InlineData("QuietFrom", "06:00")]
    public async Task What_cannot_be_is_said_beside_its_field_and_kept(string field, string value)
    {
        var agency = await web.AnAgencyAsync();
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");

        var refused = await coordinator.SendAsync(await coordinator.OpenAsync("/deadlines/policy"), "Preview", (field, value));

        Assert.NotEqual("", refused.Html.QuerySelector($"#{field}-error")!.TextContent);
        Assert.Equal(value, refused.Value(field));
    }

    [Fact]
    public async Task A_head_lets_an_officer_stand_in_and_takes_it_back()
    {
        var agency = await web.AnAgencyAsync();
        var head = await web.SignedInAsync(agency, "tuphap");
        var officer = agency.People["tuphap.chuyenvien"];
        var page = await head.OpenAsync("/delegations");

        var refused = await head.SendAsync(page, "Give", ("OfficerId", officer.Id.ToString()), ("FirstDay", "2024-09-12"), ("LastDay", "2024-09-10"));
        Assert.NotEqual("", refused.Html.QuerySelector("#LastDay-error")!.TextContent);
        var given = await head.SendAsync(refused, "Give", ("FirstDay", "2024-09-09"), ("LastDay", "2099-09-10"));
        Assert.Contains("Đang có hiệu lực", given.Main, StringComparison.Ordinal);
        Assert.Contains(agency.People["tuphap"].FullName, (await (await web.SignedInAsync(agency, "tuphap.chuyenvien")).OpenAsync("/delegations")).Main, StringComparison.Ordinal);

        var revoked = await head.SendAsync(given, "Revoke");
        Assert.Contains("Đã thu hồi", revoked.Main, StringComparison.Ordinal);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(AgencyCase Agency, PlanCase Plan, string Address)> InWorkAsync()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        await plan.AcceptAsync();
        return (agency, plan, $"/tasks/{(await plan.TaskAsync()).Id.Value}");
    }
}
