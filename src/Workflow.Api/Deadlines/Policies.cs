using Microsoft.EntityFrameworkCore;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Deadlines;

/// <summary>
/// The deadline policies the agency of the present scope lives by; asked once a scope. Whoever reads them within a transaction holds
/// them until that ends, so that no step is reckoned by a policy that is being changed meanwhile.
/// </summary>
internal sealed class Policies(WorkflowDbContext db, ICurrentUser user)
{
    /// <summary>Told apart from locks of other kinds on the same agency.</summary>
    private const long PolicyLock = 8;

    private PoliciesInForce? inForce;

    public async Task<PoliciesInForce> OwnAsync(CancellationToken cancellationToken)
    {
        if (inForce is null)
        {
            if (db.Database.CurrentTransaction is not null)
            {
                await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({LockName}, {PolicyLock}))", cancellationToken);
            }

            inForce = PoliciesInForce.Of(await db.PolicyEditions.AsNoTracking().ToListAsync(cancellationToken));
        }

        return inForce;
    }

    /// <summary>As they are now, whatever was read before.</summary>
    public Task<PoliciesInForce> AnewAsync(CancellationToken cancellationToken)
    {
        inForce = null;
        return OwnAsync(cancellationToken);
    }

    /// <summary>
    /// For who holds timers already: whoever changes a policy waits for these, so that waiting for the policy would be
    /// waiting for each other.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">They are being changed at this moment.</exception>
    public async Task<PoliciesInForce> OwnWithoutWaitingAsync(CancellationToken cancellationToken)
    {
        var held = await db.Database
            .SqlQuery<bool>($"""select pg_try_advisory_xact_lock_shared(hashtextextended({LockName}, {PolicyLock})) as "Value" """)
            .ToListAsync(cancellationToken);
        return held is [true] ? await OwnAsync(cancellationToken) : throw new DbUpdateConcurrencyException("The deadline policies are being changed.");
    }

    /// <summary>Waits until nobody reckons by the policies any more, and lets nobody begin before the transaction ends.</summary>
    public async Task LockAsync(CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockName}, {PolicyLock}))", cancellationToken);

    private string LockName => user.AgencyId?.ToString() ?? "";
}
