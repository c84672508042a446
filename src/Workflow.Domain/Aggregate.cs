using Workflow.Domain.Organization;

namespace Workflow.Domain;

/// <summary>
/// A thing that is loaded, decides and is saved as one. It notes the events of what it decided; the save hands them on
/// in the same transaction.
/// </summary>
public abstract class Aggregate
{
    private readonly List<IDomainEvent> events = [];

    public AgencyId AgencyId { get; protected init; }

    /// <summary>Changes with every save; an act names the version it was decided on.</summary>
    public uint Version { get; private set; }

    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IReadOnlyList<IDomainEvent> taken = [.. events];
        events.Clear();
        return taken;
    }

    protected void Raise(IDomainEvent happened) => events.Add(happened);
}
