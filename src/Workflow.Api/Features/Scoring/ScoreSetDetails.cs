using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>A score set row by row, with what does not add up in it.</summary>
[Requires(Permission.ReadScores)]
public static class ScoreSetDetails
{
    public sealed record Query(ScoreSetId ScoreSetId) : IRequest<View>;

    /// <param name="Editions">Every edition of the year, the latest first.</param>
    /// <param name="MaxMismatches">Rows whose components do not add up to their maximum.</param>
    public sealed record View(
        Guid Id,
        uint Version,
        int Year,
        int Edition,
        string FileName,
        decimal Max,
        string ImportedBy,
        DateTimeOffset ImportedAt,
        IReadOnlyList<EditionItem> Editions,
        IReadOnlyList<CriterionView> Criteria,
        IReadOnlyList<MaxMismatch> MaxMismatches);

    public sealed record EditionItem(Guid Id, int Edition);

    /// <param name="Level">1 for a field, 2 for a criterion, 3 for a component.</param>
    /// <param name="Rule">Null where its components carry the points.</param>
    /// <param name="Terms">The rule as a person said it; null while it is only supposed from the words.</param>
    /// <param name="InWords">The rule in sentences; empty while it is only supposed.</param>
    public sealed record CriterionView(
        string Code, string? ParentCode, int Level, string Name, decimal Max, ScoringRuleKind? Rule, string? Guidance, ScoringTerms? Terms, IReadOnlyList<string> InWords);

    public sealed record MaxMismatch(string Code, decimal Max, decimal Sum);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var set = await db.LoadScoreSetAsync(query.ScoreSetId, seenVersion: null, cancellationToken);
            var importer = await db.People.Where(person => person.Id == set.ImportedBy).Select(person => person.FullName).SingleAsync(cancellationToken);
            var editions = await db.ScoreSets.Where(other => other.Year == set.Year).OrderByDescending(other => other.Edition)
                .Select(other => new EditionItem(other.Id.Value, other.Edition)).ToListAsync(cancellationToken);
            var parents = set.Criteria.ToDictionary(criterion => criterion.Code, criterion => criterion.ParentCode, StringComparer.Ordinal);
            return new View(
                set.Id.Value,
                set.Version,
                set.Year,
                set.Edition,
                set.FileName,
                set.Max,
                importer,
                set.ImportedAt,
                editions,
                [.. set.Criteria.OrderBy(criterion => criterion.Ordinal).Select(criterion => new CriterionView(
                    criterion.Code, criterion.ParentCode, LevelOf(criterion.Code, parents), criterion.Name, criterion.Max, criterion.Rule, criterion.Guidance, criterion.Terms, RuleWords.Of(criterion.Terms, criterion.Max)))],
                [.. set.MaximaThatDoNotAddUp().Select(row => new MaxMismatch(row.Code, row.Max, row.Sum))]);
        }

        private static int LevelOf(string code, Dictionary<string, string?> parents) =>
            parents[code] is { } parent ? 1 + LevelOf(parent, parents) : 1;
    }
}
