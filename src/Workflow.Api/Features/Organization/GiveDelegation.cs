using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>A head lets an officer of the unit accept and hand in for some days.</summary>
[Requires(Permission.Delegate)]
public static class GiveDelegation
{
    public sealed record Command(PersonId OfficerId, DateOnly? FirstDay, DateOnly? LastDay) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var officer = await db.People.SingleOrDefaultAsync(person => person.Id == command.OfficerId, cancellationToken)
                ?? throw new RuleBrokenException(DelegationRules.AnOfficerOfTheUnitStandsIn);
            if (command is not { FirstDay: { } first, LastDay: { } last })
            {
                throw new RuleBrokenException(DelegationRules.ASpanHasAnEnd);
            }

            var now = clock.GetUtcNow();
            var today = (await calendars.OwnAsync(cancellationToken)).DayOf(now);
            var delegation = Delegation.Give(user.Actor, officer, first, last, today, now);
            db.Delegations.Add(delegation);
            await db.SaveChangesAsync(cancellationToken);
            return delegation.Id.Value;
        }
    }
}
