using Workflow.Domain.Organization;

namespace Workflow.Domain;

/// <summary>Something that happened, told in the past tense: to whom it belongs, who did it and when.</summary>
public interface IDomainEvent
{
    AgencyId AgencyId { get; }

    /// <summary>The person who acted; null when the clock did.</summary>
    PersonId? By { get; }

    DateTimeOffset At { get; }
}
