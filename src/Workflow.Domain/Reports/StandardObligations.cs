using Workflow.Domain.Deadlines;

namespace Workflow.Domain.Reports;

/// <summary>A report that most agencies owe, with a proposed deadline.</summary>
/// <param name="Key">Never changes once out.</param>
/// <param name="Unit">The unit that usually answers for it, by the name documents give it.</param>
public sealed record StandardObligation(
    string Key, string Name, string Recipient, string Unit, ReportRecurrence Recurrence, int Month, int Day, DueKind DueKind, string Criterion);

/// <summary>
/// The catalogue of what is usually owed. The superior sets the days for the reports on administrative reform; those here lie
/// between the end of the data and day 20, and have to be confirmed.
/// </summary>
public static class StandardObligations
{
    private const string Reform = "Báo cáo cải cách hành chính";
    private const string Autonomy = "Báo cáo kết quả thực hiện cơ chế tự chủ, tự chịu trách nhiệm về tài chính";

    public static IReadOnlyList<StandardObligation> All { get; } =
    [
        new("reform-first-quarter", Reform, "Sở Nội vụ", "Phòng Nội vụ", ReportRecurrence.FirstQuarter, 3, 17, DueKind.OnOrBefore, "1.2.1"),
        new("reform-half-year", Reform, "Sở Nội vụ", "Phòng Nội vụ", ReportRecurrence.HalfYear, 6, 17, DueKind.OnOrBefore, "1.2.1"),
        new("reform-third-quarter", Reform, "Sở Nội vụ", "Phòng Nội vụ", ReportRecurrence.ThirdQuarter, 9, 17, DueKind.OnOrBefore, "1.2.1"),
        new("reform-year", Reform, "Sở Nội vụ", "Phòng Nội vụ", ReportRecurrence.WholeYear, 12, 17, DueKind.OnOrBefore, "1.2.1"),
        new("autonomy-year-end", Autonomy, "Sở Tài chính", "Phòng Tài chính - Kế hoạch", ReportRecurrence.YearlyDay, 12, 31, DueKind.Before, "1.2.6"),
        new("autonomy-march", Autonomy, "Sở Tài chính", "Phòng Tài chính - Kế hoạch", ReportRecurrence.YearlyDay, 3, 5, DueKind.Before, "1.2.6"),
    ];

    public static StandardObligation? Find(string? key) => All.FirstOrDefault(standard => standard.Key == key);

    /// <summary>The next deadline that still lies ahead of a day.</summary>
    public static DateOnly NextDue(this StandardObligation standard, DateOnly today)
    {
        var due = new DueDate(new DateOnly(today.Year, standard.Month, standard.Day), standard.DueKind);
        return due.LastGoodDay >= today ? due.On : due.On.AddYears(1);
    }
}
