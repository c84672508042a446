using System.Linq.Expressions;
using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Reports;

/// <summary>How a report stands against its deadline: always computed, never stored.</summary>
public enum ReportState
{
    NotDue,
    DueSoon,
    Overdue,
    ClosedInTime,
    ClosedLate,
    Cancelled,
}

public static class ReportStates
{
    /// <summary>What is not sent is soon due when its send-by day is near or gone; what is on its way, when its deadline is.</summary>
    public static ReportState Of(ReportOccurrence occurrence, DateOnly today, WorkCalendar calendar, DeadlinePolicy policy)
    {
        if (occurrence.CancelledOn is not null)
        {
            return ReportState.Cancelled;
        }

        if (occurrence.CountedOn is { } counted)
        {
            return counted <= occurrence.LastGoodDay ? ReportState.ClosedInTime : ReportState.ClosedLate;
        }

        if (today > occurrence.LastGoodDay)
        {
            return ReportState.Overdue;
        }

        var aim = occurrence.SentOn is null ? occurrence.SendBy : occurrence.LastGoodDay;
        return calendar.Left(today, aim).WorkingDays <= policy.DueSoonWithin ? ReportState.DueSoon : ReportState.NotDue;
    }

    /// <summary>
    /// The same as a condition over the days that are stored, for a database to decide. It knows no calendar: whether an aim is
    /// so many working days away is whether it lies before the first day that is one more away.
    /// </summary>
    public static Expression<Func<ReportOccurrence, bool>> AreIn(ReportState state, DateOnly today, WorkCalendar calendar, DeadlinePolicy policy)
    {
        var notSoon = calendar.AddWorkingDays(today, policy.DueSoonWithin + 1);
        return state switch
        {
            ReportState.Cancelled => report => report.CancelledOn != null,
            ReportState.ClosedInTime => report => report.CancelledOn == null && (report.CountsBy == CountsBy.Received ? report.ReceivedOn : report.SentOn) <= report.LastGoodDay,
            ReportState.ClosedLate => report => report.CancelledOn == null && (report.CountsBy == CountsBy.Received ? report.ReceivedOn : report.SentOn) > report.LastGoodDay,
            ReportState.Overdue => report =>
                report.CancelledOn == null && (report.CountsBy == CountsBy.Received ? report.ReceivedOn : report.SentOn) == null && report.LastGoodDay < today,
            ReportState.DueSoon => report =>
                report.CancelledOn == null && (report.CountsBy == CountsBy.Received ? report.ReceivedOn : report.SentOn) == null && report.LastGoodDay >= today
                && (report.SentOn == null ? report.SendBy : report.LastGoodDay) < notSoon,
            ReportState.NotDue => report =>
                report.CancelledOn == null && (report.CountsBy == CountsBy.Received ? report.ReceivedOn : report.SentOn) == null && report.LastGoodDay >= today
                && (report.SentOn == null ? report.SendBy : report.LastGoodDay) >= notSoon,
            _ => throw new InvalidOperationException($"No condition is known for {state}."),
        };
    }
}
