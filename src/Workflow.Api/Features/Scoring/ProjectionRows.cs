using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>The rows a projection is made of: every deduction with what comes back of it, and the share of each task in that.</summary>
[Requires(Permission.ReadPlans)]
public static class ProjectionRows
{
    public sealed record Query(PlanId PlanId) : IRequest<View>;

    public sealed record View(ProjectionDetails.View Projection, IReadOnlyList<Row> Rows);

    /// <param name="Ordinal">Of the deduction in the report.</param>
    public sealed record Row(
        int Ordinal, int Field, string? Criterion, string Reason, decimal Deducted, decimal Secured, decimal Expected, decimal Ceiling, IReadOnlyList<Share> Shares);

    /// <param name="Open">Points of the share that can come back at most.</param>
    /// <param name="Expected">What reported figures bring, and the rest of the open points by their likelihood.</param>
    /// <param name="Verified">What comes back is certain.</param>
    /// <param name="Forgone">Points that are known not to come back by this task.</param>
    /// <param name="Reported">Points that reported figures bring, which nobody has verified yet.</param>
    /// <param name="Next">How many more of the whole an indicator needs for the next tier or its target, in a sentence; null where nothing is lacking.</param>
    public sealed record Share(TaskItem Task, decimal Points, decimal Open, decimal Likelihood, decimal Expected, bool Verified, decimal Forgone, decimal Reported, string? Next)
    {
        /// <summary>Open points that no reported figure brings yet.</summary>
        public decimal Rest => Open - Reported;
    }

    internal sealed class Handler(WorkflowDbContext db, PlanFactsReading reading, ProjectionReading projections, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var facts = await reading.OfFirst(db.Plans.Where(plan => plan.Id == query.PlanId), cancellationToken) ?? throw new NotFoundException($"plan {query.PlanId}");
            var calendar = await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(clock.GetUtcNow());
            var next = (await projections.StakesNow(facts.Plan.Id, cancellationToken)).ToDictionary(stake => (stake.TaskId, stake.DeductionId), stake => stake.Next);
            var stakes = facts.Stakes.Select(stake => stake with { Next = next.GetValueOrDefault((stake.TaskId, stake.DeductionId)) }).ToList();
            var total = facts.Plan.TargetScore is null ? null : ProjectionReading.Distribution(stakes, facts.Analysis);
            var places = facts.Places;
            var tasks = facts.Tasks.ToDictionary(task => task.Id, task => TaskReading.Item(task, facts.Units, places, calendar, today, facts.Policies.For(task), facts.LikelihoodOf(task.Id)));
            var shares = stakes.ToLookup(stake => stake.DeductionId);
            return new View(
                ProjectionReading.Reckon(facts.Plan, facts.Analysis, today, stakes, total),
                [.. facts.Analysis.Standing.OrderBy(deduction => deduction.Ordinal).Select(deduction =>
                {
                    var own = shares[deduction.Id].ToList();
                    var won = CriterionProjection.Of(deduction.Points, [.. own.Select(stake => stake.Stake)]);
                    return new Row(
                        deduction.Ordinal, deduction.Field, deduction.Criterion, deduction.CriterionName ?? deduction.Reason, deduction.Points, won.Secured, won.Expected, won.Ceiling,
                        [.. own.Select(stake => new Share(
                            tasks[stake.TaskId], stake.Stake.Points, stake.Stake.Open, stake.Stake.Likelihood, Points.Round(stake.Stake.Expected), stake.Stake.Verified,
                            stake.Stake.Forgone, stake.Stake.Reported, stake.Next is { } lacking ? RuleWords.Of([lacking])[0] : null))]);
                })]);
        }
    }
}
