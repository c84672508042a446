using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Reports;

/// <summary>On which working day it is said that a report stands still on its way.</summary>
public static class Alarms
{
    private const int LeastDaysToAReceipt = 2;

    /// <summary>Signed and not sent: a document leaves on its day, at latest the next working day (NĐ 30/2020, Điều 18).</summary>
    public static DateOnly UnsentOn(DateOnly signedOn, WorkCalendar calendar) => calendar.AddWorkingDays(signedOn, 1);

    /// <summary>
    /// Sent and not known to be received: once the usual way is over, but while something can still be done about it, and
    /// never before two working days.
    /// </summary>
    public static DateOnly NoReceiptOn(DateOnly sentOn, int transit, DateOnly lastGoodDay, WorkCalendar calendar)
    {
        var usually = calendar.OnOrAfter(sentOn.AddDays(transit));
        var useful = calendar.OnOrBefore(lastGoodDay);
        var soonest = calendar.AddWorkingDays(sentOn, LeastDaysToAReceipt);
        var wanted = usually < useful ? usually : useful;
        return wanted > soonest ? wanted : soonest;
    }
}
