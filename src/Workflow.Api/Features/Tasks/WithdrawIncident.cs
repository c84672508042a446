using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator withdraws an incident, saying why; its points are open again.</summary>
[Requires(Permission.DecideTask)]
public static class WithdrawIncident
{
    public sealed record Command(RemediationTaskId TaskId, IncidentId IncidentId, uint SeenVersion, string Reason) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var incident = await db.Incidents.SingleOrDefaultAsync(incident => incident.Id == command.IncidentId && incident.TaskId == task.Id, cancellationToken)
                ?? throw new NotFoundException($"incident {command.IncidentId}");
            task.Withdraw(incident, command.Reason, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
