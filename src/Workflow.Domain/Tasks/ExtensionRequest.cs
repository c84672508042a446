using Workflow.Domain.Organization;

namespace Workflow.Domain.Tasks;

public readonly record struct ExtensionRequestId(Guid Value) : IId<ExtensionRequestId>
{
    public static ExtensionRequestId From(Guid value) => new(value);

    public static ExtensionRequestId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>A unit asks for more time (đề nghị gia hạn). It comes about and is decided through its task only.</summary>
public sealed class ExtensionRequest
{
    public required ExtensionRequestId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required RemediationTaskId TaskId { get; init; }

    /// <summary>The deadline when it was asked.</summary>
    public required DateOnly DueOn { get; init; }

    public required DateOnly NewDueOn { get; init; }

    public required string Reason { get; init; }

    public required PersonId RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Null while it is not decided, and for good where the task ended or went to another unit first.</summary>
    public bool? Granted { get; private set; }

    public string? DecisionReason { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    internal void Decide(bool granted, string? reason, Actor actor, DateTimeOffset now) =>
        (Granted, DecisionReason, DecidedBy, DecidedAt) = (granted, reason, actor.PersonId, now);
}

/// <summary>What holds for asking for more time and deciding on it.</summary>
public static class ExtensionRules
{
    public static readonly Rule OnlyTheUnitHeadAsks = new("extension.not-unit-head");
    public static readonly Rule OnlyADeadlineIsExtended = new("extension.no-deadline");
    public static readonly Rule OneRequestAtATime = new("extension.already-asked");
    public static readonly Rule ItIsAskedBeforeExpiry = new("extension.after-expiry");

    /// <summary>Filled with the most the policy allows.</summary>
    public static readonly Rule SoManyAreGranted = new("extension.too-many");

    public static readonly Rule TheNewDayIsLater = new("extension.not-later");
    public static readonly Rule AskingNeedsAReason = new("extension.reason-missing");
    public static readonly Rule OnlyAPendingRequestIsDecided = new("extension.not-pending");
    public static readonly Rule NobodyDecidesTheirOwn = new("extension.own-request");
    public static readonly Rule RefusingNeedsAReason = new("extension.decision-reason-missing");
}
