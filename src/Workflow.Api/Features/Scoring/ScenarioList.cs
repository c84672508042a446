using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>The scenarios of a plan, the latest first.</summary>
[Requires(Permission.ReadPlans)]
public static class ScenarioList
{
    private const int Most = 200;

    public sealed record Query(PlanId PlanId) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Secured">When it was saved, as the other two; opening it reckons anew.</param>
    /// <param name="Changeable">Whoever asks may rename and delete it.</param>
    public sealed record Item(
        Guid Id,
        uint Version,
        string Name,
        IReadOnlyList<Guid> Completed,
        IReadOnlyList<SupposedIndicator> Indicators,
        decimal Secured,
        decimal Expected,
        decimal Ceiling,
        string MadeBy,
        DateTimeOffset MadeAt,
        bool Changeable);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            var rows = await db.Scenarios.AsNoTracking()
                .Where(scenario => scenario.PlanId == plan.Id)
                .OrderByDescending(scenario => scenario.MadeAt).ThenBy(scenario => scenario.Name)
                .Take(Most)
                .Join(db.People, scenario => scenario.MadeBy, person => person.Id, (scenario, person) => new { Scenario = scenario, person.FullName })
                .ToListAsync(cancellationToken);
            return [.. rows.Select(row => Show(row.Scenario, row.FullName, user.Actor))];
        }
    }

    internal static Item Show(Scenario scenario, string maker, Domain.Organization.Actor actor) => new(
        scenario.Id.Value, scenario.Version, scenario.Name, scenario.Completed, scenario.Indicators, scenario.Secured, scenario.Expected, scenario.Ceiling,
        maker, scenario.MadeAt, scenario.MayBeChangedBy(actor).Allowed);
}
