using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Scoring;

/// <summary>The score boards of all years with their editions, the latest first.</summary>
[Requires(Permission.ReadScores)]
public static class ScoreBoardList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    /// <param name="Current">It is the latest edition of its year.</param>
    public sealed record Item(Guid Id, int Year, int Edition, bool Current, string FileName, int Peers, string ImportedBy, DateTimeOffset ImportedAt);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.ScoreBoards
                .OrderByDescending(board => board.Year).ThenByDescending(board => board.Edition)
                .Take(100)
                .Join(db.People, board => board.ImportedBy, person => person.Id, (board, person) => new Item(
                    board.Id.Value,
                    board.Year,
                    board.Edition,
                    !db.ScoreBoards.Any(other => other.Year == board.Year && other.Edition > board.Edition),
                    board.FileName,
                    board.Peers.Count,
                    person.FullName,
                    board.ImportedAt))
                .ToListAsync(cancellationToken);
    }
}
