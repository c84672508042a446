using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>What a task brings back of its share of a deduction, by its kind.</summary>
public static class Recovery
{
    /// <summary>
    /// The part of its points that an indicator wins back by its figures where no rule is said for its criterion: all of them at
    /// the target, none at the figures they were lost at, in proportion between — as the two criteria proven by the reference
    /// report are scored.
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

    /// <summary>The same by the rule of the criterion where a person has said one that goes by figures.</summary>
    public static decimal OfIndicator(decimal part, decimal whole, decimal? target, (decimal Part, decimal Whole)? lostAt, Deducted deducted) =>
        deducted.Rule?.Terms switch
        {
            RatioTerms or TiersTerms => deducted.PartWonBack(new Observation { Part = part, Whole = whole }),
            GrowthTerms when lostAt is { Whole: > 0 } lost && whole > 0 =>
                deducted.PartWonBack(new Observation { ThisYear = part / whole, LastYear = lost.Part / lost.Whole }),
            _ => OfIndicator(part, whole, target, lostAt),
        };

    /// <summary>This year's figure against the base year's: all of the points above it; the same and below by the rule, else nothing.</summary>
    public static decimal OfGrowth(decimal figure, decimal baseFigure, Deducted deducted) =>
        (deducted.Rule is { Terms: GrowthTerms } ? deducted : deducted with { Rule = new SaidRule(deducted.Points, new GrowthTerms()) })
            .PartWonBack(new Observation { ThisYear = figure, LastYear = baseFigure });

    /// <summary>The stake of a task in a deduction as things stand.</summary>
    public static Stake StakeOf(RemediationTask task, TaskDeduction share, Grounds grounds)
    {
        if (task.Kind is TaskKind.Standing)
        {
            return default;
        }

        var deducted = grounds.Deductions[share.DeductionId];
        if (task.State is RemediationTaskState.Cancelled)
        {
            // Nobody works on it any more; what an incident or a late report has cost until then stays lost.
            var lost = ForgoneBy(task, share, deducted);
            return new Stake(lost, 0, false, lost);
        }

        var verified = task.State is RemediationTaskState.Completed;
        var likelihood = Likelihood.Derive(task, grounds).Value;
        return task.Kind switch
        {
            TaskKind.Indicator or TaskKind.Growth => ByFigures(task, share.Points, deducted, likelihood),
            TaskKind.Sustained => new Stake(share.Points, likelihood, verified && grounds.YearEnded, ForgoneBy(task, share, deducted)),
            TaskKind.Reporting => new Stake(share.Points, likelihood, verified, ForgoneBy(task, share, deducted)),
            _ => new Stake(share.Points, likelihood, verified),
        };
    }

    /// <summary>
    /// How many more of the whole an indicator needs for the next tier, or for its target; null where it lacks nothing or its
    /// figures are not known. By the figures reported, else by those the points were lost at.
    /// </summary>
    public static Said? ToNext(RemediationTask task, Deducted deducted)
    {
        if (task.Kind is not TaskKind.Indicator || (Figures(task) ?? LostAt(task)) is not { Whole: > 0 } at)
        {
            return null;
        }

        var (part, whole) = at;
        if (deducted.Rule is { Terms: TiersTerms tiers } rule)
        {
            return tiers.ToNextTier(rule.Max, part, whole) is { } next ? Said.Of("lacking-for-tier", next.Lacking, whole, next.Points) : null;
        }

        var target = deducted.Rule?.Terms is RatioTerms ratio ? ratio.Target * 100 : task.Target ?? 100m;
        var lacking = new RatioTerms(target / 100).LackingForMaximum(part, whole);
        return lacking > 0 ? Said.Of("lacking-for-target", lacking, whole, target) : null;
    }

    public static (decimal Part, decimal Whole)? LostAt(RemediationTask task) =>
        task is { BaseNumerator: { } part, BaseDenominator: { } whole } ? (part, whole) : null;

    private static (decimal Part, decimal Whole)? Figures(RemediationTask task) =>
        task is { Numerator: { } part, Denominator: { } whole } ? (part, whole) : null;

    /// <summary>
    /// Figures that are reported count as expected; verified, they are all that comes back. Handed in, they are the result the
    /// unit stands by, and nothing beyond them is expected. Figures that were sent back count for nothing.
    /// </summary>
    private static Stake ByFigures(RemediationTask task, decimal points, Deducted deducted, decimal likelihood)
    {
        var won = PartByFigures(task, deducted) is { } part ? Points.Round(points * part) : (decimal?)null;
        return task.State switch
        {
            RemediationTaskState.Completed => new Stake(points, likelihood, true, points - (won ?? points)),
            RemediationTaskState.Submitted when won is { } brought => new Stake(points, 0, false, Reported: brought),
            RemediationTaskState.InProgress when won is { } brought => new Stake(points, likelihood, false, Reported: brought),
            _ => new Stake(points, likelihood, false),
        };
    }

    private static decimal? PartByFigures(RemediationTask task, Deducted deducted) => task.Kind is TaskKind.Growth
        ? task is { Figure: { } figure, BaseFigure: { } before } ? OfGrowth(figure, before, deducted) : null
        : Figures(task) is { } at ? OfIndicator(at.Part, at.Whole, task.Target, LostAt(task), deducted) : null;

    /// <summary>
    /// Of which grade an incident is, nobody is asked: each costs what the gravest grade of the criterion's rule costs. Without
    /// such a rule one incident costs everything that was not to happen again.
    /// </summary>
    private static decimal PartAfterIncidents(int incidents, Deducted deducted)
    {
        if (deducted.Rule?.Terms is not PenaltyTerms penalty)
        {
            return 0;
        }

        var gravest = penalty.Grades.MaxBy(grade => grade.Points);
        return deducted.PartWonBack(new Observation { Events = [.. penalty.Grades.Select(grade => ReferenceEquals(grade, gravest) ? incidents : 0)] });
    }

    private static decimal PartAfterLateness(Deducted deducted) =>
        deducted.Rule?.Terms is DeadlineTerms ? deducted.PartWonBack(new Observation { DaysLate = deducted.DaysLate }) : 0;

    /// <summary>What incidents or a late report have cost of a task's points.</summary>
    private static decimal ForgoneBy(RemediationTask task, TaskDeduction share, Deducted deducted)
    {
        var partWonBack = task.Kind switch
        {
            TaskKind.Sustained when task.IncidentCount > 0 => PartAfterIncidents(task.IncidentCount, deducted),
            TaskKind.Reporting when deducted.DaysLate != 0 => PartAfterLateness(deducted),
            _ => 1,
        };
        return share.Points - Points.Round(share.Points * partWonBack);
    }
}
