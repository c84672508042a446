using Workflow.Domain.Analyses;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Organization;

namespace Workflow.Domain.Scoring;

/// <summary>
/// What the stakes of a plan's tasks are reckoned from besides the tasks themselves, all as it stands when a day begins: with
/// the same grounds the same tasks give the same stakes, whoever works them out and when.
/// </summary>
/// <param name="Day">The day the plan is reckoned for.</param>
/// <param name="TargetYear">The year in which the points are to be won back.</param>
public sealed record Grounds(DateOnly Day, int TargetYear, WorkCalendar Calendar, LikelihoodTable Table)
{
    /// <summary>Counted once for each deadline, however many tasks share it.</summary>
    private readonly Dictionary<DateOnly, int> left = [];

    public IReadOnlyDictionary<DeductionId, Deducted> Deductions { get; init; } = new Dictionary<DeductionId, Deducted>();

    /// <summary>The records of units up to the eve of the day.</summary>
    public IReadOnlyDictionary<UnitId, UnitRecord> Records { get; init; } = new Dictionary<UnitId, UnitRecord>();

    /// <summary>What had to be kept up through the target year has been, or not.</summary>
    public bool YearEnded => Day.Year > TargetYear;

    /// <summary>Working days that are left up to a last good day, the day itself with them; 0 once it has passed.</summary>
    public int WorkingDaysTo(DateOnly lastGoodDay) => left.TryGetValue(lastGoodDay, out var known)
        ? known
        : left[lastGoodDay] = Math.Max(0, Calendar.WorkingDaysBetween(Day.AddDays(-1), lastGoodDay));

    public UnitRecord RecordOf(UnitId? unit) => unit is { } id ? Records.GetValueOrDefault(id) : default;
}

/// <summary>A deduction as the calculator takes it.</summary>
/// <param name="Points">Points lost in the base year.</param>
/// <param name="Rule">How its criterion is scored, where a person has said it.</param>
/// <param name="DaysLate">Calendar days by which the latest of the criterion's reports of the target year came late; 0 where none did.</param>
public sealed record Deducted(decimal Points, SaidRule? Rule = null, int DaysLate = 0)
{
    /// <summary>
    /// The part of the points, between 0 and 1, that comes back when the criterion is scored as seen: what it would get by its
    /// rule, less what it got when it lost them.
    /// </summary>
    public decimal PartWonBack(Observation seen)
    {
        var got = Rule!.Terms.Score(Rule.Max, seen).Points - (Rule.Max - Points);
        return Points == 0 ? 0 : Math.Clamp(got, 0, Points) / Points;
    }
}

/// <summary>The rule of a criterion as a person said it, with the criterion's maximum in points.</summary>
public sealed record SaidRule(decimal Max, ScoringTerms Terms);

/// <summary>How many tasks a unit has completed, and how many of them in time, by the day their results were handed in.</summary>
public readonly record struct UnitRecord(int Completed, int InTime);
