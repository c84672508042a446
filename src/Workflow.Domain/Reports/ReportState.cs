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
}

public static class ReportStates
{
    /// <summary>What is not sent is soon due when its send-by day is near or gone; what is on its way, when its deadline is.</summary>
    public static ReportState Of(ReportOccurrence occurrence, DateOnly today, WorkCalendar calendar, DeadlinePolicy policy)
    {
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
}
