using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>All peers of a year in order of rank, and how many points the agency lacks to the next.</summary>
[Requires(Permission.ReadScores)]
public static class ScoreBoardDetails
{
    public sealed record Query(ScoreBoardId ScoreBoardId) : IRequest<View>;

    public sealed record View(
        Guid Id, int Year, int Edition, string FileName, string ImportedBy, DateTimeOffset ImportedAt, IReadOnlyList<StandingView> Standings, Outlook? Outlook)
    {
        public StandingView Own => Standings.Single(standing => standing.Own);
    }

    /// <summary>
    /// Where the plan that follows this year would stand among the peers if they stayed as they are, and what would bring it to
    /// the next rank.
    /// </summary>
    /// <param name="NextPoints">The points of the next better peer than what is expected; reaching them is standing beside it. Null for the first.</param>
    /// <param name="Tasks">The fewest open tasks, in the order of what gains most, that bring so much.</param>
    /// <param name="Lacking">Points that are expected to lack to the next rank.</param>
    /// <param name="Brought">Points those tasks bring.</param>
    /// <param name="Enough">They bring what lacks.</param>
    public sealed record Outlook(
        Guid PlanId,
        int TargetYear,
        Place Secured,
        Place Expected,
        Place Ceiling,
        decimal? NextPoints,
        decimal? Lacking,
        IReadOnlyList<GainList.Item> Tasks,
        decimal Brought,
        bool Enough);

    public sealed record Place(decimal Points, int Rank);

    /// <param name="PrintedRank">As the source prints it; null where it prints none.</param>
    /// <param name="ToNextRank">Points lacking to stand beside the next better peer; null for the first.</param>
    public sealed record StandingView(
        int Rank, string Name, decimal? Appraised, decimal? Survey, decimal Points, int? PrintedRank, bool RankDiffers, decimal? ToNextRank, bool Own);

    internal sealed class Handler(WorkflowDbContext db, PlanFactsReading reading, Calendars calendars, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var board = await db.LoadScoreBoardAsync(query.ScoreBoardId, cancellationToken);
            var importer = await db.People.Where(person => person.Id == board.ImportedBy).Select(person => person.FullName).SingleAsync(cancellationToken);
            return new View(board.Id.Value, board.Year, board.Edition, board.FileName, importer, board.ImportedAt, [.. board.Standings().Select(Show)], await OutlookOf(board, cancellationToken));
        }

        private async Task<Outlook?> OutlookOf(ScoreBoard board, CancellationToken cancellationToken)
        {
            var plans = db.Plans
                .Where(plan => plan.BaseYear == board.Year && plan.State == PlanState.Published)
                .OrderBy(plan => plan.TargetYear).ThenByDescending(plan => plan.Id);
            if (await reading.OfFirst(plans, cancellationToken) is not { } facts)
            {
                return null;
            }

            var calendar = await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(clock.GetUtcNow());
            var score = ProjectionReading.Reckon(facts.Plan, facts.Analysis, today, facts.Stakes, total: null);
            var next = board.NextAbove(score.Expected);
            var lacking = next - score.Expected;
            var gains = GainList.Ranked(facts, calendar, today);
            var (tasks, brought, enough) = Gains.Reaching(lacking ?? 0, gains, gain => gain.Gain);
            return new Outlook(
                facts.Plan.Id.Value, facts.Plan.TargetYear, At(score.Secured), At(score.Expected), At(score.Ceiling), next, lacking, tasks, brought, enough);

            Place At(decimal points) => new(points, board.RankOf(points));
        }

        private static StandingView Show(Standing standing) => new(
            standing.Rank,
            standing.Peer.Name,
            standing.Peer.Appraised,
            standing.Peer.Survey,
            standing.Peer.Points,
            standing.Peer.PrintedRank,
            standing.RankDiffers,
            standing.ToNextRank,
            standing.Peer.Own);
    }
}
