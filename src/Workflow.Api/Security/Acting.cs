using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Security;

/// <summary>Who acts, and in whose place: a head's officer may stand in for some days. Looked up when somebody acts, never remembered.</summary>
internal sealed class Acting(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock)
{
    /// <summary>The signed-in person, with the head in whose place they act today where there is one.</summary>
    public async Task<Actor> ActorAsync(CancellationToken cancellationToken)
    {
        var actor = user.Actor;
        if (!actor.Is(Role.Officer) || actor.UnitId is null)
        {
            return actor;
        }

        var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
        var heads = await Holding(today)
            .Where(delegation => delegation.OfficerId == actor.PersonId && delegation.UnitId == actor.UnitId)
            .Join(db.People.Where(head => head.Active && head.UnitId == actor.UnitId && head.Roles.Contains(Role.UnitHead)), delegation => delegation.HeadId, head => head.Id, (_, head) => head.Id)
            .Take(1)
            .ToListAsync(cancellationToken);
        return heads is [var head] ? actor with { Delegator = head } : actor;
    }

    /// <summary>What a head alone may do, whoever stands in for one may do too; but not let others stand in. Whoever has left stands in for nobody.</summary>
    public async Task<bool> StandsInForAsync(Permission permission, CancellationToken cancellationToken) =>
        user.Person is not null && permission is not Permission.Delegate && Permissions.HeldBy(permission).Contains(Role.UnitHead)
        && (await ActorAsync(cancellationToken)).Delegator is not null;

    /// <summary>Who answers for a unit now: its heads, and who stands in for them.</summary>
    public async Task<IReadOnlyList<Person>> VoicesOfAsync(UnitId? unit, CancellationToken cancellationToken) =>
        unit is { } known ? await VoicesOfAsync([known], cancellationToken) : [];

    /// <summary>The same for many units.</summary>
    public async Task<IReadOnlyList<Person>> VoicesOfAsync(IReadOnlyCollection<UnitId> units, CancellationToken cancellationToken)
    {
        var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
        var holding = Holding(today);
        return await db.People
            .Where(person => person.Active && person.UnitId != null && units.Contains(person.UnitId!.Value)
                && (person.Roles.Contains(Role.UnitHead) || holding.Any(delegation => delegation.OfficerId == person.Id && delegation.UnitId == person.UnitId)))
            .OrderBy(person => person.FullName)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Delegation> Holding(DateOnly today) =>
        db.Delegations.Where(delegation => delegation.RevokedAt == null && delegation.FirstDay <= today && today <= delegation.LastDay);
}
