using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Domain.Deadlines;

/// <summary>The policies an agency lives by at present: one for everything, and others for a plan, a kind of task or both.</summary>
public sealed class PoliciesInForce
{
    private readonly List<KeyValuePair<PolicyScope, DeadlinePolicy>> narrower;
    private readonly IReadOnlyDictionary<PolicyScope, DeadlinePolicy> all;

    public PoliciesInForce(IReadOnlyDictionary<PolicyScope, DeadlinePolicy> policies)
    {
        all = policies;
        General = policies.GetValueOrDefault(default, DeadlinePolicy.Standard);
        narrower = [.. policies.Where(policy => !policy.Key.IsGeneral).OrderByDescending(policy => policy.Key.Narrowness)];
    }

    /// <summary>Of each scope its latest edition, unless that withdrew its policy.</summary>
    public static PoliciesInForce Of(IEnumerable<PolicyEdition> editions) => new(editions
        .GroupBy(edition => edition.Scope)
        .Select(scope => (Scope: scope.Key, scope.MaxBy(edition => edition.Number)!.Terms))
        .Where(latest => latest.Terms is not null)
        .ToDictionary(latest => latest.Scope, latest => latest.Terms!));

    /// <summary>What holds where nothing narrower does; for reports; and for the hours in which anything leaves.</summary>
    public DeadlinePolicy General { get; }

    public DeadlinePolicy For(IReminded thing) => thing is RemediationTask task ? For(task.PlanId, task.Kind) : General;

    public DeadlinePolicy For(PlanId plan, TaskKind kind) =>
        narrower.Find(policy => policy.Key.Covers(plan, kind)) is { Value: { } own } ? own.InTheHoursOf(General) : General;

    /// <summary>What holds for exactly this scope; what it falls back on where nothing was said for it.</summary>
    public DeadlinePolicy In(PolicyScope scope) => all.TryGetValue(scope, out var own)
        ? own.InTheHoursOf(scope.IsGeneral ? own : General)
        : scope is { PlanId: { } plan, Kind: { } kind } ? For(plan, kind) : General;

    /// <summary>Whether exactly this scope has a policy of its own.</summary>
    public bool Has(PolicyScope scope) => all.ContainsKey(scope);

    public Ruling MayBeWithdrawn(PolicyScope scope, IReadOnlyCollection<Role> held) =>
        scope.IsGeneral ? Ruling.Refuse(PolicyRules.ThePolicyOfAllStays)
        : !Has(scope) ? Ruling.Refuse(PolicyRules.OnlyWhatHoldsIsWithdrawn)
        : With(scope, null).In(scope).MayBePutInForce(held);

    /// <summary>As it would be with another policy in a scope; with none of its own where that is null.</summary>
    public PoliciesInForce With(PolicyScope scope, DeadlinePolicy? policy)
    {
        var supposed = new Dictionary<PolicyScope, DeadlinePolicy>(all);
        supposed.Remove(scope);
        if (policy is not null)
        {
            supposed.Add(scope, policy);
        }

        return new PoliciesInForce(supposed);
    }
}
