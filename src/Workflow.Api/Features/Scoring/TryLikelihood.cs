using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>What another table of likelihoods would make of the plans in force. Nothing is saved.</summary>
[Requires(Permission.ReadPlans)]
public static class TryLikelihood
{
    private const int Most = 5;

    public sealed record Query(LikelihoodTable Table) : IRequest<IReadOnlyList<Effect>>;

    /// <param name="Expected">With the table in force, in points.</param>
    /// <param name="Supposed">With the table tried.</param>
    public sealed record Effect(Guid PlanId, int TargetYear, decimal Expected, decimal Supposed);

    internal sealed class Handler(WorkflowDbContext db, GroundsReading grounds, ProjectionReading reading) : IRequestHandler<Query, IReadOnlyList<Effect>>
    {
        public async Task<IReadOnlyList<Effect>> Handle(Query query, CancellationToken cancellationToken)
        {
            Ruling.From(query.Table.Faults()).Enforce();
            var plans = await db.Plans.AsNoTracking().Where(plan => plan.State == PlanState.Published).OrderByDescending(plan => plan.TargetYear).Take(Most).ToListAsync(cancellationToken);
            List<decimal> now = [];
            foreach (var plan in plans)
            {
                now.Add((await reading.Of(plan, cancellationToken)).View.Expected);
            }

            grounds.Suppose(query.Table);
            List<Effect> effects = [];
            foreach (var (plan, expected) in plans.Zip(now))
            {
                effects.Add(new Effect(plan.Id.Value, plan.TargetYear, expected, (await reading.Of(plan, cancellationToken)).View.Expected));
            }

            return effects;
        }
    }
}
