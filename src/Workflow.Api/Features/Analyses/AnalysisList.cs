using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Analyses;

/// <summary>The reports that were read, the latest first.</summary>
[Requires(Permission.ReadAnalyses)]
public static class AnalysisList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string FileName, int BaseYear, AnalysisState State, int Deductions, decimal Points, string UploadedBy, DateTimeOffset UploadedAt);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var rows = await db.Analyses
                .OrderByDescending(analysis => analysis.UploadedAt)
                .Take(100)
                .Join(db.People, analysis => analysis.UploadedBy, person => person.Id, (analysis, person) => new
                {
                    analysis.Id,
                    analysis.FileName,
                    analysis.BaseYear,
                    analysis.State,
                    Points = analysis.Deductions.Where(deduction => deduction.Removal == null).Select(deduction => deduction.Points).ToList(),
                    person.FullName,
                    analysis.UploadedAt,
                })
                .ToListAsync(cancellationToken);
            return [.. rows.Select(row => new Item(row.Id.Value, row.FileName, row.BaseYear, row.State, row.Points.Count, Points.Together(row.Points), row.FullName, row.UploadedAt))];
        }
    }
}
