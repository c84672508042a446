using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>What moved the projection between the close of two days, by task, the largest first.</summary>
[Requires(Permission.ReadPlans)]
public static class ProjectionChanges
{
    /// <summary>The first day lies before the second.</summary>
    public static readonly Rule DaysAreInOrder = new("projection.days-out-of-order");

    public sealed record Query(PlanId PlanId, DateOnly From, DateOnly To) : IRequest<View>;

    public sealed record View(DateOnly From, DateOnly To, decimal Secured, decimal Expected, decimal Ceiling, IReadOnlyList<Item> Items);

    /// <param name="Secured">Points more, or fewer, that are secured by the task.</param>
    /// <param name="Because">The kind of the last event that changed them.</param>
    public sealed record Item(Guid TaskId, int Number, string Title, decimal Secured, decimal Expected, decimal Ceiling, string Because, DateTimeOffset At);

    internal sealed class Handler(WorkflowDbContext db, ProjectionReading reading, Calendars calendars) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            if (query.From >= query.To)
            {
                throw new RuleBrokenException(DaysAreInOrder);
            }

            var before = Parts(await reading.StakesAsOf(plan.Id, query.From, cancellationToken));
            var after = Parts(await reading.StakesAsOf(plan.Id, query.To, cancellationToken));
            var calendar = await calendars.OwnAsync(cancellationToken);
            var (start, end) = (calendar.EndOf(query.From), calendar.EndOf(query.To));
            var causes = await db.Stakes.AsNoTracking()
                .Where(stake => stake.PlanId == plan.Id && stake.ChangedAt >= start && stake.ChangedAt < end)
                .Join(db.Tasks, stake => stake.TaskId, task => task.Id, (stake, task) => new { Stake = stake.Id, task.Id, task.Number, task.Title, stake.Because, stake.ChangedAt })
                .ToListAsync(cancellationToken);
            var items = causes
                .GroupBy(cause => cause.Id)
                .Select(group => (Last: group.MaxBy(cause => cause.Stake)!, Was: before.GetValueOrDefault(group.Key), Is: after.GetValueOrDefault(group.Key)))
                .Select(task => new Item(
                    task.Last.Id.Value, task.Last.Number, task.Last.Title,
                    task.Is.Secured - task.Was.Secured, task.Is.Expected - task.Was.Expected, task.Is.Ceiling - task.Was.Ceiling,
                    task.Last.Because, task.Last.ChangedAt))
                .Where(item => item.Secured != 0 || item.Expected != 0 || item.Ceiling != 0)
                .OrderByDescending(item => Math.Abs(item.Expected)).ThenBy(item => item.Number)
                .ToList();
            return new View(query.From, query.To, items.Sum(item => item.Secured), items.Sum(item => item.Expected), items.Sum(item => item.Ceiling), items);
        }

        /// <summary>What each task brings by itself: the parts whose sum a deduction is capped at.</summary>
        private static Dictionary<Domain.Tasks.RemediationTaskId, CriterionProjection> Parts(IReadOnlyList<TaskStake> stakes) => stakes
            .GroupBy(stake => stake.TaskId)
            .ToDictionary(group => group.Key, group => new CriterionProjection(
                group.Where(stake => stake.Stake.Verified).Sum(stake => stake.Stake.Open),
                Points.Round(group.Sum(stake => stake.Stake.Expected)),
                group.Sum(stake => stake.Stake.Open)));
    }
}
