using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Scoring;

/// <summary>Follows a projection: whoever looks at it hears when it moves, on whichever node that happened.</summary>
[Requires(Permission.ReadPlans)]
public static class FollowProjection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="Seen">The newest stake the page knows; what came after it is told at once.</param>
    public sealed record Query(PlanId PlanId, long? Seen = null) : IRequest<ProjectionStream>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, ProjectionNews news) : IRequestHandler<Query, ProjectionStream>
    {
        public async Task<ProjectionStream> Handle(Query query, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(query.PlanId, seenVersion: null, cancellationToken);
            var stream = news.Follow(user.Actor, plan.Id);
            try
            {
                await news.Listening.WaitAsync(Patience, TimeProvider.System, cancellationToken);
                if (query.Seen is { } seen && await db.Stakes.AnyAsync(stake => stake.PlanId == plan.Id && stake.Id > seen, cancellationToken))
                {
                    stream.Tell();
                }

                return stream;
            }
            catch (TimeoutException)
            {
                // The database is not heard just now; the stream is told as soon as it is.
                return stream;
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
    }
}
