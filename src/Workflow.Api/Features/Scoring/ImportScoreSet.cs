using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Documents;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>Takes in the criteria of a year from a table. A year that has a score set gets a new edition of it.</summary>
[Requires(Permission.ImportScores)]
public static class ImportScoreSet
{
    public sealed record Command(int Year, UploadedDocument Document) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Readings readings, Projections projections, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var rows = ScoreSetReader.Read(await command.Document.ReadAsync(readings, cancellationToken));
            var edition = 1 + (await db.ScoreSets.Where(set => set.Year == command.Year).MaxAsync(set => (int?)set.Edition, cancellationToken) ?? 0);
            var set = ScoreSet.Of(rows, command.Year, edition, command.Document.FileName, command.Document.Sha256(), user.Actor, clock.GetUtcNow());
            db.ScoreSets.Add(set);
            await db.SaveChangesAsync(cancellationToken);

            // The rules said for an earlier edition are no longer in force.
            await projections.RecomputeYear(command.Year, Projections.RuleSaid, set.ImportedAt, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return set.Id.Value;
        }
    }
}
