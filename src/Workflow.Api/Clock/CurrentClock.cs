using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Security;

namespace Workflow.Api.Clock;

/// <summary>What time the system takes it to be, and whether that may be moved.</summary>
[Requires(Permission.KnowOneself)]
public static class CurrentClock
{
    public sealed record Query : IRequest<View>;

    /// <param name="Now">In the agency's zone.</param>
    public sealed record View(DateTimeOffset Now, bool Adjustable);

    internal sealed class Handler(TimeProvider clock, Calendars calendars) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            return new View(calendar.Local(clock.GetUtcNow()), clock is AdjustableClock);
        }
    }
}
