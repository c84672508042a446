using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Security;
using Workflow.Domain;

namespace Workflow.Api.Clock;

/// <summary>Does everything that is due now and waits until the mails are handed over. For the test clock.</summary>
[Requires(Permission.SetClock)]
public static class RunSweep
{
    // Not a command: each part of a sweep commits on its own.
    public sealed record Query : IRequest<SweepCounts>;

    internal sealed class Handler(Sweep sweep, TimeProvider clock) : IRequestHandler<Query, SweepCounts>
    {
        public Task<SweepCounts> Handle(Query query, CancellationToken cancellationToken) => clock is AdjustableClock
            ? sweep.RunAsync(cancellationToken)
            : throw new RuleBrokenException(SetClock.TheClockIsAdjustable);
    }
}
