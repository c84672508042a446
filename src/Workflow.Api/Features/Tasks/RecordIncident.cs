using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator records that what was not to happen again has happened; its points are gone at once.</summary>
[Requires(Permission.DecideTask)]
public static class RecordIncident
{
    public sealed record Command(RemediationTaskId TaskId, uint SeenVersion, DateOnly On, string Note) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            var year = await db.Plans.Where(plan => plan.Id == task.PlanId).Select(plan => plan.TargetYear).SingleAsync(cancellationToken);
            var calendar = await calendars.OwnAsync(cancellationToken);
            db.Incidents.Add(task.RecordIncident(command.On, command.Note, year, user.Actor, clock.GetUtcNow(), calendar));
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }
    }
}
