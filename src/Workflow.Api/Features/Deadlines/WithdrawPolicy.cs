using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Deadlines;

/// <summary>
/// Withdraws the policy of a plan or a kind of task: the wider one holds again, and the steps that lie ahead become its own in the same
/// transaction. Whoever withdraws says how many steps they have seen to change.
/// </summary>
[Requires(Permission.KeepPolicies)]
public static class WithdrawPolicy
{
    /// <param name="SeenEdition">The number of the edition that was shown.</param>
    /// <param name="SeenSteps">How many steps the preview said would change; null where none was looked at.</param>
    public sealed record Command(PolicyScope Scope, int SeenEdition, int? SeenSteps) : ICommand<SavePolicy.Done>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, PolicyTurn turn, TimeProvider clock) : IRequestHandler<Command, SavePolicy.Done>
    {
        public async Task<SavePolicy.Done> Handle(Command command, CancellationToken cancellationToken)
        {
            var held = await HeldRoles.OfAsync(db, cancellationToken);
            return await turn.ToAsync(
                command.Scope,
                command.SeenEdition,
                command.SeenSteps,
                (number, former) => PolicyEdition.Withdraw(command.Scope, number, former, held, user.Actor, clock.GetUtcNow()),
                cancellationToken);
        }
    }
}
