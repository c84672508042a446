using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>The administrator adds a person with a first password, which the person is told by other means.</summary>
[Requires(Permission.KeepOrganization)]
public static class AddPerson
{
    public static readonly Rule APersonIsKnown = new("person.incomplete");
    public static readonly Rule UnitRolesNeedAUnit = new("person.unit-missing");

    public sealed record Command(string FullName, string Position, string Email, UnitId? UnitId, Role Role, string Password) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, UserManager<Account> accounts) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            if (string.IsNullOrWhiteSpace(command.FullName) || !Emails.IsPlain(command.Email))
            {
                throw new RuleBrokenException(APersonIsKnown);
            }

            if (command.UnitId is null && command.Role is Role.UnitHead or Role.Officer)
            {
                throw new RuleBrokenException(UnitRolesNeedAUnit);
            }

            if (command.UnitId is { } unit && !await db.Units.AnyAsync(known => known.Id == unit, cancellationToken))
            {
                throw new NotFoundException($"unit {unit}");
            }

            if (await accounts.FindByEmailAsync(command.Email) is not null)
            {
                throw new RuleBrokenException(AccountRules.AnAddressHasOneAccount);
            }

            var person = new Person
            {
                Id = PersonId.New(),
                AgencyId = user.Actor.AgencyId,
                UnitId = command.UnitId,
                FullName = command.FullName.Trim(),
                Position = command.Position.Trim(),
                Email = command.Email,
                Roles = [command.Role],
            };
            db.People.Add(person);
            await db.SaveChangesAsync(cancellationToken);
            await accounts.CreateFor(person, command.Password);
            return person.Id.Value;
        }
    }
}
