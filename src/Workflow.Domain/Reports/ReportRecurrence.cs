namespace Workflow.Domain.Reports;

/// <summary>How often a report is owed, and over which data.</summary>
public enum ReportRecurrence
{
    /// <summary>Quý I: data from 15/12 of the year before to 14/3.</summary>
    FirstQuarter,

    /// <summary>6 tháng: data from 15/12 of the year before to 14/6.</summary>
    HalfYear,

    /// <summary>Quý III: data from 15/6 to 14/9.</summary>
    ThirdQuarter,

    /// <summary>Năm: data from 15/12 of the year before to 14/12.</summary>
    WholeYear,

    /// <summary>Every year on the same day, over no window of data that is set.</summary>
    YearlyDay,

    /// <summary>Once, on a day.</summary>
    Once,

    /// <summary>Once, because a công văn asks for it.</summary>
    OnRequest,
}

/// <summary>The days whose facts a report tells of, both included.</summary>
public readonly record struct DataWindow(DateOnly From, DateOnly To);

public static class Recurrences
{
    public static bool ComesEveryYear(this ReportRecurrence recurrence) => recurrence is not (ReportRecurrence.Once or ReportRecurrence.OnRequest);

    /// <summary>The data of a year's report (văn bản 581/BNV-CCHC); null where nobody has set any.</summary>
    public static DataWindow? WindowIn(this ReportRecurrence recurrence, int year) => recurrence switch
    {
        ReportRecurrence.FirstQuarter => new DataWindow(new DateOnly(year - 1, 12, 15), new DateOnly(year, 3, 14)),
        ReportRecurrence.HalfYear => new DataWindow(new DateOnly(year - 1, 12, 15), new DateOnly(year, 6, 14)),
        ReportRecurrence.ThirdQuarter => new DataWindow(new DateOnly(year, 6, 15), new DateOnly(year, 9, 14)),
        ReportRecurrence.WholeYear => new DataWindow(new DateOnly(year - 1, 12, 15), new DateOnly(year, 12, 14)),
        _ => null,
    };
}
