using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Evidence;

namespace Workflow.Api.Features.Evidence;

/// <summary>A piece of evidence itself, to be downloaded.</summary>
[Requires(Permission.ReadTasks)]
public static class EvidenceFile
{
    public sealed record Query(EvidenceId EvidenceId) : IRequest<View>;

    public sealed record View(string FileName, string MediaType, byte[] Content);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Evidence
                .Where(item => item.Id == query.EvidenceId)
                .Join(db.EvidenceContents, item => item.Id, content => content.EvidenceId, (item, content) => new View(item.FileName, item.MediaType, content.Content))
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException($"evidence {query.EvidenceId}");
    }
}
