using MediatR;
using Workflow.Api.Documents;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Analyses;

/// <summary>
/// How far the reading is that the person asked for under the id of a command; null when it is over, was never begun, or another
/// process of the system is at it.
/// </summary>
[Requires(Permission.UploadAnalysis)]
public static class ReadingUnderWay
{
    public sealed record Query(Guid CommandId) : IRequest<ReadingProgress?>;

    internal sealed class Handler(ReadingsUnderWay underWay, ICurrentUser user) : IRequestHandler<Query, ReadingProgress?>
    {
        public Task<ReadingProgress?> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult(underWay.Of(user.Actor.PersonId, query.CommandId));
    }
}
