using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;

namespace Workflow.Api.Deadlines;

/// <summary>
/// Takes the snapshot of every plan in force for each day that is over. It is reckoned from the history of stakes, so it is the
/// same whenever it is taken; a day is taken once.
/// </summary>
internal sealed class CloseDays(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Plans in force that lack the snapshot of yesterday, each by the zone of its agency; the argument is now.</summary>
    public const string Due =
        """
        from plan join agency on agency.id = plan.agency_id
        where plan.state = 'Published'
          and (plan.published_at at time zone agency.zone)::date < ({0} at time zone agency.zone)::date
          and not exists (
            select from projection_snapshot
            where plan_id = plan.id and on_day >= ({0} at time zone agency.zone)::date - 1)
        """;

    /// <summary>Days of one plan in one go; the rest follow with the next sweep.</summary>
    private const int Batch = 40;

    /// <summary>How many snapshots were taken.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var plan in await OpenPlansAsync(cancellationToken))
        {
            taken += await CloseAsync(new AgencyId(plan.AgencyId), new PlanId(plan.Id), cancellationToken);
        }

        return taken;
    }

    private async Task<List<OpenPlan>> OpenPlansAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        return await db.Database.SqlQueryRaw<OpenPlan>($"select plan.id, plan.agency_id {Due}", clock.GetUtcNow()).ToListAsync(cancellationToken);
    }

    private async Task<int> CloseAsync(AgencyId agency, PlanId id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().WorkFor(agency);
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var reading = scope.ServiceProvider.GetRequiredService<ProjectionReading>();
        var calendar = await scope.ServiceProvider.GetRequiredService<Calendars>().OwnAsync(cancellationToken);
        var plan = await db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == id, cancellationToken);
        var last = await db.Snapshots.Where(snapshot => snapshot.PlanId == id).MaxAsync(snapshot => (DateOnly?)snapshot.OnDay, cancellationToken);
        var now = clock.GetUtcNow();
        var taken = 0;
        for (var day = last?.AddDays(1) ?? calendar.DayOf(plan.PublishedAt ?? now); day < calendar.DayOf(now) && taken < Batch; day = day.AddDays(1))
        {
            if (await reading.AsOf(plan, day, cancellationToken) is { } view)
            {
                taken += await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into projection_snapshot (id, agency_id, plan_id, on_day, secured, expected, ceiling, probability, taken_at)
                    values ({Guid.CreateVersion7()}, {agency.Value}, {id.Value}, {day}, {view.Secured}, {view.Expected}, {view.Ceiling}, {view.ProbabilityOfTarget}, {now})
                    on conflict (plan_id, on_day) do nothing
                    """,
                    cancellationToken);
            }
        }

        return taken;
    }

    private sealed record OpenPlan(Guid Id, Guid AgencyId);
}
