using Workflow.Domain.Analyses;

namespace Workflow.Domain.Organization;

/// <summary>Finds the agency's units by the names documents give them: spelling of diacritics, capitals, joints
/// and abbreviations aside ("Phòng TC-KH"), other names included.</summary>
public sealed class UnitDirectory(IEnumerable<Unit> units)
{
    private readonly Dictionary<string, Unit> byName = units
        .SelectMany(unit => unit.OtherNames.Prepend(unit.Name).Select(name => (Key: KeyOf(name), Unit: unit)))
        .DistinctBy(pair => pair.Key)
        .ToDictionary(pair => pair.Key, pair => pair.Unit);

    public Unit? Find(string? name) => name is null ? null : byName.GetValueOrDefault(KeyOf(name));

    private static string KeyOf(string name) => new([.. Searchable.Fold(UnitNames.Key(name)).Where(char.IsLetterOrDigit)]);
}
