using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Deadlines;

/// <summary>The policy of a scope as it is in force, every scope that has one of its own, and the editions so far.</summary>
[Requires(Permission.KeepPolicies)]
public static class PolicyDetails
{
    public sealed record Query(PolicyScope Scope = default) : IRequest<View>;

    /// <param name="Own">Whether this scope has a policy of its own, or falls back on a wider one.</param>
    /// <param name="Scopes">Those that have a policy of their own at present.</param>
    /// <param name="Plans">The plans a policy can be said for.</param>
    public sealed record View(
        Guid? PlanId, TaskKind? Kind, DeadlinePolicy Policy, bool Own, int Edition, IReadOnlyList<EditionItem> Editions, IReadOnlyList<ScopeItem> Scopes,
        IReadOnlyList<PlanRef> Plans);

    /// <param name="Policy">Null withdrew the policy of this scope.</param>
    public sealed record EditionItem(int Number, DeadlinePolicy? Policy, string SavedBy, DateTimeOffset SavedAt);

    public sealed record ScopeItem(Guid? PlanId, int? PlanYear, TaskKind? Kind, int Edition);

    public sealed record PlanRef(Guid Id, int TargetYear);

    internal sealed class Handler(WorkflowDbContext db, Policies policies) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var plans = await db.Plans.OrderByDescending(plan => plan.TargetYear).Select(plan => new PlanRef(plan.Id.Value, plan.TargetYear)).ToListAsync(cancellationToken);
            if (query.Scope.PlanId is { } wanted && plans.TrueForAll(plan => plan.Id != wanted.Value))
            {
                throw new NotFoundException($"plan {wanted}");
            }

            var inForce = await policies.OwnAsync(cancellationToken);
            var all = await db.PolicyEditions.AsNoTracking()
                .Join(db.People, edition => edition.SavedBy, person => person.Id, (edition, person) => new { Edition = edition, person.FullName })
                .ToListAsync(cancellationToken);
            var editions = all
                .Where(row => row.Edition.Scope == query.Scope)
                .OrderByDescending(row => row.Edition.Number)
                .Select(row => new EditionItem(row.Edition.Number, row.Edition.Terms, row.FullName, row.Edition.SavedAt))
                .ToList();
            var years = plans.ToDictionary(plan => plan.Id, plan => plan.TargetYear);
            return new View(
                query.Scope.PlanId?.Value,
                query.Scope.Kind,
                inForce.In(query.Scope),
                inForce.Has(query.Scope),
                editions.Count,
                editions,
                [.. all.GroupBy(row => row.Edition.Scope)
                    .Where(scope => inForce.Has(scope.Key))
                    .OrderBy(scope => scope.Key.Narrowness)
                    .Select(scope => new ScopeItem(scope.Key.PlanId?.Value, scope.Key.PlanId is { } id ? years[id.Value] : null, scope.Key.Kind, scope.Count()))],
                plans);
        }
    }
}
