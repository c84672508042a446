using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tests.Deadlines;

namespace Workflow.Domain.Tests.Reports;

/// <summary>Obligations and their reports, brought to where a test needs them by what people do.</summary>
internal static class AReport
{
    public static readonly AgencyId Agency = AgencyId.New();
    public static readonly UnitId Finance = UnitId.New();
    public static readonly DateTimeOffset Now = Calendars.At("2024-09-09 09:00");

    /// <summary>Why a day is put right wherever one is.</summary>
    public const string Mistaken = "Ghi nhầm ngày.";

    public static readonly IReadOnlyDictionary<string, Actor> Cast = new Dictionary<string, Actor>
    {
        ["head of the unit"] = Of(Finance, Role.UnitHead),
        ["officer of the unit"] = Of(Finance, Role.Officer),
        ["coordinator"] = Of(null, Role.Coordinator),
        ["head of another unit"] = Of(UnitId.New(), Role.UnitHead),
        ["head without a unit"] = Of(null, Role.UnitHead),
        ["viewer in the unit"] = Of(Finance, Role.Viewer),
        ["chairman"] = Of(null, Role.Chairman),
    };

    public static Actor Head => Cast["head of the unit"];

    public static Actor Coordinator => Cast["coordinator"];

    public static Actor Of(UnitId? unit, params Role[] roles) => new(PersonId.New(), Agency, unit, roles);

    public static ObligationTerms Terms(string dueOn, DueKind kind = DueKind.OnOrBefore, ReportRecurrence recurrence = ReportRecurrence.Once, CountsBy countsBy = CountsBy.Received) =>
        new("Báo cáo tự chủ", "Sở Tài chính", Finance, recurrence, Calendars.Day(dueOn), kind, countsBy, "1.2.6", "2451/STC-TCHCSN ngày 11/12/2023");

    public static ReportObligation Obligation(ObligationTerms terms, string now = "2024-09-09 09:00") =>
        ReportObligation.Add(terms, Coordinator, Calendars.At(now), Calendars.Vietnamese);

    /// <summary>An open report; its events so far are taken.</summary>
    public static ReportOccurrence Due(
        string dueOn, DueKind kind = DueKind.OnOrBefore, CountsBy countsBy = CountsBy.Received, int transit = 0, string now = "2024-09-09 09:00")
    {
        var obligation = Obligation(Terms(dueOn, kind, countsBy: countsBy), now);
        var report = ReportOccurrence.Open(obligation, obligation.Open(Calendars.Day(now[..10])).Single(), transit, Calendars.Vietnamese, null, Calendars.At(now));
        report.TakeEvents();
        return report;
    }

    public static ReportOccurrence Signed(this ReportOccurrence report, string on, Actor? by = null)
    {
        report.RecordSignature(Calendars.Day(on), null, by ?? Head, Later(on), Calendars.Vietnamese, Mistaken);
        return report;
    }

    public static ReportOccurrence Sent(this ReportOccurrence report, string on, Actor? by = null)
    {
        report.RecordDispatch(Calendars.Day(on), null, by ?? Head, Later(on), Calendars.Vietnamese, Mistaken);
        return report;
    }

    public static ReportOccurrence Received(this ReportOccurrence report, string on, Actor? by = null)
    {
        report.RecordReceipt(Calendars.Day(on), null, "Phiếu tiếp nhận", by ?? Head, Later(on), Calendars.Vietnamese, Mistaken);
        return report;
    }

    public static ReportState StateOn(this ReportOccurrence report, string day) =>
        ReportStates.Of(report, Calendars.Day(day), Calendars.Vietnamese, DeadlinePolicy.Standard);

    /// <summary>The days on which it would be spoken of as it stands.</summary>
    public static IEnumerable<string> Says(this ReportOccurrence report, string from) => report
        .Steps(Calendars.At(from), Calendars.Vietnamese, DeadlinePolicy.Standard)
        .Select(step => $"{step.Rung} {Calendars.Vietnamese.DayOf(step.FireAt):yyyy-MM-dd}");

    private static DateTimeOffset Later(string on) => Calendars.At($"{on} 16:00");
}
