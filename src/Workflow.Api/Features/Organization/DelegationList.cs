using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>Whom a head has let stand in and whom the head could let, and in whose place an officer acts.</summary>
[Requires(Permission.KnowOneself)]
public static class DelegationList
{
    public sealed record Query : IRequest<View>;

    /// <param name="Officers">Who could stand in; empty for whoever heads nothing.</param>
    public sealed record View(bool MayDelegate, IReadOnlyList<OfficerRef> Officers, IReadOnlyList<Item> Given, IReadOnlyList<Item> Received);

    public sealed record OfficerRef(Guid Id, string Name);

    /// <param name="Holds">Today; neither over, nor to come, nor revoked.</param>
    /// <param name="MayRevoke">It has not ended yet.</param>
    public sealed record Item(Guid Id, string Head, string Officer, DateOnly FirstDay, DateOnly LastDay, DateTimeOffset? RevokedAt, bool Holds, bool MayRevoke);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var actor = user.Actor;
            var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
            var heads = actor.Is(Role.UnitHead) && actor.UnitId is not null;
            var officers = heads
                ? await db.People
                    .Where(person => person.Active && person.UnitId == actor.UnitId && person.Roles.Contains(Role.Officer))
                    .OrderBy(person => person.FullName)
                    .Select(person => new OfficerRef(person.Id.Value, person.FullName))
                    .ToListAsync(cancellationToken)
                : [];
            var own = await db.Delegations.AsNoTracking()
                .Where(delegation => delegation.HeadId == actor.PersonId || delegation.OfficerId == actor.PersonId)
                .OrderByDescending(delegation => delegation.FirstDay).ThenByDescending(delegation => delegation.GivenAt)
                .ToListAsync(cancellationToken);
            var named = own.SelectMany(delegation => new[] { delegation.HeadId, delegation.OfficerId }).Distinct().ToList();
            var names = await db.People.Where(person => named.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.FullName, cancellationToken);
            return new View(
                heads,
                officers,
                [.. own.Where(delegation => delegation.HeadId == actor.PersonId).Select(ToItem)],
                [.. own.Where(delegation => delegation.OfficerId == actor.PersonId).Select(ToItem)]);

            Item ToItem(Delegation delegation) => new(
                delegation.Id.Value, names[delegation.HeadId], names[delegation.OfficerId], delegation.FirstDay, delegation.LastDay, delegation.RevokedAt,
                delegation.Holds(today), delegation.RevokedAt is null && delegation.LastDay >= today);
        }
    }
}
