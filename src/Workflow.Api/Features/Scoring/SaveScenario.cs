using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Keeps a supposition under a name, so that it can be opened again and talked about.</summary>
[Requires(Permission.SaveScenario)]
public static class SaveScenario
{
    public sealed record Command(PlanId PlanId, string? Name, IReadOnlyList<Guid> Completed, IReadOnlyList<WhatIf.Indicator> Indicators) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock, IMediator mediator) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var supposed = await mediator.Send(new WhatIf.Query(command.PlanId, command.Completed, command.Indicators), cancellationToken);
            var scenario = Scenario.Of(
                command.PlanId,
                command.Name,
                command.Completed,
                command.Indicators.Select(figure => new SupposedIndicator(figure.TaskId, figure.Numerator, figure.Denominator)),
                (supposed.Secured, supposed.Expected, supposed.Ceiling),
                user.Actor,
                clock.GetUtcNow());
            await db.RefuseNameTakenAsync(scenario, cancellationToken);
            db.Scenarios.Add(scenario);
            await db.SaveChangesAsync(cancellationToken);
            return scenario.Id.Value;
        }
    }

    /// <exception cref="RuleBrokenException">Another scenario of the plan has the name.</exception>
    internal static async Task RefuseNameTakenAsync(this WorkflowDbContext db, Scenario scenario, CancellationToken cancellationToken)
    {
        if (await db.Scenarios.AnyAsync(other => other.PlanId == scenario.PlanId && other.Id != scenario.Id && other.Name == scenario.Name, cancellationToken))
        {
            throw new RuleBrokenException(ScenarioRules.ScenariosDifferInName.With(scenario.Name));
        }
    }
}
