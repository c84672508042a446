using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Scoring;

/// <summary>For which day each plan is reckoned, and whether its rows were what working them all out anew gave, the latest plan first.</summary>
[Requires(Permission.ReadPlans)]
public static class ReckoningList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    /// <param name="Drifted">Rows that differed when they were last checked; 0 is as it should be, null while nothing was checked.</param>
    public sealed record Item(Guid PlanId, int TargetYear, DateOnly? ReckonedOn, DateTimeOffset? CheckedAt, int? Drifted);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Reckonings
                .Join(db.Plans.Where(plan => plan.State == PlanState.Published), row => row.PlanId, plan => plan.Id, (row, plan) => new { row, plan.TargetYear })
                .OrderByDescending(one => one.TargetYear)
                .Select(one => new Item(one.row.PlanId.Value, one.TargetYear, one.row.ReckonedOn, one.row.CheckedAt, one.row.Drifted))
                .ToListAsync(cancellationToken);
    }
}
