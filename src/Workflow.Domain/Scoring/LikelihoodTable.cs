using Workflow.Domain.Tasks;

namespace Workflow.Domain.Scoring;

/// <summary>What holds for a table of likelihoods, each rule a sentence.</summary>
public static class LikelihoodRules
{
    /// <summary>Nothing but a verified result is certain.</summary>
    public static readonly Rule AChanceIsBelowCertainty = new("likelihood.chance-out-of-range");

    /// <summary>Work begun, work done and a result handed in are likelier in this order.</summary>
    public static readonly Rule ChancesRiseWithTheWork = new("likelihood.chances-out-of-order");
    public static readonly Rule LatenessTakesAPart = new("likelihood.overdue-out-of-range");
    public static readonly Rule WorkTakesDaysOfAYear = new("likelihood.days-out-of-range");
    public static readonly Rule ARecordIsWeighed = new("likelihood.record-out-of-range");
}

/// <summary>
/// How likely tasks bring back their points, as an agency says it: an opinion held as data, not yet calibrated by results. The
/// values here are in force where nobody has said others.
/// </summary>
public sealed record LikelihoodTable
{
    public static readonly LikelihoodTable Standard = new();

    public decimal Draft { get; init; } = 0.3m;

    public decimal Assigned { get; init; } = 0.4m;

    public decimal Declined { get; init; } = 0.2m;

    /// <summary>Taken on, nothing done yet.</summary>
    public decimal Accepted { get; init; } = 0.5m;

    /// <summary>All of the work done, not handed in; between nothing and all it rises evenly from <see cref="Accepted"/>.</summary>
    public decimal Finished { get; init; } = 0.85m;

    public decimal Returned { get; init; } = 0.45m;

    /// <summary>Handed in; what is not handed in is never likelier.</summary>
    public decimal Submitted { get; init; } = 0.9m;

    /// <summary>What is past its deadline is multiplied by this, and what has less time left than it needs comes near it day by day.</summary>
    public decimal Overdue { get; init; } = 0.6m;

    /// <summary>Working days that a whole task is supposed to need.</summary>
    public int WorkingDays { get; init; } = 10;

    /// <summary>The part of its tasks that a usual unit completes in time.</summary>
    public decimal InTime { get; init; } = 0.9m;

    /// <summary>With how many tasks of a usual unit a record is mixed, so that a few tasks say little.</summary>
    public int Doubt { get; init; } = 10;

    /// <summary>What is wrong with the table; empty where it can be used.</summary>
    public IReadOnlyList<Rule> Faults()
    {
        List<Rule> faults = [];
        if (new[] { Draft, Assigned, Declined, Accepted, Finished, Returned, Submitted }.Any(chance => chance is <= 0 or >= 1))
        {
            faults.Add(LikelihoodRules.AChanceIsBelowCertainty);
        }

        if (Accepted > Finished || Finished > Submitted)
        {
            faults.Add(LikelihoodRules.ChancesRiseWithTheWork);
        }

        if (Overdue is < 0 or > 1)
        {
            faults.Add(LikelihoodRules.LatenessTakesAPart);
        }

        if (WorkingDays is < 0 or > 250)
        {
            faults.Add(LikelihoodRules.WorkTakesDaysOfAYear);
        }

        if (InTime is <= 0 or > 1 || Doubt is < 1 or > 1000)
        {
            faults.Add(LikelihoodRules.ARecordIsWeighed);
        }

        return faults;
    }

    /// <summary>What is left of a likelihood once its task is overdue.</summary>
    public decimal WhenOverdue(decimal likelihood) => Math.Round(likelihood * Overdue, 2, MidpointRounding.AwayFromZero);

    /// <summary>By the state alone, and while in progress by the part done, between 0 and 1.</summary>
    public decimal Of(RemediationTaskState state, decimal progress) => state switch
    {
        // Where the clock stands still nobody works on it, as before it was assigned.
        RemediationTaskState.Draft or RemediationTaskState.Suspended => Draft,
        RemediationTaskState.Assigned => Assigned,
        RemediationTaskState.Declined => Declined,
        RemediationTaskState.Accepted => Accepted,
        RemediationTaskState.InProgress => Accepted + ((Finished - Accepted) * progress),
        RemediationTaskState.Returned => Returned,
        RemediationTaskState.Submitted => Submitted,
        RemediationTaskState.Completed => 1,
        RemediationTaskState.Cancelled => 0,
        _ => throw new InvalidOperationException($"No likelihood is known for {state}."),
    };
}
