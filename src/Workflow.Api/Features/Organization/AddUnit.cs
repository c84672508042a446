using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>The administrator adds a unit of the agency, with the other names that documents give it.</summary>
[Requires(Permission.KeepOrganization)]
public static class AddUnit
{
    public static readonly Rule AUnitHasAName = new("unit.name-missing");
    public static readonly Rule UnitsDifferInName = new("unit.name-taken");

    public sealed record Command(string Name, UnitKind Kind, IReadOnlyList<string> OtherNames) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            if (string.IsNullOrWhiteSpace(command.Name))
            {
                throw new RuleBrokenException(AUnitHasAName);
            }

            var present = await db.Units.ToListAsync(cancellationToken);
            if (new UnitDirectory(present).Find(command.Name) is not null)
            {
                throw new RuleBrokenException(UnitsDifferInName);
            }

            var unit = new Domain.Organization.Unit
            {
                Id = UnitId.New(),
                AgencyId = user.Actor.AgencyId,
                Name = command.Name.Trim(),
                Kind = command.Kind,
                OtherNames = [.. command.OtherNames.Select(name => name.Trim()).Where(name => name.Length > 0)],
            };
            db.Units.Add(unit);
            await db.SaveChangesAsync(cancellationToken);
            return unit.Id.Value;
        }
    }
}
