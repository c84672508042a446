namespace Workflow.Domain.Reports;

/// <summary>Which day decides whether a report was in time. Never the day it was signed.</summary>
public enum CountsBy
{
    /// <summary>The day the recipient had it: the strict reading, and the default.</summary>
    Received,

    /// <summary>The day it left.</summary>
    Sent,
}
