using MediatR;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>The projection if tasks were completed and indicators moved. Nothing is saved.</summary>
[Requires(Permission.ReadPlans)]
public static class WhatIf
{
    /// <summary>A task named is none of the plan's, or is cancelled.</summary>
    public static readonly Rule TasksAreOfThePlan = new("what-if.no-such-task");

    /// <summary>So many of so many: neither negative, nor more than the whole.</summary>
    public static readonly Rule FiguresLieWithinTheWhole = new("what-if.figures-out-of-range");

    /// <param name="Start">Tasks that are supposed to be completed besides those named.</param>
    public sealed record Query(PlanId PlanId, IReadOnlyList<Guid> Completed, IReadOnlyList<Indicator> Indicators, Start? Start = null) : IRequest<ProjectionDetails.View>;

    /// <summary>From which tasks a supposition starts.</summary>
    public enum Start
    {
        /// <summary>Every open task is completed in time.</summary>
        AllOnTime,

        /// <summary>Only those a unit has taken on.</summary>
        OnlyAccepted,

        /// <summary>All but those that are overdue.</summary>
        WithoutOverdue,
    }

    public static bool Includes(this Start start, RemediationTaskState state, Timeliness timeliness) => start switch
    {
        Start.OnlyAccepted => state is RemediationTaskState.Accepted or RemediationTaskState.InProgress or RemediationTaskState.Submitted or RemediationTaskState.Returned or RemediationTaskState.Completed,
        Start.WithoutOverdue => timeliness is not Timeliness.Overdue,
        _ => true,
    };

    public sealed record Indicator(Guid TaskId, decimal Numerator, decimal Denominator);

    internal sealed class Handler(WorkflowDbContext db, ProjectionReading reading, TaskReading tasks) : IRequestHandler<Query, ProjectionDetails.View>
    {
        public async Task<ProjectionDetails.View> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            if (query.Indicators.Any(figure => figure.Numerator < 0 || figure.Denominator <= 0 || figure.Numerator > figure.Denominator))
            {
                throw new RuleBrokenException(FiguresLieWithinTheWhole);
            }

            var known = (await reading.StakesNow(plan.Id, cancellationToken)).Select(stake => stake.TaskId.Value).ToHashSet();
            if (query.Completed.Concat(query.Indicators.Select(figure => figure.TaskId)).Any(task => !known.Contains(task)))
            {
                throw new RuleBrokenException(TasksAreOfThePlan);
            }

            var completed = query.Completed.ToHashSet();
            if (query.Start is { } start)
            {
                var items = await tasks.ToItems(db.Tasks.Where(task => task.PlanId == plan.Id && task.State != RemediationTaskState.Cancelled && task.Points > 0), cancellationToken);
                completed.UnionWith(items.Where(task => start.Includes(task.State, task.Timeliness)).Select(task => task.Id));
            }

            var moved = query.Indicators.GroupBy(figure => figure.TaskId).ToDictionary(group => group.Key, group => group.Last());
            return await reading.Supposing(plan, Suppose, cancellationToken);

            Stake Suppose(TaskStake of) =>
                moved.TryGetValue(of.TaskId.Value, out var figures) ? Verified(of, of.PartWonBy(figures.Numerator, figures.Denominator))
                : completed.Contains(of.TaskId.Value) ? Verified(of, 1)
                : of.Stake;
        }

        private static Stake Verified(TaskStake of, decimal won) =>
            new(of.Stake.Points, 1, true, of.Stake.Points - Points.Round(of.Stake.Points * won));
    }
}
