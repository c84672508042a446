using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>A head takes back what an officer was let do; from this moment on it holds no more.</summary>
[Requires(Permission.Delegate)]
public static class RevokeDelegation
{
    public sealed record Command(DelegationId DelegationId) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var delegation = await db.Delegations.SingleOrDefaultAsync(delegation => delegation.Id == command.DelegationId, cancellationToken)
                ?? throw new NotFoundException($"delegation {command.DelegationId}");
            delegation.Revoke(user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return delegation.Id.Value;
        }
    }
}
