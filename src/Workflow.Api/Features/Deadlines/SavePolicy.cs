using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
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

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, PolicyTurn turn, TimeProvider clock) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command command, CancellationToken cancellationToken)
        {
            if (command.Scope.PlanId is { } plan && !await db.Plans.AnyAsync(known => known.Id == plan, cancellationToken))
            {
                throw new NotFoundException($"plan {plan}");
            }

            var held = await HeldRoles.OfAsync(db, cancellationToken);
            return await turn.ToAsync(
                command.Scope,
                command.SeenEdition,
                command.SeenSteps,
                (number, _) => PolicyEdition.PutInForce(command.Scope, number, command.Policy, held, user.Actor, clock.GetUtcNow()),
                cancellationToken);
        }
    }
}
