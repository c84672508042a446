using Workflow.Domain.Organization;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;
using Workflow.Domain.Tests.Deadlines;
using Workflow.Domain.Tests.Tasks;

namespace Workflow.Domain.Tests.Scoring;

/// <summary>What tasks are reckoned from: the day of the tests, the program's own table, nobody's record, no rule said.</summary>
internal static class SomeGrounds
{
    public static readonly DateOnly Today = Calendars.Day("2024-09-09");

    public static Grounds For(RemediationTask task, decimal? deducted = null, ScoringTerms? terms = null, decimal? max = null, int daysLate = 0, DateOnly? day = null) =>
        new(day ?? Today, 2024, Calendars.Vietnamese, LikelihoodTable.Standard)
        {
            Deductions = task.Deductions.ToDictionary(share => share.DeductionId, share => new Deducted(
                deducted ?? share.Points, terms is null ? null : new SaidRule(max ?? deducted ?? share.Points, terms), daysLate)),
        };

    public static Grounds WithRecord(this Grounds grounds, int completed, int inTime) =>
        grounds with { Records = new Dictionary<UnitId, UnitRecord> { [ATask.Lead] = new(completed, inTime) } };

    public static Stake StakeOf(RemediationTask task, Grounds grounds) => Recovery.StakeOf(task, task.Deductions.First(), grounds);
}
