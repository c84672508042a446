using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>How likely a task brings back its points, between 0 and 1 to 2 decimals, and how that came, sentence by sentence.</summary>
public sealed record DerivedLikelihood(decimal Value, IReadOnlyList<Said> Because);

/// <summary>Derives likelihoods from the table of the agency, the task, the time left and the unit's record.</summary>
public static class Likelihood
{
    /// <summary>
    /// The table's value for the state; times what lateness or too little time takes; times what the unit's record gives or
    /// takes; never above the value of a result handed in. Once the result lies with the verifier, time and record are over.
    /// </summary>
    public static DerivedLikelihood Derive(RemediationTask task, Grounds grounds)
    {
        var table = grounds.Table;
        var progress = ProgressOf(task);
        var chance = table.Of(task.State, progress);
        List<Said> because = [Said.Of($"likelihood-{task.State}", chance * 100, Math.Round(progress * 100, 1, MidpointRounding.AwayFromZero))];
        if (task.State is RemediationTaskState.Submitted or RemediationTaskState.Completed or RemediationTaskState.Cancelled)
        {
            return new DerivedLikelihood(Rounded(chance), because);
        }

        var likelihood = chance * TimeFactor(task, progress, grounds, because) * RecordFactor(grounds.RecordOf(task.LeadUnitId), table, because);
        if (likelihood > table.Submitted)
        {
            likelihood = table.Submitted;
            because.Add(Said.Of("likelihood-at-most", table.Submitted * 100));
        }

        return new DerivedLikelihood(Rounded(likelihood), because);
    }

    public static decimal ProgressOf(RemediationTask task) => Progress(task.Kind, task.Percent, task.Numerator, task.Denominator, task.Target);

    /// <summary>The part done, between 0 and 1: by the figures of an indicator against its target, else by the percentage reported.</summary>
    public static decimal Progress(TaskKind kind, int? percent, decimal? numerator, decimal? denominator, decimal? target) =>
        kind is TaskKind.Indicator && numerator is { } got && denominator is { } of
            ? Math.Clamp(got / of / ((target ?? 100m) / 100m), 0m, 1m)
            : (percent ?? 0) / 100m;

    /// <summary>
    /// Nothing is taken while the working days left, today's with them, are as many as the rest of the work needs; with fewer, in
    /// proportion, down to the factor of what is overdue. What is only to be kept up needs no days.
    /// </summary>
    private static decimal TimeFactor(RemediationTask task, decimal progress, Grounds grounds, List<Said> because)
    {
        var overdue = grounds.Table.Overdue;
        if (task.FellOverdue)
        {
            because.Add(Said.Of("likelihood-overdue", overdue));
            return overdue;
        }

        if (task.LastGoodDay is not { } last || task.State is RemediationTaskState.Suspended || task.Kind is TaskKind.Sustained or TaskKind.Standing)
        {
            return 1;
        }

        var left = grounds.WorkingDaysTo(last);
        var needed = (1 - progress) * grounds.Table.WorkingDays;
        if (left >= needed)
        {
            because.Add(Said.Of("likelihood-time", left, Math.Round(needed, 1, MidpointRounding.AwayFromZero)));
            return 1;
        }

        var factor = overdue + ((1 - overdue) * left / needed);
        because.Add(Said.Of("likelihood-little-time", left, Math.Round(needed, 1, MidpointRounding.AwayFromZero), Math.Round(factor, 4, MidpointRounding.AwayFromZero)));
        return factor;
    }

    private static decimal RecordFactor(UnitRecord record, LikelihoodTable table, List<Said> because)
    {
        if (record.Completed == 0)
        {
            because.Add(Said.Of("likelihood-no-record"));
            return 1;
        }

        var mixed = (record.InTime + (table.Doubt * table.InTime)) / (record.Completed + table.Doubt);
        var factor = mixed / table.InTime;
        because.Add(Said.Of("likelihood-record", record.InTime, record.Completed, Math.Round(factor, 4, MidpointRounding.AwayFromZero)));
        return factor;
    }

    private static decimal Rounded(decimal likelihood) => Math.Round(likelihood, 2, MidpointRounding.AwayFromZero);
}
