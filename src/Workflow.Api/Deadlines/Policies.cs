using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Deadlines;

/// <summary>The deadline policies the agency of the present scope lives by; asked once a scope.</summary>
internal sealed class Policies(WorkflowDbContext db)
{
    private PoliciesInForce? inForce;

    public async Task<PoliciesInForce> OwnAsync(CancellationToken cancellationToken)
    {
        if (inForce is null)
        {
            var editions = await db.PolicyEditions.AsNoTracking().ToListAsync(cancellationToken);
            inForce = PoliciesInForce.Of(editions);
        }

        return inForce;
    }
}
