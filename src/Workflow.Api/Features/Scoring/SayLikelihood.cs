using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Features.Activity;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

/// <summary>The coordinator says how likely tasks bring back their points; every plan is reckoned by it at once.</summary>
[Requires(Permission.ImportScores)]
public static class SayLikelihood
{
    /// <param name="SeenEdition">The edition it replaces; 0 for the program's own values.</param>
    public sealed record Command(LikelihoodTable Table, int SeenEdition) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, GroundsReading grounds, Projections projections, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var before = await db.LikelihoodEditions.MaxAsync(edition => (int?)edition.Edition, cancellationToken) ?? 0;
            if (before != command.SeenEdition)
            {
                throw new ChangedSinceSeenException("likelihoods");
            }

            var said = LikelihoodEdition.Say(command.Table, before + 1, user.Actor, now);
            db.LikelihoodEditions.Add(said);
            await db.SaveChangesAsync(cancellationToken);

            grounds.Suppose(command.Table);
            await projections.RecomputeAll(ActivityKinds.Of(typeof(LikelihoodSaid)), now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return said.Edition;
        }
    }
}
