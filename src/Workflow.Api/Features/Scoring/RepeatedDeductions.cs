using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>Criteria that cost points again although the plan of that year meant to win them back: each with the old deduction and its tasks.</summary>
[Requires(Permission.ReadPlans)]
public static class RepeatedDeductions
{
    public sealed record Query(AnalysisId AnalysisId) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Ordinal">Of the new deduction in its report.</param>
    public sealed record Item(int Ordinal, int Field, string Criterion, decimal Points, string Reason, Former Before);

    /// <summary>The deduction of the year before.</summary>
    public sealed record Former(Guid PlanId, Guid AnalysisId, int Year, int Ordinal, decimal Points, string Reason, IReadOnlyList<FormerTask> Tasks);

    public sealed record FormerTask(Guid Id, int Number, string Title, RemediationTaskState State);

    internal sealed class Handler(WorkflowDbContext db, PlanFactsReading reading) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(query.AnalysisId, seenVersion: null, cancellationToken);
            var plans = db.Plans
                .Where(plan => plan.TargetYear == analysis.BaseYear && plan.State == PlanState.Published)
                .OrderByDescending(plan => plan.Id);
            if (await reading.OfFirst(plans, cancellationToken) is not { } before)
            {
                return [];
            }

            var former = before.Analysis.Standing.Where(deduction => deduction.Criterion is not null).OrderBy(deduction => deduction.Ordinal).ToLookup(deduction => deduction.Criterion!);
            return
            [
                .. from deduction in analysis.Standing
                   where deduction.Criterion is not null
                   orderby deduction.Ordinal
                   from old in former[deduction.Criterion!].Take(1)
                   select new Item(deduction.Ordinal, deduction.Field, deduction.Criterion!, deduction.Points, deduction.Reason, Show(old, before)),
            ];
        }

        private static Former Show(Deduction old, PlanFacts before) => new(
            before.Plan.Id.Value,
            before.Analysis.Id.Value,
            before.Plan.BaseYear,
            old.Ordinal,
            old.Points,
            old.Reason,
            [
                .. before.Tasks
                    .Where(task => task.Deductions.Any(share => share.DeductionId == old.Id))
                    .Select(task => new FormerTask(task.Id.Value, task.Number, task.Title, task.State)),
            ]);
    }
}
