using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Reckons every plan for the day that has begun, each in one pass and one transaction, and first checks the rows of the day that
/// is over. A plan is followed to the end of the year after its own; whoever comes second finds the day begun.
/// </summary>
internal sealed partial class BeginDays(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BeginDays> log)
{
    /// <summary>Plans that are reckoned for a day that is over; the argument is now.</summary>
    public const string Due =
        """
        from reckoning
        join plan on plan.id = reckoning.plan_id
        join agency on agency.id = plan.agency_id
        cross join lateral (select ({0} at time zone agency.zone)::date as today) as today
        where reckoning.reckoned_on is null
           or (reckoning.reckoned_on < today.today and plan.target_year >= extract(year from today.today) - 1)
        """;

    /// <summary>How many plans were reckoned anew.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var plans = await PlansAsync(cancellationToken);
        foreach (var plan in plans)
        {
            await BeginAsync(plan, cancellationToken);
        }

        return plans.Count;
    }

    private async Task<List<PlanOfYesterday>> PlansAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        return await db.Database.SqlQueryRaw<PlanOfYesterday>($"select plan.id, plan.agency_id, today.today {Due}", now).ToListAsync(cancellationToken);
    }

    private async Task BeginAsync(PlanOfYesterday plan, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(new AgencyId(plan.AgencyId));
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var drifted = await scope.ServiceProvider.GetRequiredService<Projections>().BeginDay(new PlanId(plan.Id), plan.Today, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (drifted > 0)
        {
            Drifted(log, drifted.Value, plan.Id);
        }
    }

    [LoggerMessage(3010, LogLevel.Error, "{Rows} rows of the projection of plan {PlanId} differed from what working them out anew gives")]
    private static partial void Drifted(ILogger logger, int rows, Guid planId);

    private sealed record PlanOfYesterday(Guid Id, Guid AgencyId, DateOnly Today);
}
