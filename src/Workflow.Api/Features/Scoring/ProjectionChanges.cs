using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>What moved the projection between the close of two days, by task, the largest first.</summary>
[Requires(Permission.ReadPlans)]
public static class ProjectionChanges
{
    /// <summary>The first day lies before the second.</summary>
    public static readonly Rule DaysAreInOrder = new("projection.days-out-of-order");

    public sealed record Query(PlanId PlanId, DateOnly From, DateOnly To) : IRequest<View>;

    /// <param name="Secured">What the total moved by, in points. The items come to the same but for the last digit: the calculator rounds once for each deduction.</param>
    public sealed record View(DateOnly From, DateOnly To, decimal Secured, decimal Expected, decimal Ceiling, IReadOnlyList<Item> Items);

    /// <param name="Secured">Points more, or fewer, that are secured by the task.</param>
    /// <param name="Ceiling">Points that can come back no more, or can again.</param>
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

            var calendar = await calendars.OwnAsync(cancellationToken);
            var (start, end) = (calendar.EndOf(query.From), calendar.EndOf(query.To));
            var stakes = await reading.StakesWithin(plan.Id, start, end, cancellationToken);
            var moved = stakes.Select(stake => stake.TaskId).Distinct().ToList();
            var tasks = await db.Tasks.AsNoTracking().Where(task => moved.Contains(task.Id)).ToListAsync(cancellationToken);
            var lost = await db.Projections.Where(row => row.PlanId == plan.Id).ToDictionaryAsync(row => row.DeductionId, row => row.Deducted, cancellationToken);
            var moves = stakes.GroupBy(stake => stake.DeductionId).Select(group =>
                (Was: CriterionProjection.Of(lost[group.Key], StakesBefore(group, start)), Now: CriterionProjection.Of(lost[group.Key], StakesBefore(group, end)))).ToList();
            return new View(
                query.From, query.To,
                moves.Sum(row => row.Now.Secured - row.Was.Secured), moves.Sum(row => row.Now.Expected - row.Was.Expected), moves.Sum(row => row.Now.Ceiling - row.Was.Ceiling),
                Items(stakes, start, end, tasks));
        }
    }

    /// <param name="stakes">As <see cref="ProjectionReading.StakesWithin"/> gives them.</param>
    internal static IReadOnlyList<Item> Items(IReadOnlyList<StakeRow> stakes, DateTimeOffset start, DateTimeOffset end, IEnumerable<RemediationTask> tasks)
    {
        var known = tasks.ToDictionary(task => task.Id);
        return
        [
            .. stakes.Where(stake => stake.ChangedAt < end)
                .GroupBy(stake => stake.TaskId)
                .Where(group => group.Any(stake => stake.ChangedAt >= start))
                .Select(group =>
                {
                    var (was, now) = (Brought(StakesBefore(group, start)), Brought(StakesBefore(group, end)));
                    var last = group.MaxBy(stake => stake.Id)!;
                    return new Item(
                        group.Key.Value, known[group.Key].Number, known[group.Key].Title,
                        now.Secured - was.Secured, now.Expected - was.Expected, now.Ceiling - was.Ceiling, last.Because, last.ChangedAt);
                })
                .Where(item => item.Secured != 0 || item.Expected != 0 || item.Ceiling != 0)
                .OrderByDescending(item => Math.Abs(item.Expected)).ThenBy(item => item.Number),
        ];
    }

    /// <summary>The last stake of each task in each deduction before a moment.</summary>
    private static List<Stake> StakesBefore(IEnumerable<StakeRow> changes, DateTimeOffset moment) =>
        [.. changes.Where(stake => stake.ChangedAt < moment).GroupBy(stake => (stake.TaskId, stake.DeductionId)).Select(rows => rows.MaxBy(row => row.Id)!.ToStake())];

    /// <summary>What a task brings by itself, and takes off the ceiling: the parts whose sum a deduction is capped at.</summary>
    private static CriterionProjection Brought(List<Stake> stakes) => new(
        stakes.Where(stake => stake.Verified).Sum(stake => stake.Open),
        Points.Round(stakes.Sum(stake => stake.Expected)),
        -stakes.Sum(stake => stake.Forgone));
}
