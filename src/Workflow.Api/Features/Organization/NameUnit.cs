using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>Gives a unit of the agency another name that documents use, so that it is known by it from now on.</summary>
[Requires(Permission.NameUnits)]
public static class NameUnit
{
    public static readonly Rule OnlyOwnUnitsAreNamed = new("unit.not-of-agency");

    public sealed record Command(UnitId UnitId, string Name) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var name = command.Name.Trim();
            if (name.Length == 0)
            {
                throw new RuleBrokenException(AddUnit.AUnitHasAName);
            }

            var agency = await db.Agencies.Select(agency => agency.Name).SingleAsync(cancellationToken);
            if (UnitStandings.Of(name, agency) is not UnitStanding.Own)
            {
                throw new RuleBrokenException(OnlyOwnUnitsAreNamed.With(name));
            }

            var units = await db.Units.ToListAsync(cancellationToken);
            if (new UnitDirectory(units).Find(name) is not null)
            {
                throw new RuleBrokenException(AddUnit.UnitsDifferInName);
            }

            var unit = units.Find(unit => unit.Id == command.UnitId) ?? throw new NotFoundException($"unit {command.UnitId}");
            unit.OtherNames = [.. unit.OtherNames, name];
            await db.SaveChangesAsync(cancellationToken);
            return unit.Id.Value;
        }
    }
}
