using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Plans;

/// <summary>The agency's plans, the latest year first.</summary>
[Requires(Permission.ReadPlans)]
public static class PlanList
{
    public sealed record Query : IRequest<Page<PlanView>>;

    internal sealed class Handler(WorkflowDbContext db, PlanReading reading) : IRequestHandler<Query, Page<PlanView>>
    {
        public async Task<Page<PlanView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var plans = await reading.ToViews(db.Plans.OrderByDescending(plan => plan.TargetYear).ThenByDescending(plan => plan.Id).Take(50), cancellationToken);
            return new Page<PlanView>(plans, plans.Count, 1, 50);
        }
    }
}
