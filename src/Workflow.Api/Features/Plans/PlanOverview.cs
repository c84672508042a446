using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>
/// What the chairman has to know on one page: where the score stands, how it came there, what is late, what needs a decision.
/// The plan is read whole once, and everything is reckoned from that.
/// </summary>
[Requires(Permission.ReadPlans)]
public static class PlanOverview
{
    /// <param name="PlanId">Null takes the published plan of the latest year.</param>
    public sealed record Query(PlanId? PlanId = null) : IRequest<View?>;

    /// <param name="Spread">How likely each total is.</param>
    /// <param name="Trend">The totals at the close of each day, the earliest first.</param>
    /// <param name="Frozen">The plan as it was published: the score after each day on which something was due.</param>
    /// <param name="Movers">The tasks that moved the projection most in the last week.</param>
    /// <param name="Seen">The newest stake that is counted in; what comes after it is news.</param>
    /// <param name="Unanswered">Assignments whose time to answer has passed.</param>
    /// <param name="Declined">Sent back by their units and waiting for the coordinator.</param>
    /// <param name="AskingForTime">Their units asked for another day, and nobody has decided.</param>
    public sealed record View(
        PlanView Plan,
        ProjectionDetails.View Projection,
        ProjectionSpread.View Spread,
        IReadOnlyList<ProjectionTrend.Day> Trend,
        IReadOnlyList<Promised> Frozen,
        IReadOnlyList<ProjectionChanges.Item> Movers,
        long Seen,
        IReadOnlyList<UnitCells> Units,
        IReadOnlyList<TaskItem> Overdue,
        int OverdueTotal,
        IReadOnlyList<TaskItem> Unanswered,
        IReadOnlyList<TaskItem> Declined,
        IReadOnlyList<TaskItem> AwaitingVerification,
        IReadOnlyList<TaskItem> AskingForTime);

    /// <summary>What the plan as published promised for the end of a day.</summary>
    public sealed record Promised(DateOnly On, decimal Score);

    internal sealed class Handler(
        WorkflowDbContext db, PlanFactsReading reading, Calendars calendars, TimeProvider clock)
        : IRequestHandler<Query, View?>
    {
        private const int Shown = 10;
        private const int Week = 7;

        public async Task<View?> Handle(Query query, CancellationToken cancellationToken)
        {
            var plans = db.Plans
                .Where(plan => query.PlanId == null ? plan.State == PlanState.Published : plan.Id == query.PlanId)
                .OrderByDescending(plan => plan.TargetYear).ThenByDescending(plan => plan.Id);
            var calendar = await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(clock.GetUtcNow());
            var (weekAgo, tonight) = (calendar.EndOf(today.AddDays(-Week)), calendar.EndOf(today));
            if (await reading.OfFirst(plans, weekAgo, cancellationToken) is not { } facts)
            {
                return null;
            }

            var plan = facts.Plan;
            var recent = facts.History;
            var trend = await ProjectionTrend.OfAsync(plan.Id, db, cancellationToken);

            var stakes = facts.Stakes;
            var total = ProjectionReading.Distribution(stakes, facts.Analysis);
            var projection = ProjectionReading.Reckon(plan, facts.Analysis, today, stakes, total, ProjectionReading.SurveyOf(facts.Analysis.Reading));
            var units = PlanTotals.CellsByUnit(facts, today);
            var places = facts.Places;
            var items = facts.Tasks
                .Where(task => task.State is not RemediationTaskState.Cancelled)
                .Where(task => task.LastGoodDay < today || task.State is RemediationTaskState.Declined or RemediationTaskState.Submitted || task.PendingExtensionId is not null || IsUnanswered(task, today, calendar, facts.Policies))
                .Select(task => (Task: task, Item: TaskReading.Item(task, facts.Units, places, calendar, today, facts.Policies.For(task), facts.LikelihoodOf(task.Id))))
                .ToList();
            var view = new PlanView(
                plan.Id.Value, plan.Version, plan.AnalysisId.Value, await calendars.AgencyNameAsync(cancellationToken), plan.BaseYear, plan.TargetYear, plan.State, plan.TargetScore,
                plan.PublishedAt,
                units.Aggregate(FourCells.None, (sum, unit) => sum + unit.Cells),
                new Score(projection.Base, projection.Secured, projection.Expected, projection.Ceiling))
            { FieldTargets = plan.FieldTargets };
            return new View(
                view,
                projection,
                ProjectionSpread.Of(plan, total),
                trend,
                [.. facts.Frozen().Select(step => new Promised(step.On, step.Score))],
                ProjectionChanges.Items(recent, weekAgo, tonight, facts.Tasks),
                recent.Count == 0 ? 0 : recent[^1].Id,
                units,
                [.. items.Select(item => item.Item).Where(task => task.Timeliness is Timeliness.Overdue).OrderByDescending(task => task.Points).ThenBy(task => task.DueOn).Take(Shown)],
                view.Cells.OpenOverdue,
                [.. items.Where(item => IsUnanswered(item.Task, today, calendar, facts.Policies)).OrderBy(item => item.Task.AssignedAt).Select(item => item.Item).Take(Shown)],
                [.. items.Select(item => item.Item).Where(task => task.State is RemediationTaskState.Declined).Take(Shown)],
                [.. items.Where(item => item.Task.State is RemediationTaskState.Submitted).OrderBy(item => item.Task.SubmittedAt).Select(item => item.Item).Take(Shown)],
                [.. items.Where(item => item.Task.PendingExtensionId is not null).OrderBy(item => item.Task.LastGoodDay).Select(item => item.Item).Take(Shown)]);
        }

        /// <summary>Assigned so long ago that the time to answer has passed.</summary>
        private static bool IsUnanswered(RemediationTask task, DateOnly today, WorkCalendar calendar, PoliciesInForce policies) =>
            task.State is RemediationTaskState.Assigned
            && task.AssignedAt < calendar.EndOf(calendar.AddWorkingDays(today, -policies.For(task).AcceptanceWindow - 1));
    }
}
