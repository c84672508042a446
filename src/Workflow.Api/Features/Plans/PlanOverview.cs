using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>What the chairman has to know on one page: where the score stands, what is late, what needs a decision.</summary>
[Requires(Permission.ReadPlans)]
public static class PlanOverview
{
    /// <param name="PlanId">Null takes the published plan of the latest year.</param>
    public sealed record Query(PlanId? PlanId = null) : IRequest<View?>;

    /// <param name="Unanswered">Assignments whose time to answer has passed.</param>
    /// <param name="Declined">Sent back by their units and waiting for the coordinator.</param>
    /// <param name="AskingForTime">Their units asked for another day, and nobody has decided.</param>
    public sealed record View(
        PlanView Plan,
        ProjectionDetails.View Projection,
        IReadOnlyList<UnitCells> Units,
        IReadOnlyList<TaskItem> Overdue,
        int OverdueTotal,
        IReadOnlyList<TaskItem> Unanswered,
        IReadOnlyList<TaskItem> Declined,
        IReadOnlyList<TaskItem> AwaitingVerification,
        IReadOnlyList<TaskItem> AskingForTime);

    internal sealed class Handler(WorkflowDbContext db, PlanReading plans, TaskReading reading, ProjectionReading projections, Calendars calendars, Policies policies, TimeProvider clock)
        : IRequestHandler<Query, View?>
    {
        private const int Shown = 10;

        public async Task<View?> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.Plans.AsNoTracking()
                .Where(plan => query.PlanId == null ? plan.State == PlanState.Published : plan.Id == query.PlanId)
                .OrderByDescending(plan => plan.TargetYear).ThenByDescending(plan => plan.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (plan is null)
            {
                return null;
            }

            var calendar = await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(clock.GetUtcNow());
            var units = await plans.CellsByUnit(plan.Id, cancellationToken);
            var projection = await projections.Of(plan, cancellationToken);
            var items = await reading.ToItems(Notable(plan.Id, today, calendar, (await policies.OwnAsync(cancellationToken)).General), cancellationToken);
            var view = new PlanView(
                plan.Id.Value, plan.Version, plan.AnalysisId.Value, projection.Agency, plan.BaseYear, plan.TargetYear, plan.State, plan.TargetScore, plan.PublishedAt,
                units.Aggregate(FourCells.None, (sum, unit) => sum + unit.Cells),
                new Score(projection.View.Base, projection.View.Secured, projection.View.Expected, projection.View.Ceiling));
            return new View(
                view,
                projection.View,
                units,
                [.. items.Where(task => task.Timeliness is Timeliness.Overdue).OrderByDescending(task => task.Points).ThenBy(task => task.DueOn).Take(Shown)],
                view.Cells.OpenOverdue,
                [.. items.Where(task => task.State is RemediationTaskState.Assigned).Take(Shown)],
                [.. items.Where(task => task.State is RemediationTaskState.Declined).Take(Shown)],
                [.. items.Where(task => task.State is RemediationTaskState.Submitted).Take(Shown)],
                await reading.ToItems(
                    db.Tasks.Where(task => task.PlanId == plan.Id && task.PendingExtensionId != null).OrderBy(task => task.LastGoodDay).ThenBy(task => task.Number).Take(Shown),
                    cancellationToken));
        }

        /// <summary>Overdue, declined, handed in, or unanswered beyond the time to answer; the worst first, and not more than a page shows.</summary>
        private IQueryable<RemediationTask> Notable(PlanId planId, DateOnly today, WorkCalendar calendar, DeadlinePolicy policy)
        {
            // Assigned on or before this day means that the time to answer has passed.
            var unansweredSince = calendar.EndOf(calendar.AddWorkingDays(today, -policy.AcceptanceWindow - 1));
            var open = db.Tasks.Where(task => task.PlanId == planId);
            return open.Where(task => task.State == RemediationTaskState.Declined).OrderBy(task => task.Number).Take(Shown)
                .Union(open.Where(task => task.State == RemediationTaskState.Submitted).OrderBy(task => task.SubmittedAt).Take(Shown))
                .Union(open.Where(task => task.State == RemediationTaskState.Assigned && task.AssignedAt < unansweredSince).OrderBy(task => task.AssignedAt).Take(Shown))
                .Union(open.Where(TaskFilters.Is(Timeliness.Overdue, today, calendar, policy))
                    .Where(task => task.State != RemediationTaskState.Cancelled)
                    .OrderBy(task => task.LastGoodDay).ThenByDescending(task => task.Points).Take(Shown));
        }
    }
}
