using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Deadlines;

/// <summary>The roles that somebody active in the agency holds.</summary>
internal static class HeldRoles
{
    public static async Task<IReadOnlyCollection<Role>> OfAsync(WorkflowDbContext db, CancellationToken cancellationToken) =>
        [.. (await db.People.Where(person => person.Active).Select(person => person.Roles).ToListAsync(cancellationToken)).SelectMany(roles => roles).Distinct()];
}
