using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>The coordinator makes a unit responsible until a day, in a draft plan or anew.</summary>
[Requires(Permission.AssignTask)]
public static class AssignTask
{
    public sealed record Command(
        RemediationTaskId TaskId,
        uint SeenVersion,
        UnitId? LeadUnitId,
        IReadOnlyCollection<UnitId> CoordinatingUnitIds,
        DateOnly? DueOn,
        DueKind DueKind = DueKind.OnOrBefore) : ICommand<TaskActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock, Calendars calendars) : IRequestHandler<Command, TaskActed>
    {
        public async Task<TaskActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var task = await db.LoadTaskAsync(command.TaskId, command.SeenVersion, cancellationToken);
            await CheckUnits(command, cancellationToken);
            DueDate? due = command.DueOn is { } on ? new DueDate(on, command.DueKind) : null;
            if (due is null && task.Kind is not TaskKind.Standing)
            {
                throw new RuleBrokenException(TaskRules.ATaskHasADeadline);
            }

            var calendar = await calendars.OwnAsync(cancellationToken);
            task.Assign(new Assignment(command.LeadUnitId, command.CoordinatingUnitIds, due), user.Actor, clock.GetUtcNow(), calendar);

            // Helpers are rows of their own: the task takes a new version with them, so that whoever saw the old one is told.
            db.Entry(task).Property(known => known.State).IsModified = true;
            await db.SaveChangesAsync(cancellationToken);
            return TaskActed.On(task);
        }

        private async Task CheckUnits(Command command, CancellationToken cancellationToken)
        {
            List<UnitId> named = [.. command.CoordinatingUnitIds.Append(command.LeadUnitId ?? default).Where(id => id != default).Distinct()];
            if (await db.Units.CountAsync(unit => named.Contains(unit.Id), cancellationToken) != named.Count)
            {
                throw new NotFoundException("unit");
            }
        }
    }
}
