using Workflow.Domain.Organization;

namespace Workflow.Domain.Scoring;

public sealed record LikelihoodSaid(LikelihoodEditionId EditionId, AgencyId AgencyId, int Edition, PersonId? By, DateTimeOffset At) : IDomainEvent;

/// <summary>A table of likelihoods as the coordinator said it. Said anew, it is a new edition; earlier ones stay as they were.</summary>
public sealed class LikelihoodEdition : Aggregate
{
    private LikelihoodEdition()
    {
    }

    public required LikelihoodEditionId Id { get; init; }

    /// <summary>Counts from 1; the latest is in force.</summary>
    public required int Edition { get; init; }

    public required LikelihoodTable Likelihoods { get; init; }

    public required PersonId SaidBy { get; init; }

    public required DateTimeOffset SaidAt { get; init; }

    /// <exception cref="RuleBrokenException">The table is at fault.</exception>
    public static LikelihoodEdition Say(LikelihoodTable table, int edition, Actor actor, DateTimeOffset now)
    {
        Ruling.From(table.Faults()).Enforce();
        var said = new LikelihoodEdition
        {
            Id = LikelihoodEditionId.New(),
            AgencyId = actor.AgencyId,
            Edition = edition,
            Likelihoods = table,
            SaidBy = actor.PersonId,
            SaidAt = now,
        };
        said.Raise(new LikelihoodSaid(said.Id, said.AgencyId, edition, actor.PersonId, now));
        return said;
    }
}
