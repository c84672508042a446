using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Xunit;
using static Workflow.Domain.Tests.Deadlines.Calendars;
using static Workflow.Domain.Tests.Reports.AReport;

namespace Workflow.Domain.Tests.Reports;

/// <summary>Whatever happens to an obligation or its report is told once, with what was said; and what they keep of it.</summary>
public sealed class ReportHistoryTests
{
    private static readonly DeadlinePolicy Policy = DeadlinePolicy.Standard;

    [Fact]
    public void An_obligation_keeps_what_was_said_of_it_and_tells_it()
    {
        var terms = Terms("2024-12-17", DueKind.Before, ReportRecurrence.WholeYear, CountsBy.Sent) with
        {
            Name = " Báo cáo CCHC ",
            Recipient = " Sở Nội vụ ",
            Criterion = " 1.2.1 ",
            Request = " 12/SNV ",
            RequestIssuer = " ",
            RequestedOn = Day("2024-09-01"),
        };

        var obligation = ReportObligation.Add(terms, Coordinator, Now, Vietnamese, "reform-year");

        Assert.Equal(("Báo cáo CCHC", "Sở Nội vụ", "1.2.1", "12/SNV", null), (obligation.Name, obligation.Recipient, obligation.Criterion, obligation.Request, obligation.RequestIssuer));
        Assert.Equal((AReport.Agency, Finance, ReportRecurrence.WholeYear, Day("2024-12-17"), DueKind.Before), (obligation.AgencyId, obligation.UnitId, obligation.Recurrence, obligation.DueOn, obligation.DueKind));
        Assert.Equal((CountsBy.Sent, Day("2024-09-01"), "reform-year", false), (obligation.CountsBy, obligation.RequestedOn!.Value, obligation.Standard, obligation.DueConfirmed));
        Assert.Equal(new ReportObligationAdded(obligation.Id, AReport.Agency, "Báo cáo CCHC", "Sở Nội vụ", Coordinator.PersonId, Now), Assert.Single(obligation.TakeEvents()));
        Assert.True(Obligation(Terms("2024-12-17")).DueConfirmed);
    }

    [Fact]
    public void Revised_or_ended_an_obligation_tells_what_was_and_what_is()
    {
        var (obligation, other, due) = (Obligation(Terms("2024-12-17")), UnitId.New(), new DueDate(Day("2024-12-20"), DueKind.Before));
        obligation.TakeEvents();

        obligation.Revise(due, other, CountsBy.Sent, Coordinator, Now);
        Assert.Equal(
            new ReportObligationRevised(obligation.Id, AReport.Agency, new DueDate(Day("2024-12-17"), DueKind.OnOrBefore), due, Finance, other, Coordinator.PersonId, Now),
            Assert.Single(obligation.TakeEvents()));
        Assert.Equal((due.On, due.Kind, other), (obligation.DueOn, obligation.DueKind, obligation.UnitId));

        Refused(ReportRules.OnlyTheCoordinatorKeepsObligations, () => obligation.Revise(due, other, CountsBy.Sent, Head, Now));
        obligation.End(Day("2024-12-31"), " Bãi bỏ. ", Coordinator, Now);
        Assert.Equal(new ReportObligationEnded(obligation.Id, AReport.Agency, Day("2024-12-31"), "Bãi bỏ.", Coordinator.PersonId, Now), Assert.Single(obligation.TakeEvents()));
        Assert.Equal((Day("2024-12-31"), "Bãi bỏ."), (obligation.EndedOn!.Value, obligation.EndReason));
    }

    [Fact]
    public void Ended_before_its_next_year_an_obligation_opens_nothing_more()
    {
        var obligation = Obligation(Terms("2024-12-17", recurrence: ReportRecurrence.YearlyDay));
        Assert.Equal(2, obligation.Open(Day("2024-09-09")).Count);

        obligation.End(Day("2025-06-30"), "Bãi bỏ.", Coordinator, Now);

        Assert.Empty(obligation.Open(Day("2025-01-01")));
        Assert.Empty(obligation.Open(Day("2030-01-01")));
    }

