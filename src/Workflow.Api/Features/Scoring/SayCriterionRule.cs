using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>The coordinator says by which rule a criterion is scored.</summary>
[Requires(Permission.ImportScores)]
public static class SayCriterionRule
{
    public sealed record Command(ScoreSetId ScoreSetId, string Code, ScoringTerms Terms, uint? SeenVersion = null) : ICommand<string>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Projections projections, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command command, CancellationToken cancellationToken)
        {
            var set = await db.LoadScoreSetAsync(command.ScoreSetId, command.SeenVersion, cancellationToken);
            var now = clock.GetUtcNow();
            set.SayRule(command.Code, command.Terms, user.Actor, now);

            // The row that changes is the criterion's: the set takes a new version with it, so that whoever saw the old one is told.
            db.Entry(set).Property(known => known.Edition).IsModified = true;
            await db.SaveChangesAsync(cancellationToken);
            await projections.RecomputeYear(set.Year, Projections.RuleSaid, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return command.Code;
        }
    }
}
