using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Scoring;

/// <summary>The score sets of all years with their editions, the latest first.</summary>
[Requires(Permission.ReadScores)]
public static class ScoreSetList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    /// <param name="Current">It is the latest edition of its year.</param>
    public sealed record Item(Guid Id, int Year, int Edition, bool Current, string FileName, int Criteria, decimal Max, string ImportedBy, DateTimeOffset ImportedAt);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.ScoreSets
                .OrderByDescending(set => set.Year).ThenByDescending(set => set.Edition)
                .Take(100)
                .Join(db.People, set => set.ImportedBy, person => person.Id, (set, person) => new Item(
                    set.Id.Value,
                    set.Year,
                    set.Edition,
                    !db.ScoreSets.Any(other => other.Year == set.Year && other.Edition > set.Edition),
                    set.FileName,
                    set.Criteria.Count,
                    set.Max,
                    person.FullName,
                    set.ImportedAt))
                .ToListAsync(cancellationToken);
    }
}