    [Fact]
    public void A_deadline_of_today_is_still_opened_and_one_of_yesterday_is_nobodys()
    {
        Assert.Equal([Day("2024-09-09"), Day("2025-09-09")], Obligation(Terms("2024-09-09", recurrence: ReportRecurrence.YearlyDay)).Open(Day("2024-09-09")).Select(due => due.On));
        Assert.Equal([Day("2025-09-09")], Obligation(Terms("2024-09-09", DueKind.Before, ReportRecurrence.YearlyDay)).Open(Day("2024-09-09")).Select(due => due.On));
        Assert.Single(Obligation(Terms("2024-09-09")).Open(Day("2024-09-09")));
        Refused(ReportRules.TheDeadlineLiesAhead, () => Obligation(Terms("2024-09-08")));
    }

    [Fact]
    public void An_opened_report_keeps_its_period_and_its_way_and_tells_by_when_it_leaves()
    {
        var obligation = Obligation(Terms("2024-12-17", recurrence: ReportRecurrence.WholeYear));
        var due = obligation.DueIn(2024);

        var report = ReportOccurrence.Open(obligation, due, 5, Vietnamese, Coordinator.PersonId, Now);

        Assert.Equal((AReport.Agency, obligation.Id, 2024, Finance), (report.AgencyId, report.ObligationId, report.Year, report.UnitId));
        Assert.Equal((Day("2023-12-15"), Day("2024-12-14")), (report.DataFrom!.Value, report.DataTo!.Value));
        Assert.Equal((due, Day("2024-12-17"), CountsBy.Received, 5, Day("2024-12-12"), 1), (report.Due, report.LastGoodDay, report.CountsBy, report.Transit, report.SendBy, report.DeadlineVersion));
        Assert.Equal(new ReportOpened(report.Id, AReport.Agency, due, Day("2024-12-12"), Coordinator.PersonId, Now), Assert.Single(report.TakeEvents()));
        Assert.Null(AReport.Due("2024-10-31").DataFrom);
    }

