using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>What a unit has to do, in the order in which it has to be done.</summary>
[Requires(Permission.ReadTasks)]
public static class MyTasks
{
    public sealed record Query : IRequest<View>;

    /// <param name="ToAnswer">Assigned and neither accepted nor declined yet.</param>
    /// <param name="Helping">Open tasks of other units that this one helps with.</param>
    public sealed record View(
        UnitRef? Unit,
        IReadOnlyList<TaskItem> ToAnswer,
        IReadOnlyList<TaskItem> Overdue,
        IReadOnlyList<TaskItem> DueSoon,
        IReadOnlyList<TaskItem> InWork,
        IReadOnlyList<TaskItem> HandedIn,
        IReadOnlyList<TaskItem> Helping,
        IReadOnlyList<TaskItem> Done);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TaskReading reading) : IRequestHandler<Query, View>
    {
        private const int Most = 200;

        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            if (user.Actor.UnitId is not { } own)
            {
                return new View(null, [], [], [], [], [], [], []);
            }

            var units = await reading.UnitNames(cancellationToken);
            var items = await reading.ToItems(
                db.Tasks
                    .Where(task => task.State != RemediationTaskState.Draft && task.State != RemediationTaskState.Cancelled && task.State != RemediationTaskState.Declined)
                    .Where(task => task.LeadUnitId == own || (task.State != RemediationTaskState.Completed && task.CoordinatingUnits.Any(unit => unit.UnitId == own)))
                    .OrderBy(task => task.State == RemediationTaskState.Completed).ThenBy(task => task.LastGoodDay).ThenBy(task => task.Number)
                    .Take(Most),
                cancellationToken);
            var led = items.Where(task => task.LeadUnit?.Id == own.Value).ToList();
            var inWork = led.Where(task => task.State is RemediationTaskState.Accepted or RemediationTaskState.InProgress or RemediationTaskState.Returned or RemediationTaskState.Suspended).ToList();
            return new View(
                TaskReading.Ref(own, units),
                [.. led.Where(task => task.State is RemediationTaskState.Assigned)],
                [.. inWork.Where(task => task.Timeliness is Timeliness.Overdue)],
                [.. inWork.Where(task => task.Timeliness is Timeliness.DueSoon)],
                [.. inWork.Where(task => task.Timeliness is not (Timeliness.Overdue or Timeliness.DueSoon))],
                [.. led.Where(task => task.State is RemediationTaskState.Submitted)],
                [.. items.Where(task => task.LeadUnit?.Id != own.Value)],
                [.. led.Where(task => task.State is RemediationTaskState.Completed)]);
        }
    }
}
