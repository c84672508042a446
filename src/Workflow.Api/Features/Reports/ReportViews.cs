using System.Globalization;
using System.Text.Json.Serialization;
using Workflow.Api.Features.Tasks;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>A report the agency owes, as lists show it.</summary>
/// <param name="DueOn">The first deadline; what comes every year comes back on its day and month.</param>
/// <param name="DueConfirmed">False while the deadline is only the catalogue's proposal.</param>
public sealed record ObligationItem(
    Guid Id, uint Version, string Name, string Recipient, UnitRef Unit, ReportRecurrence Recurrence, DateOnly DueOn, DueKind DueKind, CountsBy CountsBy,
    string? Criterion, string? Request, string? Standard, bool DueConfirmed, RequestRef? AskedBy, DateOnly? EndedOn, string? EndReason);

/// <summary>The công văn that asks for a report.</summary>
/// <param name="Issuer">The body that signed it.</param>
/// <param name="On">The day it bears.</param>
public sealed record RequestRef(string Number, string? Issuer, DateOnly? On)
{
    internal static RequestRef? Of(ReportObligation obligation) => obligation.Request is { } number ? new RequestRef(number, obligation.RequestIssuer, obligation.RequestedOn) : null;
}

/// <summary>What the catalogue proposes and this agency does not keep yet.</summary>
/// <param name="UnitId">The unit that usually answers for it, where the agency has one of that name.</param>
public sealed record CatalogueItem(
    string Key, string Name, string Recipient, Guid? UnitId, ReportRecurrence Recurrence, DateOnly DueOn, DueKind DueKind, string Criterion);

/// <summary>One period's report.</summary>
/// <param name="Left">How far off the day is on which it has to leave, or, once it left, its deadline; null once closed.</param>
/// <param name="DaysLate">Days late by the day that counts, so far or for good.</param>
/// <param name="Lacking">What closes it next: signature, dispatch or receipt; null once closed.</param>
public sealed record ReportItem(
    Guid Id, uint Version, Guid ObligationId, string Title, string Recipient, UnitRef Unit, string? Criterion, int Year, DateOnly? DataFrom, DateOnly? DataTo,
    DateOnly DueOn, DueKind DueKind, DateOnly LastGoodDay, CountsBy CountsBy, int Transit, DateOnly SendBy, [property: JsonIgnore] DaysLeft? Left,
    DateOnly? SignedOn, DateOnly? SentOn, DateOnly? ReceivedOn, string? Number, string? Proof, ReportState State, int DaysLate, string? Lacking,
    string? CancelReason)
{
    /// <summary>Working days until it has to leave, or, once it left, until its deadline; negative after it; null once closed.</summary>
    public int? WorkingDaysLeft => Left?.WorkingDays;

    /// <summary>The day not announced yet on which that day hangs.</summary>
    public DateOnly? RestsOnUnannounced => Left?.RestsOn?.On;
}

/// <summary>A day that was recorded wrongly: what stood there, and why it was put right.</summary>
/// <param name="Day">signature, dispatch or receipt.</param>
public sealed record DayCorrection(string Day, DateOnly FormerOn, DateOnly On, string? Reason, string? By, DateTimeOffset At);

/// <summary>A reminder of a report that somebody was owed, and what became of it.</summary>
public sealed record ReportWarning(string Rung, string Person, string Position, string State, DateTimeOffset PlannedFor, DateTimeOffset? SentAt);

/// <summary>What a person may record about a report now.</summary>
public static class ReportActs
{
    public const string Signature = "signature";
    public const string Dispatch = "dispatch";
    public const string Receipt = "receipt";

    /// <summary>Adding a file that shows the receipt.</summary>
    public const string Proof = "proof";
}

/// <summary>What an act leaves behind: the report's version for the next one.</summary>
public sealed record ReportActed(Guid OccurrenceId, uint Version)
{
    internal static ReportActed On(ReportOccurrence report) => new(report.Id.Value, report.Version);
}

internal static class ReportNames
{
    /// <summary>The name of an obligation with the period, like "Báo cáo cải cách hành chính quý I năm 2025".</summary>
    public static string Title(string name, ReportRecurrence recurrence, int year, CultureInfo language) =>
        recurrence.ComesEveryYear() ? $"{name} {Wording.In(language, $"report.period.{recurrence}", year)}" : name;
}
