using Microsoft.EntityFrameworkCore;
using MimeKit;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Mail;

/// <summary>Deadlines as calendars: beside the mails that tell of them, and at a person's secret address.</summary>
public sealed class DeadlineCalendarTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;
    private PlanCase plan = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
        plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20), tasks: 2);
        await host.SweepAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_assignment_tells_each_deadline_once_and_a_moved_one_updates_it()
    {
        var first = await CalendarOfAsync(host.Post.Messages.Count - 1);
        var task = await plan.TaskAsync();
        Assert.Contains($"UID:task-{task.Id}@cchc.tamduong.example\r\n", Unfolded(first), StringComparison.Ordinal);
        Assert.Equal(2, first.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("DTSTART;VALUE=DATE:20240920", first, StringComparison.Ordinal);
        Assert.Contains($"SEQUENCE:{task.DeadlineVersion}\r\n", first, StringComparison.Ordinal);

        await plan.AcceptAsync();
        await plan.AssignAsync(1, "Phòng Tư pháp", new DateOnly(2024, 9, 27), DueKind.Before);
        await host.SweepAsync();

        var moved = await CalendarOfAsync(host.Post.Messages.Count - 1);
        Assert.Contains($"UID:task-{task.Id}@cchc.tamduong.example\r\n", Unfolded(moved), StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20240926", moved, StringComparison.Ordinal);
        Assert.Contains($"SEQUENCE:{task.DeadlineVersion + 1}\r\n", moved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_brings_them_too_a_result_that_was_handed_in_does_not_and_a_cancelled_task_is_taken_out()
    {
        await host.SweepAtAsync(At(2024, 9, 11));
        Assert.Contains("BEGIN:VEVENT", await CalendarOfAsync(host.Post.Messages.Count - 1), StringComparison.Ordinal);

        await plan.FinishAsync();
        await host.SweepAsync();
        Assert.Null(await AttachmentOfAsync(host.Post.Messages.Count - 1));

        await plan.CancelAsync(2);
        await host.SweepAsync();
        Assert.Contains("STATUS:CANCELLED", await CalendarOfAsync(host.Post.Messages.Count - 1, "CANCEL"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_clock_stands_still_calendars_have_no_deadline_and_the_new_one_once_it_goes_on()
    {
        await plan.AcceptAsync();
        var task = await plan.TaskAsync();
        var uid = $"UID:task-{task.Id}@cchc.tamduong.example\r\n";
        await host.SendAs(agency.Coordinator, new SuspendTask.Command(task.Id, task.Version, "Chờ hướng dẫn.", "Công văn 12/SNV"));
        await host.SweepAsync();

        var stopped = Unfolded(await CalendarOfAsync(host.Post.Messages.Count - 1, "CANCEL"));
        Assert.All(new[] { uid, "METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n", $"SEQUENCE:{task.DeadlineVersion + 1}\r\n" }, line => Assert.Contains(line, stopped, StringComparison.Ordinal));
        Assert.DoesNotContain(uid, Unfolded(await ReadAsync(host, agency.Actor("tuphap"))), StringComparison.Ordinal);

        host.SetClock(At(2024, 9, 12));
        task = await plan.TaskAsync();
        await host.SendAs(agency.Coordinator, new ResumeTask.Command(task.Id, task.Version));
        await host.SweepAsync();

        var resumed = Unfolded(await CalendarOfAsync(host.Post.Messages.Count - 1));
        Assert.All(
            new[] { uid, "METHOD:PUBLISH\r\n", "STATUS:CONFIRMED\r\n", $"SEQUENCE:{task.DeadlineVersion + 1}\r\n", "DTSTART;VALUE=DATE:20240925\r\n" },
            line => Assert.Contains(line, resumed, StringComparison.Ordinal));
        Assert.Contains("DTSTART;VALUE=DATE:20240925\r\n", await ReadAsync(host, agency.Actor("tuphap")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_s_calendar_is_read_at_a_secret_address_that_is_kept_as_a_hash_renewed_and_taken_back()
    {
        await new ReportCase(host, agency).OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 10, 31));
        var head = agency.Actor("tuphap");
        var address = new Uri(await host.SendAs(head, new OpenCalendarFeed.Request())).AbsolutePath;
        var reader = host.Anonymous();

        using var answer = await reader.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(("text/calendar", "no-referrer"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("Referrer-Policy").Single()));
        Assert.Equal(3, (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("BEGIN:VEVENT").Length - 1);
        Assert.Equal(3, (await ReadAsync(host, agency.Actor("thuongtruc.cchc"))).Split("BEGIN:VEVENT").Length - 1);
        Assert.DoesNotContain("BEGIN:VEVENT", await ReadAsync(host, agency.Actor("noivu")), StringComparison.Ordinal);
        var kept = await host.SeeAsync(agency.Id, db => db.CalendarFeeds.Where(feed => feed.PersonId == head.PersonId).Select(feed => feed.Sha256).SingleAsync());
        Assert.Equal(Api.Mail.Secret.HashOf(address.Split('/')[^1][..^4]), kept);

        var renewed = new Uri(await host.SendAs(head, new OpenCalendarFeed.Request())).AbsolutePath;
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await StatusAsync(reader, address));
        Assert.Equal(System.Net.HttpStatusCode.OK, await StatusAsync(reader, renewed));
        await host.SendAs(head, new CloseCalendarFeed.Command());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await StatusAsync(reader, renewed));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await StatusAsync(reader, "/ics"));
        await Assert.ThrowsAsync<NotSignedInException>(() => host.SendAs(null, new OpenCalendarFeed.Request()));
    }

    private static async Task<string> ReadAsync(WorkflowHost host, Domain.Organization.Actor actor) =>
        await host.Anonymous().GetStringAsync(new Uri(await host.SendAs(actor, new OpenCalendarFeed.Request())).AbsolutePath, TestContext.Current.CancellationToken);

    private static async Task<System.Net.HttpStatusCode> StatusAsync(HttpClient reader, string address)
    {
        using var answer = await reader.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Unfolded(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal);

    private async Task<string> CalendarOfAsync(int message, string method = "PUBLISH") => (await AttachmentOfAsync(message, method))!;

    private async Task<string?> AttachmentOfAsync(int message, string method = "PUBLISH")
    {
        var mail = await host.Post.Messages[message].OpenAsync(TestContext.Current.CancellationToken);
        var attached = mail.Attachments.OfType<MimePart>().SingleOrDefault();
        if (attached is null)
        {
            return null;
        }

        Assert.Equal(("text/calendar", "han-xu-ly.ics", method), (attached.ContentType.MimeType, attached.FileName, attached.ContentType.Parameters["method"]));
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(content.ToArray());
    }
}
