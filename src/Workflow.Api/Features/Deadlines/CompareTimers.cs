using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Security;

namespace Workflow.Api.Features.Deadlines;

/// <summary>Compares every timer with what it should be, now, and mends what differs.</summary>
[Requires(Permission.KeepDelivery)]
public static class CompareTimers
{
    // Not a command: it commits batch by batch.
    public sealed record Query : IRequest<View>;

    public sealed record View(int Things, int Missing, int Extra, int Moved, int TookMs);

    internal sealed class Handler(CheckTimers check, ICurrentUser user) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var done = await check.RunAsync(user.Actor.AgencyId, CheckReasons.Asked, cancellationToken);
            return new View(done.Things, done.Missing, done.Extra, done.Moved, done.TookMs);
        }
    }
}
