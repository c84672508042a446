using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>The agency's units.</summary>
[Requires(Permission.ReadOrganization)]
public static class UnitList
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string Name, UnitKind Kind, IReadOnlyList<string> OtherNames, DateOnly? ValidFrom, DateOnly? ValidTo);

    internal sealed class Handler(WorkflowDbContext db) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Units
                .OrderBy(unit => unit.Name)
                .Select(unit => new Item(unit.Id.Value, unit.Name, unit.Kind, unit.OtherNames, unit.ValidFrom, unit.ValidTo))
                .ToListAsync(cancellationToken);
    }
}
