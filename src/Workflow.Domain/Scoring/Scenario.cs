using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Domain.Scoring;

public abstract record ScenarioEvent(PlanId PlanId, AgencyId AgencyId, string Name, PersonId? By, DateTimeOffset At) : IDomainEvent;

public sealed record ScenarioSaved(PlanId PlanId, AgencyId AgencyId, string Name, PersonId? By, DateTimeOffset At) : ScenarioEvent(PlanId, AgencyId, Name, By, At);

public sealed record ScenarioRenamed(PlanId PlanId, AgencyId AgencyId, string FormerName, string Name, PersonId? By, DateTimeOffset At) : ScenarioEvent(PlanId, AgencyId, Name, By, At);

public sealed record ScenarioDeleted(PlanId PlanId, AgencyId AgencyId, string Name, PersonId? By, DateTimeOffset At) : ScenarioEvent(PlanId, AgencyId, Name, By, At);

/// <summary>What holds for scenarios, each rule a sentence.</summary>
public static class ScenarioRules
{
    public static readonly Rule AScenarioHasAName = new("scenario.without-name");
    public static readonly Rule ScenariosDifferInName = new("scenario.name-taken");
    public static readonly Rule AScenarioSupposesSomething = new("scenario.supposes-nothing");
    public static readonly Rule OnlyItsMakerOrTheCoordinatorChangesIt = new("scenario.not-the-maker");
}

/// <summary>The figures an indicator is supposed to reach: so many of so many.</summary>
public sealed record SupposedIndicator(Guid TaskId, decimal Numerator, decimal Denominator);

/// <summary>A supposition about a plan under a name (phương án giả định): what is supposed is kept, the score is reckoned whenever it is opened.</summary>
public sealed class Scenario : Aggregate
{
    private const int LongestName = 120;

    private Scenario()
    {
    }

    public required ScenarioId Id { get; init; }

    public required PlanId PlanId { get; init; }

    public string Name { get; private set; } = "";

    /// <summary>The tasks that are supposed to be completed.</summary>
    public List<Guid> Completed { get; private init; } = [];

    public IReadOnlyList<SupposedIndicator> Indicators { get; private init; } = [];

    /// <summary>The totals that came out when it was saved, in points.</summary>
    public required decimal Secured { get; init; }

    public required decimal Expected { get; init; }

    public required decimal Ceiling { get; init; }

    public required PersonId MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public static Scenario Of(
        PlanId plan,
        string? name,
        IEnumerable<Guid> completed,
        IEnumerable<SupposedIndicator> indicators,
        (decimal Secured, decimal Expected, decimal Ceiling) totals,
        Actor actor,
        DateTimeOffset now)
    {
        var scenario = new Scenario
        {
            Id = ScenarioId.New(),
            AgencyId = actor.AgencyId,
            PlanId = plan,
            Name = Named(name),
            Completed = [.. completed.Distinct()],
            Indicators = [.. indicators],
            Secured = totals.Secured,
            Expected = totals.Expected,
            Ceiling = totals.Ceiling,
            MadeBy = actor.PersonId,
            MadeAt = now,
        };
        if (scenario.Completed.Count == 0 && scenario.Indicators.Count == 0)
        {
            throw new RuleBrokenException(ScenarioRules.AScenarioSupposesSomething);
        }

        scenario.Raise(new ScenarioSaved(plan, actor.AgencyId, scenario.Name, actor.PersonId, now));
        return scenario;
    }

    public Ruling MayBeChangedBy(Actor actor) => actor.PersonId == MadeBy || actor.Is(Role.Coordinator)
        ? Ruling.Allow()
        : Ruling.Refuse(ScenarioRules.OnlyItsMakerOrTheCoordinatorChangesIt);

    public void Rename(string? name, Actor actor, DateTimeOffset now)
    {
        MayBeChangedBy(actor).Enforce();
        var former = Name;
        Name = Named(name);
        Raise(new ScenarioRenamed(PlanId, AgencyId, former, Name, actor.PersonId, now));
    }

    /// <summary>Says that it goes; whoever asks takes it out of the database.</summary>
    public void Delete(Actor actor, DateTimeOffset now)
    {
        MayBeChangedBy(actor).Enforce();
        Raise(new ScenarioDeleted(PlanId, AgencyId, Name, actor.PersonId, now));
    }

    private static string Named(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        return trimmed.Length is > 0 and <= LongestName ? trimmed : throw new RuleBrokenException(ScenarioRules.AScenarioHasAName.With(LongestName));
    }
}
