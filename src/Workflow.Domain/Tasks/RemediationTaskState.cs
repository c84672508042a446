namespace Workflow.Domain.Tasks;

/// <summary>Where a task stands in its workflow. Whether it is late is another question: see <see cref="Timeliness"/>.</summary>
public enum RemediationTaskState
{
    Draft,
    Assigned,
    Accepted,
    Declined,
    InProgress,
    Submitted,
    Returned,
    Completed,
    Cancelled,

    /// <summary>The clock stands still: something the unit does not answer for keeps it from working.</summary>
    Suspended,
}

/// <summary>How the points of a task come back, and so what it has to show.</summary>
public enum TaskKind
{
    /// <summary>Fix once.</summary>
    Corrective,

    /// <summary>Raise a/b towards a target.</summary>
    Indicator,

    /// <summary>Must not happen again before the year ends.</summary>
    Sustained,

    /// <summary>This year above last year.</summary>
    Growth,

    /// <summary>Every report received in time.</summary>
    Reporting,

    /// <summary>A lasting duty: no points, no end date.</summary>
    Standing,
}
