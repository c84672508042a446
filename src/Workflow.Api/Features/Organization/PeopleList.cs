using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>The people of the agency and what they may do.</summary>
[Requires(Permission.ReadOrganization)]
public static class PeopleList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string FullName, string Position, string Email, Guid? UnitId, string? Unit, IReadOnlyList<Role> Roles, bool Active);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            var units = await db.Units.ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellationToken);
            var people = await db.People.AsNoTracking().OrderBy(person => person.FullName).ToListAsync(cancellationToken);
            return
            [
                .. people.Select(person => new Item(
                    person.Id.Value,
                    person.FullName,
                    person.Position,
                    person.Email,
                    person.UnitId?.Value,
                    person.UnitId is { } unit ? units[unit] : null,
                    person.Roles,
                    person.Active)),
            ];
        }
    }
}
