using Workflow.Domain.Organization;

namespace Workflow.Testing;

/// <summary>An agency with the units and people of the reference case, known by their mailboxes.</summary>
public sealed class AgencyCase(AgencyId id, IReadOnlyDictionary<string, UnitId> units, IReadOnlyDictionary<string, Person> people)
{
    public AgencyId Id { get; } = id;

    public IReadOnlyDictionary<string, Person> People { get; } = people;

    public Actor Coordinator => Actor("thuongtruc.cchc");

    public Actor Chairman => Actor("chutich");

    public Actor Viewer => Actor("theodoi.sonoivu");

    public Actor Administrator => Actor("quantri");

    public Actor Actor(string mailbox) => ActorOf(People[mailbox]);

    public UnitId Unit(string name) => units[name];

    public string UnitName(UnitId unit) => units.Single(pair => pair.Value == unit).Key;

    public Person HeadOf(UnitId? unit) => People.Values.Single(person => person.UnitId == unit && person.Roles.Contains(Role.UnitHead));

    public static Actor ActorOf(Person person) => new(person.Id, person.AgencyId, person.UnitId, person.Roles);
}
