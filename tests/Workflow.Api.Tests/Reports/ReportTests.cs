using System.Net;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Reports;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Testing;
using Xunit;
using static Workflow.Testing.WorkflowHost;

namespace Workflow.Api.Tests.Reports;

/// <summary>Obligations, their periods, and reminders that follow what is recorded.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private static readonly DateOnly Due = new(2024, 10, 31);

    private WorkflowHost host = null!;
    private AgencyCase agency = null!;
    private ReportCase reports = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        agency = await Given.AnAgencyAsync(host);
        reports = new ReportCase(host, agency);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_catalogue_is_taken_over_once_and_opens_what_lies_ahead()
    {
        var proposed = (await host.SendAs(agency.Coordinator, new ReportObligationList.Query())).Catalogue;
        Assert.Equal(StandardObligations.All.Select(standard => standard.Key), proposed.Select(item => item.Key));
        Assert.All(proposed, item => Assert.NotNull(item.UnitId));

        foreach (var item in proposed)
        {
            await host.SendAs(agency.Coordinator, new TakeOverStandardObligation.Command(item.Key, new(item.UnitId!.Value)));
        }

        var view = await host.SendAs(agency.Coordinator, new ReportObligationList.Query());
        Assert.Empty(view.Catalogue);
        Assert.All(view.Obligations, obligation => Assert.False(obligation.DueConfirmed));
        Assert.Equal(
            [new(2024, 9, 17), new(2024, 12, 17), new(2024, 12, 31), new(2025, 3, 5), new(2025, 3, 17), new(2025, 6, 17), new(2025, 9, 17), new(2025, 12, 17), new(2025, 12, 31)],
            (await reports.AllAsync()).Select(report => report.DueOn));
        await Assert.ThrowsAsync<RuleBrokenException>(() =>
            host.SendAs(agency.Coordinator, new TakeOverStandardObligation.Command("reform-year", agency.Unit("Phòng Nội vụ"))));
    }

    [Fact]
    public async Task A_new_year_opens_the_next_once_whoever_sweeps()
    {
        await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", new DateOnly(2024, 12, 17), recurrence: ReportRecurrence.WholeYear);
        await using var other = await host.StartAnotherNodeAsync();

        host.SetClock(At(2025, 1, 1, 0, 5));
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => new[] { Task.Run(host.SweepAsync), Task.Run(other.SweepAsync) }));

        Assert.Equal([2024, 2025, 2026], (await reports.AllAsync()).Select(report => report.Year));
        var last = await reports.OfAsync(new DateOnly(2026, 12, 17));
        Assert.Equal((new DateOnly(2025, 12, 15), new DateOnly(2026, 12, 14)), (last.DataFrom, last.DataTo));
    }

    [Fact]
    public async Task A_receipt_teaches_the_way_and_takes_unsaid_reminders_of_the_old_day_with_it()
    {
        await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", new DateOnly(2024, 9, 30));
        await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", new DateOnly(2024, 10, 10));
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 10, 11));
        host.SetClock(At(2024, 9, 20, 9));
        await reports.SignAsync(new DateOnly(2024, 9, 30), new DateOnly(2024, 9, 16));
        await reports.DispatchAsync(new DateOnly(2024, 9, 30), new DateOnly(2024, 9, 16));
        await host.SweepAtAsync(At(2024, 10, 1, 18));
        Assert.Contains(await host.ReportRemindersAsync(agency), one => one is { Rung: "T-7", State: "planned" } && one.DueOn == new DateOnly(2024, 10, 10));

        await reports.ReceiveAsync(new DateOnly(2024, 9, 30), new DateOnly(2024, 9, 25));
        await host.SweepAtAsync(At(2024, 10, 2));

        var moved = await reports.OfAsync(new DateOnly(2024, 10, 10));
        Assert.Equal((9, new DateOnly(2024, 10, 1), 2), (moved.Transit, moved.SendBy, moved.DeadlineVersion));
        Assert.Equal(0, (await reports.OfAsync(new DateOnly(2024, 10, 11))).Transit);
        var ledger = await host.ReportRemindersAsync(agency);
        Assert.Contains(ledger, one => one is { Rung: "T-7", State: "overtaken" } && one.DueOn == new DateOnly(2024, 10, 10));
        Assert.Contains(ledger, one => one is { Rung: "OVERDUE-1", State: "sent" } && one.DueOn == new DateOnly(2024, 10, 10));
    }

    [Fact]
    public async Task Nothing_is_said_of_a_closed_report_not_even_what_was_planned_before()
    {
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 20));
        await host.SweepAtAsync(At(2024, 9, 20, 18));
        await reports.SignAsync(new DateOnly(2024, 9, 20), new DateOnly(2024, 9, 20));
        await reports.DispatchAsync(new DateOnly(2024, 9, 20), new DateOnly(2024, 9, 20));
        await reports.ReceiveAsync(new DateOnly(2024, 9, 20), new DateOnly(2024, 9, 20));

        for (var day = 21; day <= 30; day++)
        {
            await host.SweepAtAsync(At(2024, 9, day));
        }

        Assert.DoesNotContain(await host.ReportRemindersAsync(agency), one => one.State is "sent" or "planned" or "queued");
    }

    [Fact]
    public async Task A_signature_put_right_before_its_alarm_moves_the_alarm_and_after_it_says_nothing_again()
    {
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", Due);
        await host.SweepAtAsync(At(2024, 9, 12, 9));
        await reports.SignAsync(Due, new DateOnly(2024, 9, 11));
        await reports.SignAsync(Due, new DateOnly(2024, 9, 12));
        await host.SweepAtAsync(At(2024, 9, 12, 10));
        Assert.Empty(await host.ReportRemindersAsync(agency));

        await host.SweepAtAsync(At(2024, 9, 13));
        await reports.SignAsync(Due, new DateOnly(2024, 9, 11));
        await host.SweepAtAsync(At(2024, 9, 13, 9));

        Assert.Equal(["UNSENT-1"], (await host.ReportRemindersAsync(agency)).Select(one => one.Rung));
        var told = await host.SeeAsync(agency.Id, db => db.Activity.Where(entry => entry.Kind == "report-signed").Select(entry => entry.Facts).ToListAsync());
        Assert.Equal(2, told.Count(facts => facts.Contains("formerOn", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_deadline_set_anew_is_followed_by_what_is_open_and_not_by_what_is_closed()
    {
        var id = await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 20), recurrence: ReportRecurrence.YearlyDay);
        host.SetClock(At(2024, 9, 10, 9));
        await reports.SignAsync(new DateOnly(2024, 9, 20), new DateOnly(2024, 9, 10));
        await reports.DispatchAsync(new DateOnly(2024, 9, 20), new DateOnly(2024, 9, 10));
        await reports.ReceiveAsync(new DateOnly(2024, 9, 20), new DateOnly(2024, 9, 10));
        var obligation = (await host.SendAs(agency.Coordinator, new ReportObligationList.Query())).Obligations.Single();

        await host.SendAs(agency.Coordinator, new ReviseReportObligation.Command(
            new ReportObligationId(id), obligation.Version, new DateOnly(2024, 9, 25), DueKind.Before, agency.Unit("Phòng Nội vụ"), CountsBy.Sent));

        Assert.Equal(
            [(new DateOnly(2024, 9, 20), "Phòng Tư pháp", 1), (new DateOnly(2025, 9, 25), "Phòng Nội vụ", 2)],
            (await reports.AllAsync()).Select(report => (report.DueOn, agency.UnitName(report.UnitId), report.DeadlineVersion)));
    }

    [Fact]
    public async Task A_deadline_that_moved_takes_its_unsaid_reminders_with_it()
    {
        var id = await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 20));
        await host.SweepAtAsync(At(2024, 9, 20, 18));
        var obligation = (await host.SendAs(agency.Coordinator, new ReportObligationList.Query())).Obligations.Single();

        await host.SendAs(agency.Coordinator, new ReviseReportObligation.Command(
            new ReportObligationId(id), obligation.Version, Due, DueKind.OnOrBefore, agency.Unit("Phòng Tư pháp"), CountsBy.Received));
        await host.SweepAtAsync(At(2024, 9, 23));

        Assert.Equal(["overtaken", "superseded"], (await host.ReportRemindersAsync(agency)).Select(one => one.State).Distinct());
    }

    [Fact]
    public async Task A_task_and_a_report_of_one_unit_come_in_one_digest()
    {
        var plan = await Given.APlanOfAsync(host, agency, new DateOnly(2024, 9, 20));
        await plan.AcceptAsync();
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 20));
        await host.SweepAsync();
        var before = host.Post.Messages.Count;

        await host.SweepAtAsync(At(2024, 9, 11));

        Assert.Equal(["tuphap"], host.ArrivedAfter(before));
        var digest = await host.Post.Messages[before].OpenAsync(TestContext.Current.CancellationToken);
        Assert.Contains("2 việc cần quan tâm", digest.Subject, StringComparison.Ordinal);
        Assert.Contains("Kiểm tra văn bản", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains("Gửi chậm nhất: ngày 20/09/2024 (còn 7 ngày làm việc)", digest.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_keep_obligations_and_record_the_three_days()
    {
        var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var head = await host.SignIn(agency.People["taichinh"]);
        var added = await coordinator.PostAsync("/report-obligations", new { standard = "autonomy-year-end", unitId = agency.Unit("Phòng Tài chính - Kế hoạch").Value });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal("report-obligation.already-kept", (await coordinator.PostAsync(
            "/report-obligations", new { standard = "autonomy-year-end", unitId = agency.Unit("Phòng Tài chính - Kế hoạch").Value })).Code);
        var wrong = await coordinator.PostAsync("/report-obligations", new { recurrence = "onRequest", dueOn = "2024-01-01", unitId = agency.Unit("Phòng Nội vụ").Value });
        Assert.Equal(
            ["report-obligation.name-missing", "report-obligation.recipient-missing", "report-obligation.request-missing", "report-obligation.due-in-the-past"], wrong.Codes);
        Assert.Equal(HttpStatusCode.BadRequest, (await coordinator.PostAsync("/report-obligations", new { name = "x" })).Status);

        var listed = (await head.ReadAsync("/report-occurrences?state=notDue")).Body.GetProperty("items")[0];
        Assert.Equal(("2024-12-31", "before", "received", "signature"), (
            listed.GetProperty("dueOn").GetString(), listed.GetProperty("dueKind").GetString(), listed.GetProperty("countsBy").GetString(), listed.GetProperty("lacking").GetString()));
        var address = $"/report-occurrences/{listed.GetProperty("id").GetGuid()}";
        var version = listed.GetProperty("version").GetUInt32();

        Assert.Equal("report.not-signed", (await head.PostAsync($"{address}/dispatch", new { version, on = "2024-09-09" })).Code);
        Assert.Equal("report.day-in-the-future", (await head.PostAsync($"{address}/signature", new { version, on = "2024-09-10" })).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await head.PostAsync($"{address}/signature", new { version })).Status);
        var signed = await head.PostAsync($"{address}/signature", new { version, on = "2024-09-09", number = "1593/BC-UBND" });
        Assert.Equal(HttpStatusCode.OK, signed.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await head.PostAsync($"{address}/dispatch", new { version, on = "2024-09-09" })).Status);
        var sent = await head.PostAsync($"{address}/dispatch", new { version = signed.Version, on = "2024-09-09" });
        var received = await head.PostAsync($"{address}/receipt", new { version = sent.Version, on = "2024-09-09", proof = "Phiếu tiếp nhận số 12" });

        var report = received.Body.GetProperty("report");
        Assert.Equal(("closedInTime", "1593/BC-UBND", "Phiếu tiếp nhận số 12"), (report.GetProperty("state").GetString(), report.GetProperty("number").GetString(), report.GetProperty("proof").GetString()));
        Assert.Equal("report.closed", (await head.PostAsync($"{address}/receipt", new { version = received.Version, on = "2024-09-09" })).Code);
        Assert.Equal(["proof"], (await head.ReadAsync(address)).Body.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
    }

    [Fact]
    public async Task Programs_prove_a_receipt_with_a_file_put_a_day_right_for_a_reason_and_read_who_was_warned()
    {
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 12));
        await host.SweepAtAsync(At(2024, 9, 12));
        var (head, coordinator, stranger) = (await host.SignIn(agency.People["tuphap"]), await host.SignIn(agency.People["thuongtruc.cchc"]), await host.SignIn(agency.People["noivu"]));
        var report = await reports.OfAsync(new DateOnly(2024, 9, 12));
        var address = $"/report-occurrences/{report.Id}";
        byte[] slip = [.. "%PDF-1.7 phiếu tiếp nhận"u8];
        Assert.Equal("report.not-received", (await head.UploadAsync($"{address}/proofs", "phieu.pdf", slip)).Code);
        await reports.SignAsync(report.DueOn, new DateOnly(2024, 9, 11));
        await reports.DispatchAsync(report.DueOn, new DateOnly(2024, 9, 11));
        await reports.ReceiveAsync(report.DueOn, new DateOnly(2024, 9, 12));

        var attached = await head.UploadAsync($"{address}/proofs", "phieu.pdf", slip, "Phiếu tiếp nhận số 12");
        Assert.Equal(HttpStatusCode.Created, attached.Status);
        Assert.Equal("evidence.wrong-kind", (await head.UploadAsync($"{address}/proofs", "phieu.pdf", "not one"u8.ToArray())).Code);
        Assert.Equal("report.not-responsible-unit", (await stranger.UploadAsync($"{address}/proofs", "phieu.pdf", slip)).Code);

        var version = (await coordinator.ReadAsync(address)).Version;
        Assert.Equal("report.correction-reason-missing", (await coordinator.PostAsync($"{address}/receipt", new { version, on = "2024-09-11" })).Code);
        var mended = (await coordinator.PostAsync($"{address}/receipt", new { version, on = "2024-09-11", reason = "Nhìn nhầm sổ đến" })).Body;

        var proof = mended.GetProperty("proofs")[0];
        Assert.Equal(
            ("Phiếu tiếp nhận số 12", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(slip))), (proof.GetProperty("title").GetString(), proof.GetProperty("sha256").GetString()));
        Assert.Equal(slip, await coordinator.GetByteArrayAsync($"/api/v1/evidence/{proof.GetProperty("id").GetGuid()}/content", TestContext.Current.CancellationToken));
        var correction = mended.GetProperty("corrections")[0];
        Assert.Equal(
            ("receipt", "2024-09-12", "2024-09-11", "Nhìn nhầm sổ đến"),
            (correction.GetProperty("day").GetString(), correction.GetProperty("formerOn").GetString(), correction.GetProperty("on").GetString(), correction.GetProperty("reason").GetString()));
        var warnings = mended.GetProperty("warnings").EnumerateArray().Select(warning => (warning.GetProperty("rung").GetString(), warning.GetProperty("state").GetString()));
        Assert.Contains(("T-0", "sent"), warnings);
        var elsewhere = await host.SignIn((await Given.AnAgencyAsync(host)).People["thuongtruc.cchc"]);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.ReadAsync($"/evidence/{proof.GetProperty("id").GetGuid()}/content")).Status);
    }

    [Theory]
    [InlineData("cancelled", new[] { "Cancelled", "NotDue" })]
    [InlineData("kept", new[] { "NotDue", "NotDue" })]
    public async Task An_obligation_ends_on_a_day_and_what_is_due_later_is_cancelled_or_kept_as_was_said(string open, string[] states)
    {
        var id = await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", new DateOnly(2024, 12, 17), recurrence: ReportRecurrence.WholeYear);
        var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var version = (await coordinator.ReadAsync("/report-obligations")).Body.GetProperty("items")[0].GetProperty("version").GetUInt32();
        Assert.Equal("report-obligation.end-reason-missing", (await coordinator.PostAsync($"/report-obligations/{id}/ending", new { version, on = "2024-12-31" })).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignIn(agency.People["noivu"])).PostAsync($"/report-obligations/{id}/ending", new { version, on = "2024-12-31" })).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PostAsync($"/report-obligations/{id}/ending", new { version, on = "2024-12-31", reason = "Thông tư bãi bỏ", open })).Status);
        Assert.Equal(states, (await host.SendAs(agency.Coordinator, new ReportOccurrenceList.Query())).Items.Select(item => item.State.ToString()).Order(StringComparer.Ordinal));

        await host.SweepAtAsync(At(2025, 1, 1, 0, 5));
        await host.SweepAtAsync(At(2026, 1, 1, 0, 5));

        Assert.Equal([2024, 2025], (await reports.AllAsync()).Select(report => report.Year));
    }

    [Fact]
    public async Task Pages_of_the_list_follow_one_another_and_every_state_has_what_the_code_says()
    {
        for (var at = 0; at < 12; at++)
        {
            var due = new DateOnly(2024, 9, 10).AddDays(3 * at);
            await reports.OweAsync(at % 3 == 0 ? "Phòng Tư pháp" : "Phòng Nội vụ", $"Sở {at}", due, countsBy: at % 2 == 0 ? CountsBy.Received : CountsBy.Sent, name: $"Báo cáo {at}");
            if (at % 4 >= 1)
            {
                await reports.SignAsync(due, new DateOnly(2024, 9, 9), agency.Coordinator);
            }

            if (at % 4 >= 2)
            {
                await reports.DispatchAsync(due, new DateOnly(2024, 9, 9), agency.Coordinator);
            }

            if (at % 4 == 3)
            {
                await reports.ReceiveAsync(due, new DateOnly(2024, 9, 9), agency.Coordinator);
            }
        }

        foreach (var (mailbox, day) in new[] { ("tuphap", 9), ("tuphap", 20), ("chutich", 28) })
        {
            host.SetClock(At(2024, 9, day, 9));
            var all = (await host.SendAs(agency.Actor(mailbox), new ReportOccurrenceList.Query(PageSize: 200))).Items;
            List<Guid> paged = [];
            for (var page = 1; page <= 3; page++)
            {
                var part = await host.SendAs(agency.Actor(mailbox), new ReportOccurrenceList.Query(Page: page, PageSize: 5));
                Assert.Equal(12, part.Total);
                paged.AddRange(part.Items.Select(item => item.Id));
            }

            Assert.Equal(all.Select(item => item.Id), paged);
            Assert.Equal(
                all.OrderBy(item => mailbox == "tuphap" && item.Unit.Name != "Phòng Tư pháp").ThenBy(item => item.Lacking is null).ThenBy(item => item.LastGoodDay).Select(item => item.Id), paged);
            foreach (var state in Enum.GetValues<ReportState>())
            {
                Assert.Equal(
                    all.Where(item => item.State == state).Select(item => item.Id).Order(),
                    (await host.SendAs(agency.Actor(mailbox), new ReportOccurrenceList.Query(State: state))).Items.Select(item => item.Id).Order());
            }
        }
    }

    [Fact]
    public async Task Who_may_what()
    {
        await reports.OweAsync("Phòng Tài chính - Kế hoạch", "Sở Tài chính", Due);
        var report = await reports.OfAsync(Due);
        var address = $"/report-occurrences/{report.Id}";
        var body = new { version = report.Version, on = "2024-09-09" };

        foreach (var (mailbox, status) in new[]
        {
            ("chutich", HttpStatusCode.Forbidden), ("theodoi.sonoivu", HttpStatusCode.Forbidden), ("tuphap", HttpStatusCode.Conflict), ("taichinh.chuyenvien", HttpStatusCode.OK),
        })
        {
            var client = await host.SignIn(agency.People[mailbox]);
            Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(address)).Status);
            Assert.Equal(status, (await client.PostAsync($"{address}/signature", body)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("/report-obligations", new { name = "x" })).Status);
        }

        var stranger = await host.SignIn((await Given.AnAgencyAsync(host)).People["thuongtruc.cchc"]);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ReadAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{address}/signature", body)).Status);
        Assert.Equal(0, (await stranger.ReadAsync("/report-occurrences")).Body.GetProperty("total").GetInt32());
        Assert.Empty((await stranger.ReadAsync("/report-obligations")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_head_sees_the_reports_of_the_own_unit_first()
    {
        await reports.OweAsync("Phòng Nội vụ", "Sở Nội vụ", new DateOnly(2024, 9, 30));
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", Due);

        Assert.Equal(["Phòng Tư pháp", "Phòng Nội vụ"], (await host.SendAs(agency.Actor("tuphap"), new ReportOccurrenceList.Query())).Items.Select(item => item.Unit.Name));
        Assert.Equal(["Phòng Nội vụ", "Phòng Tư pháp"], (await host.SendAs(agency.Chairman, new ReportOccurrenceList.Query())).Items.Select(item => item.Unit.Name));
    }

    [Theory]
    [InlineData("update timer set occurrence_id = null")]
    [InlineData("update timer set task_id = gen_random_uuid()")]
    [InlineData("update report_occurrence set sent_on = '2024-09-01', signed_on = '2024-09-02'")]
    [InlineData("update report_occurrence set received_on = '2024-09-01'")]
    [InlineData("update report_occurrence set cancelled_on = '2024-09-01'")]
    [InlineData("update report_obligation set ended_on = '2024-09-01'")]
    [InlineData("update report_occurrence set last_good_day = due_on - 1")]
    public async Task What_cannot_be_is_refused_by_the_database_itself(string statement)
    {
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", Due);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.ExecuteAsync(statement));

        Assert.Equal(Npgsql.PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task The_ledger_and_the_activity_call_a_report_by_its_name()
    {
        await reports.OweAsync("Phòng Tư pháp", "Sở Tư pháp", new DateOnly(2024, 9, 12), name: "Báo cáo theo dõi thi hành pháp luật");
        await host.SweepAtAsync(At(2024, 9, 12));
        var coordinator = await host.SignIn(agency.People["thuongtruc.cchc"]);
        var report = await reports.OfAsync(new DateOnly(2024, 9, 12));

        var reminder = (await coordinator.ReadAsync($"/reminders?subject={report.Id}")).Body.GetProperty("items")[0];
        Assert.Equal(("report", "Báo cáo theo dõi thi hành pháp luật"), (reminder.GetProperty("subject").GetProperty("kind").GetString(), reminder.GetProperty("subject").GetProperty("title").GetString()));
        var line = (await coordinator.ReadAsync($"/activity?subject={report.Id}")).Body.GetProperty("items")[0];
        Assert.Equal(("report-opened", "Báo cáo theo dõi thi hành pháp luật"), (line.GetProperty("kind").GetString(), line.GetProperty("title").GetString()));
    }
}
