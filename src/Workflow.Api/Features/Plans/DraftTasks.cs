using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Plans;

/// <summary>The suggested tasks of a plan with the reasons for each suggestion, to be gone through before publishing.</summary>
[Requires(Permission.DraftPlan)]
public static class DraftTasks
{
    public sealed record Query(PlanId PlanId) : IRequest<IReadOnlyList<View>>;

    public sealed record View(TaskItem Task, IReadOnlyList<TaskReason> Reasons);

    internal sealed class Handler(WorkflowDbContext db, TaskReading reading, TaskReasons reasons) : IRequestHandler<Query, IReadOnlyList<View>>
    {
        public async Task<IReadOnlyList<View>> Handle(Query query, CancellationToken cancellationToken)
        {
            var tasks = await db.Tasks.AsNoTracking()
                .Where(task => task.PlanId == query.PlanId)
                .OrderBy(task => task.Number)
                .Take(500)
                .ToListAsync(cancellationToken);
            var items = await reading.ToItems(tasks, cancellationToken);
            var why = await reasons.Of(tasks, cancellationToken);
            return [.. tasks.Zip(items, (task, item) => new View(item, why[task.Id]))];
        }
    }
}
