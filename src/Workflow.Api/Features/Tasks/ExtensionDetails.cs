using MediatR;
using Workflow.Api.Security;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Tasks;

/// <summary>One request for more time: what was asked, and what became of it.</summary>
[Requires(Permission.ReadTasks)]
public static class ExtensionDetails
{
    public sealed record Query(ExtensionRequestId RequestId) : IRequest<ExtensionItem>;

    internal sealed class Handler(DeadlineStories stories) : IRequestHandler<Query, ExtensionItem>
    {
        public Task<ExtensionItem> Handle(Query query, CancellationToken cancellationToken) => stories.OfAsync(query.RequestId, cancellationToken);
    }
}
