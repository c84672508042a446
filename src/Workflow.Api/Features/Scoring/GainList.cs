using MediatR;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>What gains most: the open tasks of a plan by the points that doing them would add to what is expected; those without a lead first.</summary>
[Requires(Permission.ReadPlans)]
public static class GainList
{
    private const int Most = 500;

    public sealed record Query(PlanId PlanId) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Gain">Points that are not expected yet and would be secured.</param>
    /// <param name="PerDay">The gain for each working day that is left; null where none is.</param>
    public sealed record Item(TaskItem Task, decimal Gain, decimal? PerDay);

    internal sealed class Handler(WorkflowDbContext db, TaskReading reading) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            var open = db.Tasks
                .Where(task => task.PlanId == plan.Id && task.Points > 0 && task.State != RemediationTaskState.Completed && task.State != RemediationTaskState.Cancelled)
                .OrderByDescending(task => task.Points).ThenBy(task => task.Number)
                .Take(Most);
            var items = await reading.ToItems(open, cancellationToken);
            return
            [
                .. items.Select(task => new Item(task, GainOf(task), task.WorkingDaysLeft is > 0 and var days ? Points.Round(GainOf(task) / days) : null))
                    .OrderByDescending(item => item.Task.LeadUnit is null).ThenByDescending(item => item.Gain).ThenBy(item => item.Task.Number),
            ];
        }

        private static decimal GainOf(TaskItem task) => Points.Round(task.Points * (1 - task.Likelihood));
    }
}
