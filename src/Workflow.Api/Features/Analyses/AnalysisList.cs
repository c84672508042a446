using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>The reports that were read, the latest first.</summary>
[Requires(Permission.ReadAnalyses)]
public static class AnalysisList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string FileName, int BaseYear, AnalysisState State, int Deductions, decimal Points, string UploadedBy, DateTimeOffset UploadedAt);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Analyses
                .OrderByDescending(analysis => analysis.UploadedAt)
                .Take(100)
                .Join(db.People, analysis => analysis.UploadedBy, person => person.Id, (analysis, person) => new Item(
                    analysis.Id.Value,
                    analysis.FileName,
                    analysis.BaseYear,
                    analysis.State,
                    analysis.Deductions.Count(deduction => deduction.Removal == null),
                    analysis.Deductions.Where(deduction => deduction.Removal == null).Sum(deduction => deduction.Points),
                    person.FullName,
                    analysis.UploadedAt))
                .ToListAsync(cancellationToken);
    }
}
