namespace Workflow.Domain.Analyses;

/// <summary>What a unit that a text names is to the body whose index is analysed.</summary>
public static class UnitStandings
{
    /// <param name="agency">The body itself: to a province its departments are its own, to a commune no commune is.</param>
    /// <returns>Own where the agency can give it a task; a name that is known for nothing else is taken for one of its units.</returns>
    public static UnitStanding Of(string name, string? agency)
    {
        if (UnitFinder.IsCollective(name))
        {
            return UnitStanding.Collective;
        }

        return UnitFinder.Find(name) is not [var found, ..] || found.BelongsTo(agency) ? UnitStanding.Own
            : found.Standing is UnitStanding.Own or UnitStanding.Department ? UnitStanding.Outside
            : found.Standing;
    }
}
