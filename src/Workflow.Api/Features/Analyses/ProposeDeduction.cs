using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>What a sentence says of a deduction, for the person who is about to add it.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class ProposeDeduction
{
    public sealed record Query(AnalysisId AnalysisId, SentencePlace Place) : IRequest<View>;

    /// <param name="Sentence">Word for word, as it stands in the text.</param>
    public sealed record View(string Sentence, int? Passage, ProposedDeduction Proposed);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var reading = await db.Analyses.AsNoTracking().Where(analysis => analysis.Id == query.AnalysisId)
                .Select(analysis => analysis.Reading).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException($"analysis {query.AnalysisId}");
            var proposed = SentenceReader.Propose(reading, query.Place.In(reading));
            return new View(reading.Text.Substring(proposed.Source.Start, proposed.Source.Length), query.Place.Passage, proposed);
        }
    }
}
