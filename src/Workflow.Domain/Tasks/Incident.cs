using Workflow.Domain.Organization;

namespace Workflow.Domain.Tasks;

/// <summary>
/// What was not to happen again and has happened (vụ việc tái diễn): recorded against a sustained task, it costs points at once.
/// Withdrawn with a reason where it turns out not to count; the record stays.
/// </summary>
public sealed class Incident
{
    public const int LongestNote = 2000;

    private Incident()
    {
    }

    public required IncidentId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required RemediationTaskId TaskId { get; init; }

    /// <summary>The day it happened.</summary>
    public required DateOnly HappenedOn { get; init; }

    public required string Note { get; init; }

    public required PersonId RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public PersonId? WithdrawnBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnReason { get; private set; }

    public bool Counts => WithdrawnAt is null;

    internal static Incident Of(RemediationTask task, DateOnly on, string note, Actor actor, DateTimeOffset now) => new()
    {
        Id = IncidentId.New(),
        AgencyId = task.AgencyId,
        TaskId = task.Id,
        HappenedOn = on,
        Note = note,
        RecordedBy = actor.PersonId,
        RecordedAt = now,
    };

    internal void Withdraw(string reason, Actor actor, DateTimeOffset now) => (WithdrawnReason, WithdrawnBy, WithdrawnAt) = (reason, actor.PersonId, now);
}

public readonly record struct IncidentId(Guid Value) : IId<IncidentId>
{
    public static IncidentId From(Guid value) => new(value);

    public static IncidentId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
