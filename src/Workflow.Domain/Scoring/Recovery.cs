using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>What a task brings back of its share of a deduction, by its kind.</summary>
public static class Recovery
{
    /// <summary>
    /// The part of its points that an indicator wins back by its figures: all of them at the target, none at the figures they
    /// were lost at, in proportion between — as the two criteria proven by the reference report are scored.
    /// </summary>
    /// <param name="target">The share that wins everything back, in percent; null is the whole.</param>
    /// <param name="lostAt">The figures of the base year; null counts from nothing.</param>
    /// <returns>Between 0 and 1.</returns>
    public static decimal OfIndicator(decimal part, decimal whole, decimal? target, (decimal Part, decimal Whole)? lostAt)
    {
        if (whole <= 0)
        {
            return 0;
        }

        var goal = (target ?? 100m) / 100m;
        var start = lostAt is { Whole: > 0 } lost ? lost.Part / lost.Whole : 0;
        return goal <= start ? (part / whole >= goal ? 1 : 0) : Math.Clamp(((part / whole) - start) / (goal - start), 0, 1);
    }

    /// <summary>The stake of a task in a deduction as things stand: an indicator whose figures are verified forgoes what they do not bring.</summary>
    public static Stake StakeOf(RemediationTask task, TaskDeduction share)
    {
        var verified = task.State is RemediationTaskState.Completed;
        var won = verified && task is { Kind: TaskKind.Indicator, Numerator: { } part, Denominator: { } whole }
            ? OfIndicator(part, whole, task.Target, LostAt(task))
            : 1;
        return new Stake(share.Points, Likelihood.Of(task), verified, share.Points - Points.Round(share.Points * won));
    }

    public static (decimal Part, decimal Whole)? LostAt(RemediationTask task) =>
        task is { BaseNumerator: { } part, BaseDenominator: { } whole } ? (part, whole) : null;
}
