using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Domain.Evidence;

/// <summary>What a file shows.</summary>
public enum EvidencePurpose
{
    /// <summary>That the work of a task was done.</summary>
    Result,

    /// <summary>Why the clock of a task stands still.</summary>
    Suspension,

    /// <summary>That the recipient had a report.</summary>
    Receipt,
}

/// <summary>A file that shows something about a task or a report (tài liệu kiểm chứng); known by its SHA-256, never changed once attached.</summary>
public sealed class EvidenceItem
{
    public const int MaxSize = 20 * 1024 * 1024;

    public required EvidenceId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    /// <summary>The task it belongs to, unless it belongs to a report.</summary>
    public RemediationTaskId? TaskId { get; init; }

    public ReportOccurrenceId? OccurrenceId { get; init; }

    public required EvidencePurpose Shows { get; init; }

    public required string Title { get; init; }

    public required string FileName { get; init; }

    public required string MediaType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Lower-case hex of the content.</summary>
    public required string Sha256 { get; init; }

    public required PersonId AttachedBy { get; init; }

    public required DateTimeOffset AttachedAt { get; init; }
}
