using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Scoring;

/// <summary>The projected score of a plan by field and criterion, each opening into the tasks that make it.</summary>
[Requires(Permission.ReadPlans)]
public static class ProjectionDetails
{
    /// <summary>The plan was not there on that day, or the day has not come: today's figures never pass for another day's.</summary>
    public static readonly Rule OnlyDaysOfThePlanAreKnown = new("projection.day-not-kept");

    /// <param name="AsOf">As it stood when that day ended; null asks for now.</param>
    public sealed record Query(PlanId PlanId, DateOnly? AsOf = null) : IRequest<View>;

    public sealed record View(
        Guid PlanId,
        DateOnly AsOf,
        decimal Max,
        decimal Base,
        decimal Secured,
        decimal Expected,
        decimal Ceiling,
        decimal? Target,
        decimal? ProbabilityOfTarget,
        IReadOnlyList<FieldScore> Fields,
        Quantiles? Quantiles,
        Survey? SurveyBand)
    {
        public decimal Lost => Max - Base;

        /// <summary>Points lost with no stated reason, in all fields where there are any.</summary>
        public decimal Remainder => Fields.Where(row => row.Remainder > 0).Sum(row => row.Remainder);

        /// <summary>What this has more, or less, than another.</summary>
        public Change Since(View before) => new(Secured - before.Secured, Expected - before.Expected, Ceiling - before.Ceiling);

        /// <summary>Points by which the target lies above the ceiling; null where it can be reached or there is none.</summary>
        public decimal? OutOfReach => Target > Ceiling ? Target - Ceiling : null;
    }

    public sealed record Change(decimal Secured, decimal Expected, decimal Ceiling);

    /// <summary>Totals that are fallen short of or just reached with a probability of a tenth, a half and nine tenths.</summary>
    public sealed record Quantiles(decimal P10, decimal P50, decimal P90);

    /// <summary>What the survey part may give, in points; in no total but the base, and closed by no task.</summary>
    /// <param name="Supposed">Always true: people are asked anew every year, and nobody knows what they will say.</param>
    public sealed record Survey(decimal Low, decimal Expected, decimal High, bool Supposed, string Because)
    {
        /// <summary>Points by which every total would be lower with the least the survey may give.</summary>
        public decimal Down => Expected - Low;

        /// <summary>Points by which every total would be higher with the most it may give.</summary>
        public decimal Up => High - Expected;
    }

    /// <param name="Remainder">Points lost with no stated reason: no task brings them back.</param>
    public sealed record FieldScore(
        int Number, string Name, decimal Max, decimal Base, decimal Secured, decimal Expected, decimal Ceiling, decimal Remainder, IReadOnlyList<CriterionScore> Criteria)
    {
        /// <summary>What the field is to reach, in points; null where nothing is said.</summary>
        public decimal? Target { get; init; }

        /// <summary>Points that the target lacks of what is expected; null where nothing lacks or there is no target.</summary>
        public decimal? Lacking => Target > Expected ? Target - Expected : null;
    }

    /// <summary>Points won back out of those deducted.</summary>
    /// <param name="Next">How many more of the whole its indicators need for the next tier or their target, in sentences.</param>
    public sealed record CriterionScore(
        string? Code, string? Name, string Rule, bool Confirmed, decimal? Base, decimal Deducted, decimal Secured, decimal Expected, decimal Ceiling, IReadOnlyList<Guid> Tasks,
        IReadOnlyList<string> Next);

    internal sealed class Handler(WorkflowDbContext db, ProjectionReading reading) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            return query.AsOf is { } day
                ? await reading.AsOf(plan, day, cancellationToken) ?? throw new RuleBrokenException(OnlyDaysOfThePlanAreKnown)
                : (await reading.Of(plan, cancellationToken)).View;
        }
    }
}