    [Fact]
    public void A_report_follows_its_obligation_until_it_is_closed()
    {
        var (unit, due) = (UnitId.New(), new DueDate(Day("2024-11-15"), DueKind.OnOrBefore));
        var obligation = Obligation(Terms("2024-10-31"));
        obligation.Revise(due, unit, CountsBy.Sent, Coordinator, Now);
        var (open, closed) = (AReport.Due("2024-10-31"), AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-11").Received("2024-10-14"));
        closed.TakeEvents();

        open.Follow(obligation, due, 3, Vietnamese, Coordinator.PersonId, Now);
        closed.Follow(obligation, due, 3, Vietnamese, Coordinator.PersonId, Now);

        Assert.Equal((unit, due, CountsBy.Sent, 3, 2), (open.UnitId, open.Due, open.CountsBy, open.Transit, open.DeadlineVersion));
        Assert.Equal(
            new ReportRedated(open.Id, AReport.Agency, new DueDate(Day("2024-10-31"), DueKind.OnOrBefore), due, Day("2024-10-31"), Day("2024-11-15"), Coordinator.PersonId, Now),
            Assert.Single(open.TakeEvents()));
        Assert.Equal((Finance, 1), (closed.UnitId, closed.DeadlineVersion));
        Assert.Empty(closed.TakeEvents());
    }

    [Fact]
    public void Following_what_is_the_same_changes_nothing()
    {
        var report = AReport.Due("2024-10-31");

        report.Follow(Obligation(Terms("2024-10-31")), report.Due, 0, Vietnamese, null, Now);
        report.Learn(0, Vietnamese, Now);

        Assert.Equal(1, report.DeadlineVersion);
        Assert.Empty(report.TakeEvents());
    }

    [Fact]
    public void Another_calendar_moves_the_day_to_send_by_of_what_has_not_left_and_nothing_else()
    {
        var changed = Vietnamese.With([.. Vietnamese.Days, new CalendarDay(Day("2024-10-31"), CalendarDayKind.Holiday, "Nghỉ")]);
        var (waiting, gone) = (AReport.Due("2024-10-31"), AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-11"));
        gone.TakeEvents();

        waiting.MoveWith(changed, "31/10", Coordinator.PersonId, Now);
        waiting.MoveWith(changed, "31/10", Coordinator.PersonId, Now);
        gone.MoveWith(changed, "31/10", Coordinator.PersonId, Now);

        Assert.Equal((Day("2024-10-30"), 1), (waiting.SendBy, waiting.DeadlineVersion));
        Assert.Equal(new ReportMovedWithCalendar(waiting.Id, AReport.Agency, Day("2024-10-31"), Day("2024-10-30"), "31/10", Coordinator.PersonId, Now), Assert.Single(waiting.TakeEvents()));
        Assert.Equal(Day("2024-10-31"), gone.SendBy);
        Assert.Empty(gone.TakeEvents());
    }

    [Fact]
    public void Each_of_the_three_days_is_told_with_its_number_and_its_proof()
    {
        var report = AReport.Due("2024-10-31");
        var (id, now) = (report.Id, At("2024-10-20 09:00"));

        report.RecordSignature(Day("2024-10-10"), " 12/BC ", Head, now, Vietnamese, "thừa");
        Told(report, new ReportSigned(id, AReport.Agency, Day("2024-10-10"), null, "12/BC", null, Head.PersonId, now));
        report.RecordDispatch(Day("2024-10-11"), null, Head, now, Vietnamese, "thừa");
        Told(report, new ReportSent(id, AReport.Agency, Day("2024-10-11"), null, "12/BC", null, Head.PersonId, now));
        report.RecordDispatch(Day("2024-10-12"), " 13/BC ", Head, now, Vietnamese, " Ghi nhầm. ");
        Told(report, new ReportSent(id, AReport.Agency, Day("2024-10-12"), Day("2024-10-11"), "13/BC", "Ghi nhầm.", Head.PersonId, now));
        report.RecordReceipt(Day("2024-10-14"), null, " Phiếu 5 ", Head, now, Vietnamese, "thừa");
        Told(report, new ReportReceived(id, AReport.Agency, Day("2024-10-14"), null, "13/BC", "Phiếu 5", null, Head.PersonId, now));
        report.RecordReceipt(Day("2024-10-15"), "14/BC", null, Coordinator, now, Vietnamese, " Ghi nhầm. ");
        Told(report, new ReportReceived(id, AReport.Agency, Day("2024-10-15"), Day("2024-10-14"), "14/BC", "Phiếu 5", "Ghi nhầm.", Coordinator.PersonId, now));
        Assert.Equal(("14/BC", "Phiếu 5"), (report.Number, report.Proof));
    }

    [Fact]
    public void All_three_days_may_be_one_day()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-10").Received("2024-10-10");

        Assert.True(report.Closed);
        Refused(ReportRules.TheThreeDaysFollowEachOther, () => report.Signed("2024-10-11", Coordinator));
    }

    [Fact]
    public void What_proves_a_receipt_is_told()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10").Sent("2024-10-11");
        EvidenceItem item = Tests.Tasks.ATask.Evidence(Tests.Tasks.ATask.Draft());
        Refused(ReportRules.OnlyAReceivedReportIsProved, () => report.Prove(item, Head, Now));
        report.Received("2024-10-14").TakeEvents();

        report.Prove(item, Head, Now);

        Told(report, new ReceiptProved(report.Id, AReport.Agency, item.Id, item.Title, Head.PersonId, Now));
        Refused(ReportRules.OnlyTheResponsibleUnitRecords, () => report.Prove(item, Cast["head of another unit"], Now));
    }

    [Fact]
    public void Cancelled_it_keeps_the_day_and_tells_why()
    {
        var report = AReport.Due("2024-10-31");

        report.Cancel("Bãi bỏ.", Day("2024-10-12"), Coordinator, Now);

        Assert.Equal((Day("2024-10-12"), true), (report.CancelledOn!.Value, report.Closed));
        Told(report, new ReportCancelled(report.Id, AReport.Agency, "Bãi bỏ.", Coordinator.PersonId, Now));
    }

    [Fact]
    public void Days_late_are_counted_from_the_last_good_day_while_it_is_open()
    {
        var report = AReport.Due("2024-10-31", DueKind.Before);

        Assert.Equal([0, 0, 1, 3], new[] { "2024-10-01", "2024-10-30", "2024-10-31", "2024-11-02" }.Select(day => report.DaysLate(Day(day))));
    }

