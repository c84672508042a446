using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Deadlines;

/// <summary>Turns from one edition of a policy to the next, and every step that lies ahead with it.</summary>
internal sealed class PolicyTurn(WorkflowDbContext db, Policies policies, Timers timers, Calendars calendars, TimeProvider clock)
{
    /// <param name="edition">The next edition, by its number and what holds until now.</param>
    /// <exception cref="ChangedSinceSeenException">Somebody else was quicker.</exception>
    /// <exception cref="RuleBrokenException">The effect is another than the one that was seen.</exception>
    public async Task<SavePolicy.Done> ToAsync(
        PolicyScope scope, int seenEdition, int? seenSteps, Func<int, PoliciesInForce, PolicyEdition> edition, CancellationToken cancellationToken)
    {
        await policies.LockAsync(cancellationToken);
        var editions = await db.PolicyEditions.CountAsync(one => one.PlanId == scope.PlanId && one.TaskKind == scope.Kind, cancellationToken);
        if (editions != seenEdition)
        {
            throw new ChangedSinceSeenException("deadline policy");
        }

        var former = await policies.OwnAsync(cancellationToken);
        var next = edition(editions + 1, former);
        var changes = await timers.CompareAsync(scope, former.With(scope, next.Terms), clock.GetUtcNow(), await calendars.OwnAsync(cancellationToken), cancellationToken);
        if (seenSteps != changes.Count)
        {
            throw new RuleBrokenException(PolicyRules.TheEffectIsSeen.With(changes.Count));
        }

        db.PolicyEditions.Add(next);
        await timers.WriteAsync(changes, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new SavePolicy.Done(next.Number, changes.Count);
    }
}
