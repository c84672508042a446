using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;
using Workflow.Domain.Tests.Deadlines;
using Xunit;

namespace Workflow.Domain.Tests.Reports;

/// <summary>
/// The three reports that cost the reference body a point: signed in time, and late. Where nobody wrote down when one left, the
/// day of its signature is taken: the way was so long at most.
/// </summary>
public sealed class LateReportsOf2023Tests
{
    [Fact]
    public void The_review_of_resolution_08_is_a_day_late_by_its_sending()
    {
        var report = AReport.Due("2023-05-25", countsBy: CountsBy.Sent, now: "2023-05-04 09:00").Signed("2023-05-24");
        Assert.Equal(ReportState.DueSoon, report.StateOn("2023-05-24"));
        Assert.Equal(["T-0 2023-05-25", "OVERDUE-1 2023-05-26", "UNSENT-1 2023-05-25"], report.Says("2023-05-24 16:00"));

        report.Sent("2023-05-26");

        Assert.Equal((ReportState.ClosedLate, 1), (report.StateOn("2024-01-01"), report.DaysLate(Calendars.Day("2024-01-01"))));
    }

    [Fact]
    public void The_report_1593_is_twelve_days_late_by_its_receipt()
    {
        var report = AReport.Due("2023-12-31", DueKind.Before, now: "2023-12-11 09:00").Signed("2023-12-29").Sent("2023-12-29");
        Assert.Equal(["NO-RECEIPT-1 2024-01-03"], report.Says("2023-12-29 16:00"));
        Assert.Equal(ReportState.Overdue, report.StateOn("2023-12-31"));

        report.Received("2024-01-11");

        Assert.Equal((ReportState.ClosedLate, 12), (report.StateOn("2024-01-12"), report.DaysLate(Calendars.Day("2024-01-12"))));
        Assert.Equal(13, report.ReceivedOn!.Value.DayNumber - report.SentOn!.Value.DayNumber);
    }

    [Fact]
    public void The_report_298_is_seven_days_late_by_its_receipt_and_had_to_leave_before_it_was_signed()
    {
        var report = AReport.Due("2024-03-05", DueKind.Before, transit: 13, now: "2024-01-12 09:00");
        Assert.Equal(Calendars.Day("2024-02-20"), report.SendBy);
        Assert.Contains("T-7 2024-02-02", report.Says("2024-01-12 09:00"));
        Assert.Contains("T-0 2024-02-20", report.Says("2024-01-12 09:00"));

        report.Signed("2024-03-01").Sent("2024-03-01").Received("2024-03-11");

        Assert.Equal((ReportState.ClosedLate, 7), (report.StateOn("2024-03-12"), report.DaysLate(Calendars.Day("2024-03-12"))));
        Assert.Equal(10, report.ReceivedOn!.Value.DayNumber - report.SentOn!.Value.DayNumber);
    }
}
