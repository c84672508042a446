using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Reports;

/// <summary>Works out by when a report has to leave so that it is there in time.</summary>
public static class SendBy
{
    /// <summary>So many of a recipient's last receipts say how long the way to it is.</summary>
    public const int ReceiptsThatCount = 3;

    /// <summary>Days the way to a recipient takes: the longest of its last receipts, 0 where there is none yet.</summary>
    /// <param name="lastReceipts">Days between sending and receipt, the latest receipt first.</param>
    public static int TransitOf(IEnumerable<int> lastReceipts) => lastReceipts.Take(ReceiptsThatCount).DefaultIfEmpty(0).Max();

    /// <summary>
    /// The last working day to send: the last good day less the days on the way, and the working day before where that is
    /// none. Where the day of sending counts, the way costs nothing.
    /// </summary>
    public static DateOnly Of(DueDate due, CountsBy countsBy, int transit, WorkCalendar calendar) =>
        calendar.OnOrBefore(countsBy is CountsBy.Received ? due.LastGoodDay.AddDays(-transit) : due.LastGoodDay);
}
