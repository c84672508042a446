using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// What gains most: the open tasks of a plan by the points that doing them would add to what is expected; those without a lead
/// first, and before them the deductions that no task answers.
/// </summary>
[Requires(Permission.ReadPlans)]
public static class GainList
{
    private const int Most = 500;

    public sealed record Query(PlanId PlanId) : IRequest<View>;

    /// <param name="Unanswered">Deductions for which nobody does anything: no task has a share in them.</param>
    public sealed record View(IReadOnlyList<Unanswered> Unanswered, IReadOnlyList<Item> Items);

    public sealed record Unanswered(int Ordinal, int Field, string? Criterion, string Reason, decimal Points);

    /// <param name="Open">Points that can come back at most.</param>
    /// <param name="Gain">Points that are not expected yet and would be secured.</param>
    /// <param name="PerEffort">The gain for the work that is left, a whole task being 1; null where nothing is left to do.</param>
    /// <param name="PerDay">The gain for each working day that is left; null where none is.</param>
    public sealed record Item(TaskItem Task, decimal Open, decimal Gain, decimal? PerEffort, decimal? PerDay);

    internal sealed class Handler(WorkflowDbContext db, PlanFactsReading reading, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var facts = await reading.OfFirst(db.Plans.Where(plan => plan.Id == query.PlanId), cancellationToken) ?? throw new NotFoundException($"plan {query.PlanId}");
            var calendar = await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(clock.GetUtcNow());
            return new View([.. Unclaimed(facts)], Ranked(facts, calendar, today));
        }

        private static IEnumerable<Unanswered> Unclaimed(PlanFacts facts)
        {
            var claimed = facts.Stakes.Where(stake => stake.Stake.Points > 0).Select(stake => stake.DeductionId).ToHashSet();
            return facts.Analysis.Standing
                .Where(deduction => !claimed.Contains(deduction.Id))
                .OrderByDescending(deduction => deduction.Points).ThenBy(deduction => deduction.Ordinal)
                .Select(deduction => new Unanswered(deduction.Ordinal, deduction.Field, deduction.Criterion, deduction.Reason, deduction.Points));
        }
    }

    internal static IReadOnlyList<Item> Ranked(PlanFacts facts, WorkCalendar calendar, DateOnly today)
    {
        var places = facts.Places;
        var stakes = facts.Stakes.ToLookup(stake => stake.TaskId);
        return
        [
            .. facts.Tasks
                .Where(task => task.Points > 0 && task.State is not (RemediationTaskState.Completed or RemediationTaskState.Cancelled))
                .Select(task => ItemOf(
                    TaskReading.Item(task, facts.Units, places, calendar, today, facts.Policies.For(task), facts.LikelihoodOf(task.Id)), [.. stakes[task.Id].Select(stake => stake.Stake)]))
                .OrderByDescending(item => item.Task.LeadUnit is null).ThenByDescending(item => item.Gain).ThenBy(item => item.Task.Number)
                .Take(Most),
        ];
    }

    private static Item ItemOf(TaskItem task, IReadOnlyCollection<Stake> stakes) => ItemOf(task, stakes.Sum(stake => stake.Open), Gains.Of(stakes));

    private static Item ItemOf(TaskItem task, decimal open, decimal gain) => new(
        task, open, gain, Gains.PerEffort(gain, Likelihood.Progress(task.Kind, task.Percent, task.Numerator, task.Denominator, task.Target)), Gains.PerDay(gain, task.WorkingDaysLeft));
}
