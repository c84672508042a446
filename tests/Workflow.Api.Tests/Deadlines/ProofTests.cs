using Workflow.Api.Features.Deadlines;
using Workflow.Api.Features.Notices;
using Workflow.Api.Features.Organization;
using Workflow.Api.Security;
using Workflow.MailCatcher;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Deadlines;

/// <summary>Nobody can say that they were not told.</summary>
public sealed class ProofTests : IAsyncLifetime
{
    private WorkflowHost host = null!;
    private AgencyCase agency = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_proof_of_a_task_has_every_reminder_with_every_answer_of_the_server_and_when_it_was_opened()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var task = await plan.TaskAsync();
        await host.SweepAsync();
        host.SetClock(At(2024, 9, 11));
        host.Post.Behaviour = moment => moment.Step is SmtpStep.MessageReceived ? SmtpReaction.Reply("451 4.3.0 Thử lại sau") : null;
        await host.SweepAsync();
        host.Post.Behaviour = null;
        await host.WaitIsOverAsync();
        host.SetClock(At(2024, 9, 11, 8, 0));
        await host.SweepAsync();
        var head = agency.Actor("tuphap");
        var notice = (await host.SendAs(head, new NoticeList.Query())).Items[0];
        host.SetClock(At(2024, 9, 11, 9, 0));
        await host.SendAs(head, new ReadNotice.Command(notice.Id));

        var proof = await host.SendAs(agency.Coordinator, new ReminderProof.Query(task.Id.Value));

        Assert.Equal(("task", new DateOnly(2024, 12, 20), "Phòng Tư pháp"), (proof.Subject.Kind, proof.DueOn!.Value, proof.Unit));
        Assert.Equal([null, "ACCEPT"], proof.Reminders.Select(one => one.Rung));
        var (assigned, said) = (proof.Reminders[0], proof.Reminders[1]);
        Assert.Equal((agency.People["tuphap"].FullName, "sent", Begin, Begin), (assigned.Recipient.Person, assigned.State, assigned.PlannedFor, assigned.SentAt!.Value));
        Assert.Equal(("Sent", Begin), (Assert.Single(assigned.Attempts).Outcome, assigned.Attempts[0].BegunAt));
        Assert.Null(assigned.ReadAt);
        Assert.Equal(("ACCEPT", "sent", At(2024, 9, 11), At(2024, 9, 11, 8, 0), At(2024, 9, 11, 9, 0)), (said.Rung, said.State, said.PlannedFor, said.SentAt!.Value, said.ReadAt!.Value));
        Assert.Equal([("Deferred", At(2024, 9, 11)), ("Sent", At(2024, 9, 11, 8, 0))], said.Attempts.Select(attempt => (attempt.Outcome!, attempt.BegunAt)));
        Assert.StartsWith("451", said.Attempts[0].Reply, StringComparison.Ordinal);
        Assert.Equal($"<{said.MessageId}>", host.Post.Messages[^1].MessageId);
        Assert.Equal(("ACCEPT-LATE", At(2024, 9, 12)), (proof.Coming[0].Rung, proof.Coming[0].At));
    }

    [Fact]
    public async Task The_proof_of_a_report_names_the_day_it_had_to_leave()
    {
        await new ReportCase(host, agency).OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 25));
        var report = (await new ReportCase(host, agency).AllAsync())[0];
        await host.SweepAtAsync(At(2024, 9, 26));

        var proof = await host.SendAs(agency.Coordinator, new ReminderProof.Query(report.Id.Value));

        Assert.Equal("report", proof.Subject.Kind);
        Assert.NotNull(proof.SendBy);
        Assert.NotEmpty(proof.Reminders);
    }

    [Fact]
    public async Task A_mail_is_shown_without_the_addresses_of_its_links()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var mail = (await host.SendAs(agency.Coordinator, new MailLedger.Query())).Items[0];

        var shown = (await host.SendAs(agency.Coordinator, new MailDetails.Query(mail.Id))).Text;

        Assert.DoesNotContain("/l/", shown, StringComparison.Ordinal);
        Assert.Contains("Tiếp nhận nhiệm vụ: (liên kết cá nhân, chỉ có trong thư)", shown, StringComparison.Ordinal);
        Assert.Contains("https://cchc.tamduong.example/tasks/", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_agency_has_cannot_be_proved()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var other = await Given.AnAgencyAsync(host);
        var task = await plan.TaskAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => host.SendAs(other.Coordinator, new ReminderProof.Query(task.Id.Value)));
    }

    [Fact]
    public async Task Whoever_gets_a_mail_has_it_in_the_inbox_too_even_if_the_server_takes_none()
    {
        host.Post.Behaviour = moment => moment.Step is SmtpStep.Recipient ? SmtpReaction.Reply("550 5.1.1 Khong co hop thu") : null;
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        await host.SweepAsync();
        await host.SweepAtAsync(At(2024, 9, 11));
        await host.SweepAsync();

        var head = agency.Actor("tuphap");
        var inbox = await host.SendAs(head, new NoticeList.Query());
        Assert.Equal(["digest", "assignment"], inbox.Items.Select(notice => notice.Kind));
        Assert.Equal(2, (await host.SendAs(head, new Me.Query())).Unread);
        Assert.All(await host.MailsAsync(agency), mail => Assert.Equal("failed", mail.State));
        Assert.Contains("Kiểm tra văn bản đợt 1", (await host.SendAs(head, new NoticeDetails.Query(inbox.Items[0].Id))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_read_once_and_by_its_person_alone()
    {
        await Given.APlanOfAsync(host, agency, new DateOnly(2024, 12, 20));
        var head = agency.Actor("tuphap");
        var notice = Assert.Single((await host.SendAs(head, new NoticeList.Query(UnreadOnly: true))).Items);
        await Assert.ThrowsAsync<NotFoundException>(() => host.SendAs(agency.Coordinator, new NoticeDetails.Query(notice.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => host.SendAs(agency.Coordinator, new ReadNotice.Command(notice.Id)));

        Assert.Equal(1, await host.SendAs(head, new ReadNotice.Command(notice.Id)));
        host.SetClock(At(2024, 9, 10));
        Assert.Equal(0, await host.SendAs(head, new ReadNotice.Command(notice.Id)));

        Assert.Equal(Begin, (await host.SendAs(head, new NoticeDetails.Query(notice.Id))).ReadAt);
        Assert.Equal(0, (await host.SendAs(head, new Me.Query())).Unread);
    }
}
