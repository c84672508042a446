using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tests.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Reports;

public sealed class ObligationTests
{
    private static readonly DateOnly Today = Calendars.Day("2024-09-09");

    [Fact]
    public void Opens_what_lies_ahead_in_this_year_and_the_next_and_nothing_twice()
    {
        var quarter = AReport.Obligation(AReport.Terms("2024-03-17", recurrence: ReportRecurrence.FirstQuarter));
        var year = AReport.Obligation(AReport.Terms("2024-12-17", recurrence: ReportRecurrence.WholeYear));

        Assert.Equal([Calendars.Day("2025-03-17")], quarter.Open(Today).Select(due => due.On));
        Assert.Equal([Calendars.Day("2024-12-17"), Calendars.Day("2025-12-17")], year.Open(Today).Select(due => due.On));
        Assert.Empty(year.Open(Today.AddDays(30)));
        Assert.Equal([Calendars.Day("2026-12-17")], year.Open(Calendars.Day("2025-01-01")).Select(due => due.On));
    }

    [Fact]
    public void Opens_nothing_before_its_first_deadline() => Assert.Equal(
        [Calendars.Day("2025-03-05")],
        AReport.Obligation(AReport.Terms("2025-03-05", DueKind.Before, ReportRecurrence.YearlyDay)).Open(Today).Select(due => due.On));

    [Fact]
    public void What_is_owed_once_opens_once()
    {
        var obligation = AReport.Obligation(AReport.Terms("2026-10-31", recurrence: ReportRecurrence.OnRequest));

        Assert.Single(obligation.Open(Today));
        Assert.Empty(obligation.Open(Today));
        Assert.Empty(obligation.Open(Today.AddYears(3)));
    }

    [Fact]
    public void A_day_that_a_year_does_not_have_is_its_last_of_February() =>
        Assert.Equal(Calendars.Day("2025-02-28"), AReport.Obligation(AReport.Terms("2024-02-29", recurrence: ReportRecurrence.YearlyDay)).DueIn(2025).On);

    [Theory]
    [InlineData(ReportRecurrence.FirstQuarter, "2023-12-15", "2024-03-14")]
    [InlineData(ReportRecurrence.HalfYear, "2023-12-15", "2024-06-14")]
    [InlineData(ReportRecurrence.ThirdQuarter, "2024-06-15", "2024-09-14")]
    [InlineData(ReportRecurrence.WholeYear, "2023-12-15", "2024-12-14")]
    public void A_periodic_report_tells_of_the_data_of_its_window(ReportRecurrence recurrence, string from, string to) =>
        Assert.Equal(new DataWindow(Calendars.Day(from), Calendars.Day(to)), recurrence.WindowIn(2024));

    [Fact]
    public void Says_everything_that_is_missing_at_once()
    {
        var empty = AReport.Terms("2024-09-08", recurrence: ReportRecurrence.OnRequest) with { Name = " ", Recipient = "", Request = null };

        var refused = Assert.Throws<RuleBrokenException>(() => AReport.Obligation(empty));

        Assert.Equal(
            [ReportRules.AnObligationHasAName, ReportRules.AnObligationHasARecipient, ReportRules.ARequestIsNamed, ReportRules.TheDeadlineLiesAhead],
            refused.Rules);
    }

    [Theory]
    [InlineData("head of the unit")]
    [InlineData("chairman")]
    public void Nobody_but_the_coordinator_keeps_obligations(string who) => Assert.Equal(
        [ReportRules.OnlyTheCoordinatorKeepsObligations],
        Assert.Throws<RuleBrokenException>(() => ReportObligation.Add(AReport.Terms("2024-12-31"), AReport.Cast[who], AReport.Now, Calendars.Vietnamese)).Rules);

    [Fact]
    public void The_catalogue_keeps_between_data_and_deadline_a_working_day() => Assert.All(
        StandardObligations.All.Where(standard => standard.Recurrence.WindowIn(2024) is not null),
        standard => Assert.All(Enumerable.Range(2024, 4), year => Assert.True(
            Calendars.Vietnamese.WorkingDaysBetween(standard.Recurrence.WindowIn(year)!.Value.To, new DateOnly(year, standard.Month, standard.Day)) >= 1)));

    [Theory]
    [InlineData("2024-09-10", "2024-10-01", false)]
    [InlineData("2024-09-08", "2024-09-07", false)]
    [InlineData("2024-09-09", "2024-09-09", true)]
    public void A_request_bears_a_day_that_has_come_and_does_not_follow_its_deadline(string requestedOn, string dueOn, bool may)
    {
        var terms = AReport.Terms(dueOn, recurrence: ReportRecurrence.OnRequest) with { RequestIssuer = " Sở Tài chính ", RequestedOn = Calendars.Day(requestedOn) };

        if (may)
        {
            Assert.Equal("Sở Tài chính", AReport.Obligation(terms).RequestIssuer);
        }
        else
        {
            Assert.Contains(ReportRules.ARequestComesBeforeItsDeadline, Assert.Throws<RuleBrokenException>(() => AReport.Obligation(terms)).Rules);
        }
    }

    [Fact]
    public void An_obligation_that_ended_opens_what_is_due_by_its_last_day_and_nothing_after_and_is_changed_no_more()
    {
        var obligation = AReport.Obligation(AReport.Terms("2024-12-17", recurrence: ReportRecurrence.WholeYear));
        Assert.Equal(2, obligation.Open(Calendars.Day("2024-09-09")).Count);
        Assert.Equal(
            [ReportRules.EndingNeedsAReason], Assert.Throws<RuleBrokenException>(() => obligation.End(Calendars.Day("2026-12-17"), " ", AReport.Coordinator, AReport.Now)).Rules);
        Assert.Equal(
            [ReportRules.OnlyTheCoordinatorKeepsObligations], Assert.Throws<RuleBrokenException>(() => obligation.End(Calendars.Day("2026-12-17"), "Bãi bỏ.", AReport.Head, AReport.Now)).Rules);

        obligation.End(Calendars.Day("2026-12-17"), "Bãi bỏ.", AReport.Coordinator, AReport.Now);

        Assert.Equal([2026], obligation.Open(Calendars.Day("2025-01-01")).Select(due => due.On.Year));
        Assert.Empty(obligation.Open(Calendars.Day("2026-01-01")));
        Assert.Empty(obligation.Open(Calendars.Day("2027-01-01")));
        Assert.Equal(
            [ReportRules.AnEndedObligationStaysAsItIs],
            Assert.Throws<RuleBrokenException>(() => obligation.Revise(default, AReport.Finance, CountsBy.Sent, AReport.Coordinator, AReport.Now)).Rules);
        Assert.Equal(
            [ReportRules.AnEndedObligationStaysAsItIs], Assert.Throws<RuleBrokenException>(() => obligation.End(default, "Lần nữa.", AReport.Coordinator, AReport.Now)).Rules);
    }

    [Fact]
    public void A_proposed_deadline_counts_as_confirmed_once_somebody_set_it()
    {
        var obligation = ReportObligation.Add(
            AReport.Terms("2024-12-17", recurrence: ReportRecurrence.WholeYear), AReport.Coordinator, AReport.Now, Calendars.Vietnamese, "reform-year");
        Assert.False(obligation.DueConfirmed);

        obligation.Revise(new DueDate(Calendars.Day("2024-12-16"), DueKind.OnOrBefore), AReport.Finance, CountsBy.Sent, AReport.Coordinator, AReport.Now);

        Assert.Equal((true, CountsBy.Sent), (obligation.DueConfirmed, obligation.CountsBy));
    }
}
