using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>All peers of a year in order of rank, and how many points the agency lacks to the next.</summary>
[Requires(Permission.ReadScores)]
public static class ScoreBoardDetails
{
    public sealed record Query(ScoreBoardId ScoreBoardId) : IRequest<View>;

    public sealed record View(
        Guid Id, int Year, int Edition, string FileName, string ImportedBy, DateTimeOffset ImportedAt, IReadOnlyList<StandingView> Standings)
    {
        public StandingView Own => Standings.Single(standing => standing.Own);
    }

    /// <param name="PrintedRank">As the source prints it; null where it prints none.</param>
    /// <param name="ToNextRank">Points lacking to stand beside the next better peer; null for the first.</param>
    public sealed record StandingView(
        int Rank, string Name, decimal? Appraised, decimal? Survey, decimal Points, int? PrintedRank, bool RankDiffers, decimal? ToNextRank, bool Own);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var board = await db.LoadScoreBoardAsync(query.ScoreBoardId, cancellationToken);
            var importer = await db.People.Where(person => person.Id == board.ImportedBy).Select(person => person.FullName).SingleAsync(cancellationToken);
            return new View(board.Id.Value, board.Year, board.Edition, board.FileName, importer, board.ImportedAt, [.. board.Standings().Select(Show)]);
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
