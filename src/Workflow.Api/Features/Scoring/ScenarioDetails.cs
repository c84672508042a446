using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>A scenario reckoned anew, with what has changed since it was saved.</summary>
[Requires(Permission.ReadPlans)]
public static class ScenarioDetails
{
    public sealed record Query(ScenarioId ScenarioId) : IRequest<View>;

    /// <param name="Projection">As it would stand now.</param>
    /// <param name="Changed">Tasks of the plan whose stake has changed since, whether they are supposed or not.</param>
    /// <param name="Gone">Supposed tasks that are cancelled by now: they no longer count.</param>
    public sealed record View(
        Guid PlanId, ScenarioList.Item Scenario, ProjectionDetails.View Projection, IReadOnlyList<TaskRef> Changed, IReadOnlyList<TaskRef> Gone);

    public sealed record TaskRef(Guid Id, int Number, string Title);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, IMediator mediator) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var scenario = await db.LoadScenarioAsync(query.ScenarioId, seenVersion: null, cancellationToken);
            var maker = await db.People.Where(person => person.Id == scenario.MadeBy).Select(person => person.FullName).SingleAsync(cancellationToken);
            var supposed = scenario.Completed.Concat(scenario.Indicators.Select(figure => figure.TaskId)).ToHashSet();
            var tasks = await db.Tasks.AsNoTracking()
                .Where(task => task.PlanId == scenario.PlanId)
                .OrderBy(task => task.Number)
                .Select(task => new
                {
                    Ref = new TaskRef(task.Id.Value, task.Number, task.Title),
                    Cancelled = task.State == Domain.Tasks.RemediationTaskState.Cancelled,
                    Changed = db.Stakes.Any(stake => stake.TaskId == task.Id && stake.ChangedAt > scenario.MadeAt),
                })
                .ToListAsync(cancellationToken);
            var counted = tasks.Where(task => !task.Cancelled).Select(task => task.Ref.Id).ToHashSet();
            var projection = await mediator.Send(
                new WhatIf.Query(
                    scenario.PlanId,
                    [.. scenario.Completed.Where(counted.Contains)],
                    [.. scenario.Indicators.Where(figure => counted.Contains(figure.TaskId)).Select(figure => new WhatIf.Indicator(figure.TaskId, figure.Numerator, figure.Denominator))]),
                cancellationToken);
            return new View(
                scenario.PlanId.Value,
                ScenarioList.Show(scenario, maker, user.Actor),
                projection,
                [.. tasks.Where(task => task.Changed).Select(task => task.Ref)],
                [.. tasks.Where(task => task.Cancelled && supposed.Contains(task.Ref.Id)).Select(task => task.Ref)]);
        }
    }
}
