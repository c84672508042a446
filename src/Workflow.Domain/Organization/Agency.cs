namespace Workflow.Domain.Organization;

/// <summary>The public body whose index is improved (cơ quan): the tenant, of any administrative level.</summary>
public sealed class Agency
{
    public required AgencyId Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The zone in which its days begin and end, by its IANA name.</summary>
    public required string Zone { get; set; }

    /// <summary>On which weekday the chairman is told how the week went; null tells nothing.</summary>
    public DayOfWeek? WeeklySummaryOn { get; set; } = DayOfWeek.Monday;

    /// <summary>On which day of a month the agency meets; the figures come before it. Null sends none.</summary>
    public int? MeetingDay { get; set; } = 25;

    /// <summary>Summaries of earlier days are not made up for.</summary>
    public DateOnly? SummariesFrom { get; set; }
}

/// <summary>The days on which summaries come were set.</summary>
/// <param name="WeeklyOn">Null sends no weekly summary.</param>
/// <param name="MeetingDay">Null sends no monthly figures.</param>
public sealed record SummariesSet(AgencyId AgencyId, DayOfWeek? WeeklyOn, int? MeetingDay, PersonId? By, DateTimeOffset At) : IDomainEvent;
