using System.Text.Json.Serialization;

namespace Workflow.Domain.Deadlines;

/// <summary>How the words of a deadline bind its day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DueKind>))]
public enum DueKind
{
    /// <summary>"Chậm nhất ngày X": the day itself still counts.</summary>
    [JsonStringEnumMemberName("on-or-before")]
    OnOrBefore,

    /// <summary>"Trước ngày X": the day before is the last that counts.</summary>
    [JsonStringEnumMemberName("before")]
    Before,
}

/// <summary>A deadline: a day in the agency's zone and how its words bind. A fixed day never moves with the calendar.</summary>
public readonly record struct DueDate(DateOnly On, DueKind Kind)
{
    /// <summary>The last day on which the thing is still in time; it ends at 24:00.</summary>
    public DateOnly LastGoodDay => Kind is DueKind.Before ? On.AddDays(-1) : On;
}
