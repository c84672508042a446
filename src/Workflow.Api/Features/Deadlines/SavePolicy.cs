using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Deadlines;

/// <summary>
/// Puts another edition of a policy in force: the steps that lie ahead of open tasks and reports become those of the new policy in
/// the same transaction. Whoever saves says how many steps they have seen to change.
/// </summary>
[Requires(Permission.KeepPolicies)]
public static class SavePolicy
{
    /// <param name="SeenEdition">The number of the edition that was shown; 0 where there was none.</param>
    /// <param name="SeenSteps">How many steps the preview said would change; null where none was looked at.</param>
    public sealed record Command(PolicyScope Scope, DeadlinePolicy Policy, int SeenEdition, int? SeenSteps) : ICommand<Done>;

    public sealed record Done(int Edition, int Steps);

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Policies policies, Timers timers, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command command, CancellationToken cancellationToken)
        {
            if (command.Scope.PlanId is { } plan && !await db.Plans.AnyAsync(known => known.Id == plan, cancellationToken))
            {
                throw new NotFoundException($"plan {plan}");
            }

            // Two people who save at once come one after the other: the second is told that something has changed.
            var agency = user.Actor.AgencyId.Value;
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({agency}::text, 8))", cancellationToken);
            var editions = await db.PolicyEditions.AsNoTracking()
                .CountAsync(edition => edition.PlanId == command.Scope.PlanId && edition.TaskKind == command.Scope.Kind, cancellationToken);
            if (editions != command.SeenEdition)
            {
                throw new ChangedSinceSeenException("deadline policy");
            }

            var now = clock.GetUtcNow();
            var edition = PolicyEdition.PutInForce(
                command.Scope, editions + 1, command.Policy, await HeldRoles.OfAsync(db, cancellationToken), user.Actor, now);
            var inForce = (await policies.OwnAsync(cancellationToken)).With(command.Scope, command.Policy);
            var changes = await timers.CompareAsync(command.Scope, inForce, now, await calendars.OwnAsync(cancellationToken), cancellationToken);
            if (command.SeenSteps != changes.Count)
            {
                throw new RuleBrokenException(PolicyRules.TheEffectIsSeen.With(changes.Count));
            }

            db.PolicyEditions.Add(edition);
            await timers.WriteAsync(changes, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return new Done(edition.Number, changes.Count);
        }
    }
}
