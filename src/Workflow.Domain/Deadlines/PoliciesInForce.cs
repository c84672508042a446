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

    /// <summary>Of each scope its latest edition.</summary>
    public static PoliciesInForce Of(IEnumerable<PolicyEdition> editions) =>
        new(editions.GroupBy(edition => edition.Scope).ToDictionary(scope => scope.Key, scope => scope.MaxBy(edition => edition.Number)!.Terms));

    /// <summary>What holds where nothing narrower does; for reports; and for the hours in which anything leaves.</summary>
    public DeadlinePolicy General { get; }

    public DeadlinePolicy For(IReminded thing) => thing is RemediationTask task ? For(task.PlanId, task.Kind) : General;

    public DeadlinePolicy For(PlanId plan, TaskKind kind) =>
        narrower.Find(policy => policy.Key.Covers(plan, kind)) is { Value: { } own } ? own.InTheHoursOf(General) : General;

    /// <summary>What holds for exactly this scope; what it falls back on where nothing was said for it.</summary>
    public DeadlinePolicy In(PolicyScope scope) => all.TryGetValue(scope, out var own)
        ? own.InTheHoursOf(scope.IsGeneral ? own : General)
        : scope is { PlanId: not null, Kind: not null } ? In(scope with { Kind = null }) : General;

    /// <summary>As it would be with another policy in a scope.</summary>
    public PoliciesInForce With(PolicyScope scope, DeadlinePolicy policy) => new(new Dictionary<PolicyScope, DeadlinePolicy>(all) { [scope] = policy });
}
