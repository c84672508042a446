using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>
/// A plan held against what really came of its year: the confirmed analysis of the target year is the real result. By field and
/// by criterion, and how good the likelihoods were.
/// </summary>
[Requires(Permission.ReadPlans)]
public static class YearResult
{
    /// <param name="AsOf">The projection of which day is compared; the end of the year unless said.</param>
    public sealed record Query(PlanId PlanId, DateOnly? AsOf = null) : IRequest<View>;

    /// <param name="Real">Null while the report of the target year is not read and confirmed.</param>
    public sealed record View(Guid PlanId, int BaseYear, int TargetYear, Comparison? Real);

    /// <param name="AsOf">The projection of this day is compared.</param>
    /// <param name="Unmatched">Deductions of the base year without a code: nobody can say whether they came back.</param>
    /// <param name="Calibration">What was held likely of the stakes of matched criteria on that day, and what came back.</param>
    public sealed record Comparison(
        Guid AnalysisId, DateOnly AsOf, Line Total, IReadOnlyList<FieldLine> Fields, IReadOnlyList<CriterionResult> Criteria, int Unmatched, Calibration Calibration);

    /// <param name="Difference">The real score less the expected one.</param>
    /// <param name="WithinReach">The real score lies between what was secured and the ceiling.</param>
    public sealed record Line(decimal Base, decimal Secured, decimal Expected, decimal Ceiling, decimal Real, decimal Difference, bool WithinReach)
    {
        public static Line Of(decimal start, decimal secured, decimal expected, decimal ceiling, decimal real) =>
            new(start, secured, expected, ceiling, real, real - expected, real >= secured && real <= ceiling);
    }

    public sealed record FieldLine(int Number, string Name, Line? Line);

    internal sealed class Handler(WorkflowDbContext db, PlanFactsReading reading, ProjectionReading projections, Calendars calendars, TimeProvider clock)
        : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var facts = await reading.OfFirst(db.Plans.Where(plan => plan.Id == query.PlanId), cancellationToken) ?? throw new NotFoundException($"plan {query.PlanId}");
            var plan = facts.Plan;
            var real = await db.Analyses.AsNoTracking()
                .Include(analysis => analysis.Deductions)
                .AsSplitQuery()
                .Where(analysis => analysis.BaseYear == plan.TargetYear && analysis.State == AnalysisState.Confirmed)
                .OrderByDescending(analysis => analysis.ConfirmedAt).ThenByDescending(analysis => analysis.Id)
                .FirstOrDefaultAsync(cancellationToken);
            var today = (await calendars.OwnAsync(cancellationToken)).DayOf(clock.GetUtcNow());
            var yearEnd = new DateOnly(plan.TargetYear, 12, 31);
            var day = query.AsOf ?? (yearEnd < today ? yearEnd : today);
            return new View(plan.Id.Value, plan.BaseYear, plan.TargetYear, real is null ? null : Compare(facts, real, day, await projections.StakesAsOf(plan.Id, day, cancellationToken)));
        }

        private static Comparison Compare(PlanFacts facts, AnalysisReport real, DateOnly day, IReadOnlyList<TaskStake> stakes)
        {
            var projected = ProjectionReading.Reckon(facts.Plan, facts.Analysis, day, stakes, total: null);
            var criteria = CriteriaOf(facts.Analysis, real, stakes.ToLookup(stake => stake.DeductionId));
            var fields = real.Reading.Fields.ToDictionary(field => field.Number);
            return new Comparison(
                real.Id.Value,
                day,
                Line.Of(projected.Base, projected.Secured, projected.Expected, projected.Ceiling, FieldSums.Of(real.Reading.Fields).Got),
                [.. projected.Fields.Select(field => new FieldLine(
                    field.Number, field.Name,
                    fields.TryGetValue(field.Number, out var got) ? Line.Of(field.Base, field.Secured, field.Expected, field.Ceiling, FieldSums.Of(got).Got) : null))],
                [.. criteria.Select(criterion => criterion.Result)],
                facts.Analysis.Standing.Count(deduction => deduction.Criterion is null),
                Calibration.Of([.. criteria.SelectMany(criterion => criterion.Stakes, (criterion, stake) => new Outcome(stake.Verified ? 1 : stake.Likelihood, criterion.Result.CameBack))]));
        }

        /// <summary>The criteria of the base year by their codes; all deductions of one code are one criterion.</summary>
        private static List<(CriterionResult Result, IReadOnlyList<Stake> Stakes)> CriteriaOf(AnalysisReport analysis, AnalysisReport real, ILookup<DeductionId, TaskStake> stakes) =>
        [
            .. analysis.Standing
                .Where(deduction => deduction.Criterion is not null)
                .GroupBy(deduction => deduction.Criterion!)
                .Select(group =>
                {
                    var won = group.Select(deduction => CriterionProjection.Of(deduction.Points, [.. stakes[deduction.Id].Select(stake => stake.Stake)])).ToList();
                    var again = real.Standing.Where(deduction => deduction.Criterion == group.Key).Sum(deduction => deduction.Points);
                    IReadOnlyList<Stake> own = [.. group.SelectMany(deduction => stakes[deduction.Id]).Select(stake => stake.Stake).Where(stake => stake.Points > 0)];
                    return (
                        new CriterionResult(
                            group.First().Field, group.Key, group.Sum(deduction => deduction.Points),
                            new CriterionProjection(won.Sum(row => row.Secured), won.Sum(row => row.Expected), won.Sum(row => row.Ceiling)), again),
                        own);
                })
                .OrderBy(criterion => criterion.Item1.Field).ThenBy(criterion => criterion.Item1.Code, StringComparer.Ordinal),
        ];
    }
}
