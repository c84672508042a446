namespace Workflow.Domain.Analyses;

/// <summary>What a unit that a text names is to the body whose index is analysed.</summary>
public static class UnitStandings
{
    /// <param name="agency">The body itself: to a province, its departments are its own.</param>
    public static UnitStanding Of(string name, string? agency)
    {
        if (name.StartsWith("Sở ", StringComparison.Ordinal) && agency?.StartsWith("UBND tỉnh", StringComparison.OrdinalIgnoreCase) is true)
        {
            return UnitStanding.Own;
        }

        return UnitFinder.IsCollective(name) ? UnitStanding.Collective : UnitFinder.Find(name) is [var found, ..] ? found.Standing : UnitStanding.Own;
    }
}
