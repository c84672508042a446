using System.Net;
using System.Text.RegularExpressions;
using Workflow.Domain.Tasks;
using Workflow.Testing;
using Xunit;

namespace Workflow.Web.Tests.Pages;

/// <summary>What somebody meets who follows a link of a mail, and what programs meet that try every link.</summary>
public sealed partial class LinkPageTests(WebHost web)
{
    [Fact]
    public async Task A_person_sees_what_will_happen_presses_and_it_is_noted_once()
    {
        var (agency, plan, _, acknowledge) = await ALinkAsync();
        var reader = web.AStranger();

        var page = await reader.OpenAsync(acknowledge);
        Assert.Equal("/l", page.Address);
        EveryPageTests.AssertClean(page);
        Assert.Contains((await plan.TaskAsync()).Title, page.Main, StringComparison.Ordinal);
        Assert.Equal(["acknowledge"], page.Offers);

        var done = await reader.SendAsync(page, "Acknowledge");
        Assert.Contains("đã báo nhận được nhắc", done.Main, StringComparison.Ordinal);
        Assert.Contains("đã được dùng", (await reader.OpenAsync(acknowledge)).Main, StringComparison.Ordinal);
        var again = await reader.SendAsync(page, "Acknowledge");
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        var coordinator = await web.SignedInAsync(agency, "thuongtruc.cchc");
        Assert.Single(Regex.Matches((await coordinator.OpenAsync($"/tasks/{(await plan.TaskAsync()).Id}")).Main, "Báo đã nhận được nhắc", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_program_that_follows_or_posts_to_every_link_changes_nothing()
    {
        var (_, plan, accept, acknowledge) = await ALinkAsync();
        var scanner = web.Workflow.Anonymous();
        foreach (var link in new[] { accept, acknowledge })
        {
            using var head = await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link), TestContext.Current.CancellationToken);
            using var followed = await scanner.GetAsync(link, TestContext.Current.CancellationToken);
            using var posted = await scanner.PostAsync(link, new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.MethodNotAllowed), (followed.StatusCode, posted.StatusCode));
            foreach (var handler in new[] { "", "?handler=Acknowledge", "?handler=Accept" })
            {
                // With the link's cookie, which it keeps, and without the token of the form.
                using var blind = await scanner.PostAsync($"/l{handler}", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.BadRequest, blind.StatusCode);
            }
        }

        // One that reads the form and posts what stands in it, but keeps no cookies.
        var form = (await web.AStranger().OpenAsync(acknowledge)).Form("Acknowledge");
        var fields = form.QuerySelectorAll("input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""));
        using var copied = await web.Workflow.Anonymous().PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, copied.StatusCode);

        Assert.Equal(RemediationTaskState.Assigned, (await plan.TaskAsync()).State);
        Assert.Contains("Khi bấm nút", (await web.AStranger().OpenAsync(acknowledge)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_refers_to_nobody_is_posted_from_without_an_origin_and_still_from_nowhere_else()
    {
        var (_, _, _, acknowledge) = await ALinkAsync();
        var reader = web.AStranger();
        var form = (await reader.OpenAsync(acknowledge)).Form("Acknowledge");

        foreach (var (site, status) in new[] { ("cross-site", HttpStatusCode.Forbidden), ("same-origin", HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
            {
                Content = new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))),
            };
            request.Headers.Add("Origin", "null");
            request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await reader.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Accepting_asks_the_recipient_to_sign_in_and_then_acts_on_the_button()
    {
        var (agency, plan, accept, _) = await ALinkAsync();
        var stranger = await web.AStranger().OpenAsync(accept);
        Assert.Empty(stranger.Offers);
        Assert.Equal("/sign-in?returnUrl=%2Fl", stranger.Html.QuerySelector("main a.btn-primary")!.GetAttribute("href"), ignoreCase: true);
        Assert.Empty((await (await web.SignedInAsync(agency, "noivu")).OpenAsync(accept)).Offers);

        var head = await web.SignedInAsync(agency, "tuphap");
        var page = await head.OpenAsync(accept);
        Assert.Equal(["accept"], page.Offers);
        Assert.Equal(RemediationTaskState.Assigned, (await plan.TaskAsync()).State);
        var task = await head.SendAsync(page, "Accept");

        Assert.Equal($"/tasks/{(await plan.TaskAsync()).Id}", task.Address);
        Assert.Equal(RemediationTaskState.Accepted, (await plan.TaskAsync()).State);
    }

    [Fact]
    public async Task The_page_of_a_task_takes_back_the_reader_s_own_links()
    {
        var (agency, plan, accept, _) = await ALinkAsync();
        var head = await web.SignedInAsync(agency, "tuphap");
        var address = $"/tasks/{(await plan.TaskAsync()).Id}";
        Assert.DoesNotContain("revokelinks", (await (await web.SignedInAsync(agency, "thuongtruc.cchc")).OpenAsync(address)).Offers);

        var taken = await head.SendAsync(await head.OpenAsync(address), "RevokeLinks");

        Assert.Contains("Đã thu hồi 2 liên kết", taken.Done, StringComparison.Ordinal);
        Assert.DoesNotContain("revokelinks", taken.Offers);
        Assert.Contains("đã bị thu hồi", (await web.AStranger().OpenAsync(accept)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_s_link_shows_what_it_would_record_and_records_it_on_the_button()
    {
        var agency = await web.AnAgencyAsync();
        var reports = new ReportCase(web.Workflow, agency);
        var due = new DateOnly(2024, 9, 9);
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", due);
        await web.Workflow.SweepAsync();
        await web.Workflow.ExecuteAsync($"update timer set fire_at = '{web.Workflow.Clock.GetUtcNow():O}' where rung = 'OVERDUE-1' and agency_id = '{agency.Id}'");
        await web.Workflow.SweepAsync();
        var to = agency.People["tuphap"].Email;
        var mail = await web.Workflow.Post.Messages.Last(message => message.EnvelopeTo.Contains(to)).OpenAsync(TestContext.Current.CancellationToken);
        var link = Link().Match(mail.TextBody!).Groups[1].Value;
        var head = await web.SignedInAsync(agency, "tuphap");

        Assert.Empty((await web.AStranger().OpenAsync(link)).Offers);
        Assert.Contains("chưa được ghi ngày ký", (await head.OpenAsync(link)).Main, StringComparison.Ordinal);
        await reports.SignAsync(due, due);
        Assert.Contains("cần đăng nhập", (await web.AStranger().OpenAsync(link)).Main, StringComparison.Ordinal);
        var page = await head.OpenAsync(link);
        Assert.Equal(["dispatch"], page.Offers);
        EveryPageTests.AssertClean(page);
        Assert.Null((await reports.OfAsync(due)).SentOn);
        var done = await head.SendAsync(page, "Dispatch");

        Assert.Equal($"/reports/{(await reports.OfAsync(due)).Id}", done.Address);
        Assert.Equal(due, (await reports.OfAsync(due)).SentOn);
    }

    [Fact]
    public async Task Without_a_link_in_hand_the_page_says_so()
    {
        Assert.Contains("Không tìm thấy liên kết", (await web.AStranger().OpenAsync("/l")).Main, StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy liên kết", (await web.AStranger().OpenAsync("/l/khong-co")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_address_is_shown_once_and_taken_back()
    {
        var head = await web.SignedInAsync(await web.AnAgencyAsync(), "tuphap");
        var opened = await head.SendAsync(await head.OpenAsync("/my-calendar"), "Open");
        EveryPageTests.AssertClean(opened);
        var address = new Uri(opened.Value("address")!).AbsolutePath;
        Assert.Contains("BEGIN:VCALENDAR", await web.Workflow.Anonymous().GetStringAsync(address, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var later = await head.OpenAsync("/my-calendar");
        Assert.Null(later.Html.GetElementById("address"));
        await head.SendAsync(later, "Close");

        using var gone = await web.Workflow.Anonymous().GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    /// <summary>The two links of an assignment mail.</summary>
    private async Task<(AgencyCase Agency, PlanCase Plan, string Accept, string Acknowledge)> ALinkAsync()
    {
        var agency = await web.AnAgencyAsync();
        var plan = await web.APlanAsync(agency);
        await web.Workflow.SweepAsync();
        var to = agency.People["tuphap"].Email;
        var message = web.Workflow.Post.Messages.Last(message => message.EnvelopeTo.Contains(to));
        var mail = await message.OpenAsync(TestContext.Current.CancellationToken);
        var links = Link().Matches(mail.TextBody!).Select(match => match.Groups[1].Value).ToList();
        return (agency, plan, links[0], links[1]);
    }

    [GeneratedRegex("https://cchc.tamduong.example(/l/[A-Za-z0-9_-]{43})", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
