using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Plans;

/// <summary>A plan, its four official cells and its projected score.</summary>
[Requires(Permission.ReadPlans)]
public static class PlanDetails
{
    public sealed record Query(PlanId PlanId) : IRequest<PlanView>;

    internal sealed class Handler(WorkflowDbContext db, PlanReading reading) : IRequestHandler<Query, PlanView>
    {
        public async Task<PlanView> Handle(Query query, CancellationToken cancellationToken) =>
            (await reading.ToViews(db.Plans.Where(plan => plan.Id == query.PlanId), cancellationToken)).SingleOrDefault()
            ?? throw new NotFoundException($"plan {query.PlanId}");
    }
}
