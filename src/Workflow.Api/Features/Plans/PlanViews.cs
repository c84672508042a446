using Workflow.Api.Features.Tasks;
using Workflow.Domain.Plans;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>The four official cells: done in time or late, not done and still in time or overdue. Cancelled tasks are in none.</summary>
public sealed record FourCells(int CompletedOnTime, int CompletedLate, int OpenOnTime, int OpenOverdue)
{
    public static FourCells None { get; } = new(0, 0, 0, 0);

    public int Total => CompletedOnTime + CompletedLate + OpenOnTime + OpenOverdue;

    public static FourCells Of(RemediationTask task, DateOnly today)
    {
        var late = task.State is not RemediationTaskState.Suspended && task.LastGoodDay < (task.SubmittedOn ?? today);
        return task.State is RemediationTaskState.Completed
            ? late ? new(0, 1, 0, 0) : new(1, 0, 0, 0)
            : late ? new(0, 0, 0, 1) : new(0, 0, 1, 0);
    }

    public static FourCells operator +(FourCells one, FourCells other) => new(
        one.CompletedOnTime + other.CompletedOnTime,
        one.CompletedLate + other.CompletedLate,
        one.OpenOnTime + other.OpenOnTime,
        one.OpenOverdue + other.OpenOverdue);
}

/// <summary>The score of a plan in points: where it started, what is certain, expected, and possible at most.</summary>
public sealed record Score(decimal Base, decimal Secured, decimal Expected, decimal Ceiling);

public sealed record PlanView(
    Guid Id,
    uint Version,
    Guid AnalysisId,
    string Agency,
    int BaseYear,
    int TargetYear,
    PlanState State,
    decimal? TargetScore,
    DateTimeOffset? PublishedAt,
    FourCells Cells,
    Score Projection)
{
    /// <summary>What single fields are to reach, in points.</summary>
    public IReadOnlyList<FieldTarget> FieldTargets { get; init; } = [];
}

/// <summary>A unit's part of the plan.</summary>
public sealed record UnitCells(UnitRef Unit, FourCells Cells, decimal Points);
