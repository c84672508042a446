using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Documents;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Takes in what all peers scored in a year. A year that has a score board gets a new edition of it.</summary>
[Requires(Permission.ImportScores)]
public static class ImportScoreBoard
{
    public sealed record Command(int Year, UploadedDocument Document) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Readings readings, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var rows = ScoreBoardReader.Read(await command.Document.ReadAsync(readings, cancellationToken));
            var agency = await db.Agencies.Select(agency => agency.Name).SingleAsync(cancellationToken);
            var edition = 1 + (await db.ScoreBoards.Where(board => board.Year == command.Year).MaxAsync(board => (int?)board.Edition, cancellationToken) ?? 0);
            var board = ScoreBoard.Of(rows, command.Year, edition, agency, command.Document.FileName, command.Document.Sha256(), user.Actor, clock.GetUtcNow());
            db.ScoreBoards.Add(board);
            await db.SaveChangesAsync(cancellationToken);
            return board.Id.Value;
        }
    }
}
