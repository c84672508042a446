using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Gives a scenario another name.</summary>
[Requires(Permission.SaveScenario)]
public static class RenameScenario
{
    public sealed record Command(ScenarioId ScenarioId, string? Name, uint? SeenVersion = null) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var scenario = await db.LoadScenarioAsync(command.ScenarioId, command.SeenVersion, cancellationToken);
            scenario.Rename(command.Name, user.Actor, clock.GetUtcNow());
            await db.RefuseNameTakenAsync(scenario, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return scenario.Id.Value;
        }
    }
}
