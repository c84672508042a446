using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>How likely each total is: the exact distribution of the score at the end of the year, in slices for a drawing.</summary>
[Requires(Permission.ReadPlans)]
public static class ProjectionSpread
{
    private const int SlicesDrawn = 24;

    public sealed record Query(PlanId PlanId) : IRequest<View>;

    /// <param name="Slices">From the least to the most that can come; together their probabilities are 1.</param>
    /// <param name="Low">Reached with a probability of nine in ten.</param>
    /// <param name="High">Reached with a probability of one in ten.</param>
    /// <param name="Reaching">The probability that the target is reached; null where there is none.</param>
    public sealed record View(IReadOnlyList<Slice> Slices, decimal Low, decimal Median, decimal High, decimal? Target, decimal? Reaching)
    {
        public decimal Least => Slices[0].From;

        public decimal Most => Slices[^1].To;
    }

    /// <param name="Probability">Of a total between the two ends, both included.</param>
    /// <param name="OrMore">Of a total that is not below this slice.</param>
    /// <param name="Reaches">It lies at or above the target.</param>
    public sealed record Slice(decimal From, decimal To, decimal Probability, decimal OrMore, bool Reaches);

    internal sealed class Handler(WorkflowDbContext db, PlanFactsReading reading) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var facts = await reading.OfFirst(db.Plans.Where(plan => plan.Id == query.PlanId), cancellationToken) ?? throw new NotFoundException($"plan {query.PlanId}");
            return Of(facts.Plan, ProjectionReading.Distribution(facts.Stakes, facts.Analysis));
        }
    }

    internal static View Of(RemediationPlan plan, ScoreDistribution total)
    {
        var start = plan.BaseScore;
        var slices = total.Slices(SlicesDrawn);
        return new View(
            [.. slices.Select(slice => new Slice(
                start + slice.From, start + slice.To, slice.Probability, total.ProbabilityOfReaching(slice.From), start + slice.From >= plan.TargetScore))],
            start + total.Quantile(0.1m),
            start + total.Quantile(0.5m),
            start + total.Quantile(0.9m),
            plan.TargetScore,
            plan.TargetScore is { } target ? total.ProbabilityOfReaching(target - start) : null);
    }
}
