using MediatR;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>A worked example: what a rule would give for what is seen, and how the points came. Nothing is saved.</summary>
[Requires(Permission.ReadScores)]
public static class TryCriterionRule
{
    public sealed record Query(ScoreSetId ScoreSetId, string Code, ScoringTerms Terms, Observation Seen) : IRequest<View>;

    /// <param name="InWords">The rule in sentences.</param>
    /// <param name="Because">How the points came, in sentences.</param>
    public sealed record View(decimal Points, decimal Max, IReadOnlyList<string> InWords, IReadOnlyList<string> Because);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var criterion = (await db.LoadScoreSetAsync(query.ScoreSetId, seenVersion: null, cancellationToken)).CriterionOf(query.Code);
            var scored = query.Terms.Score(criterion.Max, query.Seen);
            return new View(scored.Points, scored.Max, RuleWords.Of(query.Terms, criterion.Max), RuleWords.Of(scored.Because));
        }
    }
}
