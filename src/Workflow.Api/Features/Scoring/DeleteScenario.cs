using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Takes a scenario away; the plan's history keeps that it was there.</summary>
[Requires(Permission.SaveScenario)]
public static class DeleteScenario
{
    public sealed record Command(ScenarioId ScenarioId, uint? SeenVersion = null) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var scenario = await db.LoadScenarioAsync(command.ScenarioId, command.SeenVersion, cancellationToken);
            scenario.Delete(user.Actor, clock.GetUtcNow());
            db.Scenarios.Remove(scenario);
            await db.SaveChangesAsync(cancellationToken);
            return scenario.PlanId.Value;
        }
    }
}
