using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>How likely a task brings back its points, as a visible table: an opinion held as data, not yet calibrated by results.</summary>
public static class Likelihood
{
    /// <summary>Taken off everything that is past its deadline.</summary>
    private const decimal OverdueFactor = 0.6m;

    /// <summary>Between 0 and 1, to 2 decimals; 1 only once verified.</summary>
    /// <param name="progress">The part done, between 0 and 1.</param>
    public static decimal Of(RemediationTaskState state, decimal progress, bool overdue)
    {
        var likelihood = state switch
        {
            RemediationTaskState.Draft => 0.3m,
            RemediationTaskState.Assigned => 0.4m,
            RemediationTaskState.Declined => 0.2m,
            RemediationTaskState.Accepted => 0.5m,
            RemediationTaskState.InProgress => 0.5m + (0.35m * progress),
            RemediationTaskState.Returned => 0.45m,
            RemediationTaskState.Submitted => 0.9m,
            RemediationTaskState.Completed => 1m,
            RemediationTaskState.Cancelled => 0m,
            RemediationTaskState.Suspended => 0.3m,
            _ => throw new InvalidOperationException($"No likelihood is known for {state}."),
        };

        var late = overdue && state is not (RemediationTaskState.Completed or RemediationTaskState.Submitted);
        return Math.Round(late ? likelihood * OverdueFactor : likelihood, 2, MidpointRounding.AwayFromZero);
    }

    public static decimal Of(RemediationTask task) => Of(task.State, ProgressOf(task), task.FellOverdue);

    public static decimal ProgressOf(RemediationTask task) => Progress(task.Kind, task.Percent, task.Numerator, task.Denominator, task.Target);

    /// <summary>The part done, between 0 and 1: by the figures of an indicator against its target, else by the percentage reported.</summary>
    public static decimal Progress(TaskKind kind, int? percent, decimal? numerator, decimal? denominator, decimal? target) =>
        kind is TaskKind.Indicator && numerator is { } got && denominator is { } of
            ? Math.Clamp(got / of / ((target ?? 100m) / 100m), 0m, 1m)
            : (percent ?? 0) / 100m;
}
