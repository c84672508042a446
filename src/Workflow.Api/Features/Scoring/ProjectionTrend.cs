using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Scoring;

/// <summary>The totals of a plan at the close of each day, the earliest first.</summary>
[Requires(Permission.ReadPlans)]
public static class ProjectionTrend
{
    private const int Most = 366;

    public sealed record Query(PlanId PlanId) : IRequest<IReadOnlyList<Day>>;

    /// <param name="SnapshotId">Of the snapshot that was taken when the day closed.</param>
    public sealed record Day(Guid SnapshotId, DateOnly On, decimal Secured, decimal Expected, decimal Ceiling, decimal? ProbabilityOfTarget);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Day>>
    {
        public async Task<IReadOnlyList<Day>> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            return await OfAsync(plan.Id, db, cancellationToken);
        }
    }

    internal static async Task<IReadOnlyList<Day>> OfAsync(PlanId planId, WorkflowDbContext db, CancellationToken cancellationToken)
    {
        var latest = await db.Snapshots.AsNoTracking()
            .Where(snapshot => snapshot.PlanId == planId)
            .OrderByDescending(snapshot => snapshot.OnDay)
            .Take(Most)
            .Select(snapshot => new Day(snapshot.Id, snapshot.OnDay, snapshot.Secured, snapshot.Expected, snapshot.Ceiling, snapshot.Probability))
            .ToListAsync(cancellationToken);
        latest.Reverse();
        return latest;
    }
}