    [Fact]
    public void Which_steps_concern_a_report_goes_by_what_has_happened_to_it()
    {
        Rung[] rungs = [Rung.Ahead(1), Rung.Overdue(1), Rung.Unsent(1), Rung.NoReceipt(1)];
        var report = AReport.Due("2024-10-31");
        Assert.Equal([true, true, false, false], Concerns());

        report.Signed("2024-10-10");
        Assert.Equal([true, true, true, false], Concerns());

        report.Sent("2024-10-11");
        Assert.Equal([false, false, false, true], Concerns());

        IEnumerable<bool> Concerns() => rungs.Select(rung => report.Concerns(rung, 1));
    }

    [Fact]
    public void An_alarm_repeats_at_the_distance_of_the_policy_and_a_step_ahead_does_not()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10");
        var came = new LadderStep(Rung.Unsent(1), At("2024-10-11 07:30"));

        Assert.Equal(Rung.Unsent(2), report.StepAfter(came, 1, Vietnamese, Policy)!.Rung);
        Assert.Null(report.StepAfter(came with { Rung = Rung.Ahead(3) }, 1, Vietnamese, Policy));
        Assert.Null(report.StepAfter(came, 2, Vietnamese, Policy));
    }

    [Fact]
    public void Only_its_first_missed_day_is_told_and_only_what_repeats_goes_up()
    {
        var report = AReport.Due("2024-10-31").Signed("2024-10-10");
        report.TakeEvents();

        report.Reach(Rung.Ahead(3), 1, Policy, Now);
        report.Reach(Rung.Overdue(2), 1, Policy, Now);
        Assert.Empty(report.TakeEvents());

        report.Reach(Rung.Overdue(1), 1, Policy, Now);
        Told(report, new ReportNotSentInTime(report.Id, AReport.Agency, Now));
        report.Reach(Rung.Unsent(3), 1, Policy, Now);
        Told(report, new ReportEscalated(report.Id, AReport.Agency, Now));
    }

    [Fact]
    public void The_catalogue_is_found_by_its_keys_and_gives_the_next_deadline_ahead()
    {
        Assert.All(StandardObligations.All, standard => Assert.Same(standard, StandardObligations.Find(standard.Key)));
        Assert.Null(StandardObligations.Find(null));
        var (march, year) = (StandardObligations.Find("autonomy-march")!, StandardObligations.Find("reform-year")!);

        Assert.Equal(Day("2024-12-17"), year.NextDue(Day("2024-12-17")));
        Assert.Equal(Day("2025-12-17"), year.NextDue(Day("2024-12-18")));
        Assert.Equal(Day("2024-03-05"), march.NextDue(Day("2024-03-04")));
        Assert.Equal(Day("2025-03-05"), march.NextDue(Day("2024-03-05")));
    }

    [Fact]
    public void The_catalogue_names_whom_each_report_goes_to_and_who_answers_for_it()
    {
        Assert.All(StandardObligations.All, standard =>
        {
            Assert.StartsWith("Báo cáo ", standard.Name, StringComparison.Ordinal);
            Assert.StartsWith("Sở ", standard.Recipient, StringComparison.Ordinal);
            Assert.StartsWith("Phòng ", standard.Unit, StringComparison.Ordinal);
            Assert.Matches(@"^1\.2\.[16]$", standard.Criterion);
            Assert.Matches("^(reform|autonomy)-[a-z-]+$", standard.Key);
        });
        Assert.Distinct(StandardObligations.All.Select(standard => standard.Key));
    }

    [Theory]
    [InlineData("2024-10-25", ReportState.NotDue)]
    [InlineData("2024-10-28", ReportState.DueSoon)]
    public void A_report_is_soon_due_three_working_days_before_it_has_to_leave(string day, ReportState state) => Assert.Equal(state, AReport.Due("2024-10-31").StateOn(day));

    [Fact]
    public void A_state_there_is_not_has_no_condition() =>
        Assert.Contains("99", Assert.Throws<InvalidOperationException>(() => ReportStates.AreIn((ReportState)99, Day("2024-10-01"), Vietnamese, Policy)).Message, StringComparison.Ordinal);

    private static void Told(ReportOccurrence report, IDomainEvent happened) => Assert.Equal(happened, Assert.Single(report.TakeEvents()));

    private static void Refused(Rule rule, Action act) => Assert.Equal([rule], Assert.Throws<RuleBrokenException>(act).Rules);
}
