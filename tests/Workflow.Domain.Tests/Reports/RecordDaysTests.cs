using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tests.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Reports;

/// <summary>The three days of a report: who records them, in which order, and which of them closes it.</summary>
public sealed class RecordDaysTests
{
    [Theory]
    [InlineData("head of the unit", true)]
    [InlineData("officer of the unit", true)]
    [InlineData("coordinator", true)]
    [InlineData("head of another unit", false)]
    [InlineData("head without a unit", false)]
    [InlineData("viewer in the unit", false)]
    [InlineData("chairman", false)]
    public void The_responsible_unit_and_the_coordinator_record_nobody_else(string who, bool may)
    {
        var report = AReport.Due("2024-10-31");

        Assert.Equal(may, report.MayBeRecordedBy(AReport.Cast[who]).Allowed);
        if (!may)
        {
            Refused(ReportRules.OnlyTheResponsibleUnitRecords, () => report.Signed("2024-09-10", AReport.Cast[who]));
            Assert.Null(report.SignedOn);
            Assert.Empty(report.TakeEvents());
        }
    }

    [Fact]
    public void It_closes_on_its_receipt_and_on_nothing_before()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-28").Sent("2024-10-29");
        Assert.False(report.Closed);

        report.Received("2024-10-31");

        Assert.Equal((true, ReportState.ClosedInTime, 0), (report.Closed, report.StateOn("2024-11-20"), report.DaysLate(Calendars.Day("2024-11-20"))));
    }

    [Fact]
    public void Where_sending_counts_it_closes_when_it_leaves()
    {
        var report = AReport.Due("2024-10-31", countsBy: CountsBy.Sent).Signed("2024-10-31").Sent("2024-11-01");

        Assert.Equal((ReportState.ClosedLate, 1), (report.StateOn("2024-11-20"), report.DaysLate(Calendars.Day("2024-11-20"))));
    }

    [Fact]
    public void What_is_not_signed_is_not_sent_and_what_is_not_sent_is_not_received()
    {
        var report = AReport.Due("2024-10-31");

        Refused(ReportRules.AReportIsSignedBeforeItIsSent, () => report.Sent("2024-10-01"));
        Refused(ReportRules.AReportIsSentBeforeItIsReceived, () => report.Signed("2024-10-01").Received("2024-10-02"));
    }

    [Fact]
    public void The_days_follow_each_other_however_they_are_put_right()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10");
        Refused(ReportRules.TheThreeDaysFollowEachOther, () => report.Sent("2024-10-09"));

        report.Sent("2024-10-14");
        Refused(ReportRules.TheThreeDaysFollowEachOther, () => report.Received("2024-10-13"));
        Refused(ReportRules.TheThreeDaysFollowEachOther, () => report.Signed("2024-10-15"));

        report.Received("2024-10-18");
        Refused(ReportRules.TheThreeDaysFollowEachOther, () => report.Sent("2024-10-19", AReport.Coordinator));
        Assert.Equal((Calendars.Day("2024-10-10"), Calendars.Day("2024-10-14"), Calendars.Day("2024-10-18")), (report.SignedOn!.Value, report.SentOn!.Value, report.ReceivedOn!.Value));
    }

    [Fact]
    public void No_day_lies_in_the_future_in_the_agency_s_zone()
    {
        var report = AReport.Due("2024-10-31");
        var lateEvening = Calendars.At("2024-10-09 23:59");

        Refused(ReportRules.ADayIsNotInTheFuture, () => report.RecordSignature(Calendars.Day("2024-10-10"), null, AReport.Head, lateEvening, Calendars.Vietnamese));

        report.RecordSignature(Calendars.Day("2024-10-10"), null, AReport.Head, Calendars.At("2024-10-10 00:01"), Calendars.Vietnamese);
        Assert.Equal(Calendars.Day("2024-10-10"), report.SignedOn);
    }

    [Fact]
    public void A_day_put_right_tells_what_stood_there_before()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10").Signed("2024-10-11");

        Assert.Equal(
            [(Calendars.Day("2024-10-10"), null, null), (Calendars.Day("2024-10-11"), Calendars.Day("2024-10-10"), AReport.Mistaken)],
            report.TakeEvents().OfType<ReportSigned>().Select(signed => (signed.On, signed.FormerOn, signed.Reason)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void A_day_is_put_right_for_a_reason_or_not_at_all_and_said_again_needs_none(string? reason)
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-11").Received("2024-10-14");
        report.TakeEvents();
        var (now, day) = (Calendars.At("2024-10-20 09:00"), Calendars.Day("2024-10-12"));

        Refused(ReportRules.PuttingRightNeedsAReason, () => report.RecordSignature(Calendars.Day("2024-10-09"), null, AReport.Coordinator, now, Calendars.Vietnamese, reason));
        Refused(ReportRules.PuttingRightNeedsAReason, () => report.RecordDispatch(day, null, AReport.Coordinator, now, Calendars.Vietnamese, reason));
        Refused(ReportRules.PuttingRightNeedsAReason, () => report.RecordReceipt(day, null, null, AReport.Coordinator, now, Calendars.Vietnamese, reason));
        Assert.Equal((Calendars.Day("2024-10-10"), Calendars.Day("2024-10-11"), Calendars.Day("2024-10-14")), (report.SignedOn!.Value, report.SentOn!.Value, report.ReceivedOn!.Value));
        Assert.Empty(report.TakeEvents());

        report.RecordReceipt(Calendars.Day("2024-10-14"), "12/BC", null, AReport.Coordinator, now, Calendars.Vietnamese, reason);
        Assert.Null(Assert.IsType<ReportReceived>(Assert.Single(report.TakeEvents())).FormerOn);
    }

    [Theory]
    [InlineData("head of the unit", true)]
    [InlineData("officer of the unit", true)]
    [InlineData("coordinator", true)]
    [InlineData("head of another unit", false)]
    [InlineData("chairman", false)]
    public void A_file_that_proves_the_receipt_is_added_by_the_unit_even_once_closed_and_never_before_a_receipt(string who, bool may)
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-11");
        Assert.False(report.MayBeProvedBy(AReport.Cast[who]).Allowed);

        Assert.Equal(may, report.Received("2024-10-14").MayBeProvedBy(AReport.Cast[who]).Allowed);
    }

    [Fact]
    public void A_cancelled_report_is_owed_by_nobody_and_says_nothing_more()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10");
        report.TakeEvents();
        Refused(ReportRules.OnlyTheCoordinatorKeepsObligations, () => report.Cancel("Bãi bỏ.", Calendars.Day("2024-10-12"), AReport.Head, AReport.Now));

        report.Cancel("Bãi bỏ.", Calendars.Day("2024-10-12"), AReport.Coordinator, AReport.Now);
        report.Learn(13, Calendars.Vietnamese, AReport.Now);
        report.Cancel("Lần nữa.", Calendars.Day("2024-10-13"), AReport.Coordinator, AReport.Now);

        Assert.Equal((ReportState.Cancelled, 0, "Bãi bỏ."), (report.StateOn("2024-12-01"), report.DaysLate(Calendars.Day("2024-12-01")), report.CancelReason));
        Assert.Empty(report.Says("2024-10-12 09:00"));
        Assert.IsType<ReportCancelled>(Assert.Single(report.TakeEvents()));
        Refused(ReportRules.ACancelledReportStaysAsItIs, () => report.Sent("2024-10-14", AReport.Coordinator));
    }

    [Fact]
    public void What_is_closed_is_not_cancelled_any_more()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-11").Received("2024-10-14");

        report.Cancel("Bãi bỏ.", Calendars.Day("2024-10-15"), AReport.Coordinator, AReport.Now);

        Assert.Equal(ReportState.ClosedInTime, report.StateOn("2024-12-01"));
    }

    [Fact]
    public void The_condition_for_a_database_says_what_the_code_says_on_every_day_in_every_state()
    {
        ReportOccurrence[] reports =
        [
            .. new[] { CountsBy.Received, CountsBy.Sent }.SelectMany(counts => new[] { 0, 13 }.SelectMany(transit => new[] { 0, 1, 2, 3, 4 }.Select(days =>
            {
                var report = AReport.Due("2024-10-31", DueKind.Before, counts, transit);
                _ = days < 1 ? report : report.Signed("2024-10-14");
                _ = days < 2 ? report : report.Sent("2024-10-15", AReport.Coordinator);
                _ = days < 3 ? report : report.Received(days == 3 ? "2024-10-16" : "2024-11-04", AReport.Coordinator);
                return report;
            }))),
            AReport.Due("2024-10-31"),
        ];
        reports[^1].Cancel("Bãi bỏ.", Calendars.Day("2024-10-12"), AReport.Coordinator, AReport.Now);

        for (var day = new DateOnly(2024, 10, 1); day <= new DateOnly(2024, 11, 8); day = day.AddDays(1))
        {
            Assert.All(reports, report => Assert.Equal(
                [ReportStates.Of(report, day, Calendars.Vietnamese, DeadlinePolicy.Standard)],
                Enum.GetValues<ReportState>().Where(state => ReportStates.AreIn(state, day, Calendars.Vietnamese, DeadlinePolicy.Standard).Compile()(report))));
        }
    }

    [Fact]
    public void A_closed_report_is_put_right_by_the_coordinator_alone()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-28").Sent("2024-10-29").Received("2024-10-31");

        Refused(ReportRules.OnlyTheCoordinatorMendsAClosedReport, () => report.Received("2024-10-30"));

        report.Received("2024-11-04", AReport.Coordinator);
        Assert.Equal(ReportState.ClosedLate, report.StateOn("2024-11-05"));
    }

    [Fact]
    public void A_number_once_given_stays_when_a_later_day_brings_none()
    {
        var report = AReport.Due("2024-10-31");
        report.RecordSignature(Calendars.Day("2024-10-28"), " 298/BC-UBND ", AReport.Head, Calendars.At("2024-10-28 10:00"), Calendars.Vietnamese);

        Assert.Equal("298/BC-UBND", report.Sent("2024-10-29").Number);
    }

    [Theory]
    [InlineData("2024-10-01", ReportState.NotDue)]
    [InlineData("2024-10-15", ReportState.DueSoon)]
    [InlineData("2024-10-25", ReportState.DueSoon)]
    [InlineData("2024-10-31", ReportState.DueSoon)]
    [InlineData("2024-11-01", ReportState.Overdue)]
    public void An_unsent_report_is_soon_due_by_its_send_by_day_and_overdue_by_its_deadline(string day, ReportState state) =>
        Assert.Equal(state, AReport.Due("2024-10-31", transit: 13).StateOn(day));

    [Fact]
    public void A_report_on_its_way_is_soon_due_by_its_deadline() =>
        Assert.Equal(ReportState.NotDue, AReport.Due("2024-10-31", transit: 13).Signed("2024-10-16").Sent("2024-10-16").StateOn("2024-10-18"));

    [Fact]
    public void A_longer_way_learned_moves_what_has_not_left_and_says_so()
    {
        var waiting = AReport.Due("2024-10-31");
        var gone = AReport.Due("2024-10-31").Signed("2024-10-14").Sent("2024-10-14");
        gone.TakeEvents();

        waiting.Learn(13, Calendars.Vietnamese, AReport.Now);
        gone.Learn(13, Calendars.Vietnamese, AReport.Now);

        Assert.Equal((Calendars.Day("2024-10-18"), 2), (waiting.SendBy, waiting.DeadlineVersion));
        Assert.Equal(Calendars.Day("2024-10-31"), Assert.IsType<ReportRedated>(Assert.Single(waiting.TakeEvents())).FormerSendBy);
        Assert.Empty(gone.TakeEvents());
    }

    [Fact]
    public void A_step_of_an_older_deadline_or_of_a_closed_report_concerns_nobody()
    {
        var report = AReport.Due("2024-10-31");
        report.Learn(13, Calendars.Vietnamese, AReport.Now);
        Assert.False(report.Reach(Rung.Overdue(1), 1, DeadlinePolicy.Standard, AReport.Now));
        Assert.True(report.Reach(Rung.Overdue(1), 2, DeadlinePolicy.Standard, AReport.Now));

        report.Signed("2024-10-14").Sent("2024-10-15").Received("2024-10-16");
        Assert.All(new[] { Rung.Ahead(0), Rung.Overdue(2), Rung.Unsent(1), Rung.NoReceipt(1) }, rung =>
        {
            Assert.False(report.Reach(rung, report.DeadlineVersion, DeadlinePolicy.Standard, AReport.Now));
            Assert.Null(report.StepAfter(new LadderStep(rung, AReport.Now), report.DeadlineVersion, Calendars.Vietnamese, DeadlinePolicy.Standard));
        });
    }

    [Fact]
    public void The_third_reminder_in_vain_goes_up_once()
    {
        var report = AReport.Due("2024-10-31");

        for (var time = 1; time <= 7; time++)
        {
            report.Reach(Rung.Overdue(time), 1, DeadlinePolicy.Standard, AReport.Now);
        }

        var events = report.TakeEvents();
        Assert.Single(events.OfType<ReportEscalated>());
        Assert.Single(events.OfType<ReportNotSentInTime>());
    }

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
