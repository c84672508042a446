using Microsoft.EntityFrameworkCore;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;
using Workflow.Domain.Reports;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Persistence;

/// <summary>Loads an aggregate to act on it, and says so when it is missing or has changed since the person saw it.</summary>
internal static class Loading
{
    public static async Task<RemediationTask> LoadTaskAsync(
        this WorkflowDbContext db, RemediationTaskId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.Tasks.SingleOrDefaultAsync(task => task.Id == id, cancellationToken)).At(seenVersion, $"task {id}");

    /// <summary>With the task it is about.</summary>
    public static async Task<(ExtensionRequest Request, RemediationTask Task)> LoadExtensionAsync(
        this WorkflowDbContext db, ExtensionRequestId id, CancellationToken cancellationToken)
    {
        var request = await db.ExtensionRequests.SingleOrDefaultAsync(request => request.Id == id, cancellationToken)
            ?? throw new NotFoundException($"extension request {id}");
        return (request, await db.LoadTaskAsync(request.TaskId, seenVersion: null, cancellationToken));
    }

    public static async Task<RemediationPlan> LoadPlanAsync(
        this WorkflowDbContext db, PlanId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.Plans.SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken)).At(seenVersion, $"plan {id}");

    /// <summary>
    /// With its deductions and the one act that can be undone next. Each in a query of its own: in one, the text of the report
    /// would come along with every row.
    /// </summary>
    public static async Task<AnalysisReport> LoadAnalysisAsync(
        this WorkflowDbContext db, AnalysisId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.Analyses
            .Include(analysis => analysis.Deductions.OrderBy(deduction => deduction.Ordinal))
            .Include(analysis => analysis.Acts.Where(act => act.UndoneAt == null).OrderByDescending(act => act.Number).Take(1))
            .AsSplitQuery()
            .SingleOrDefaultAsync(analysis => analysis.Id == id, cancellationToken)).At(seenVersion, $"analysis {id}");

    public static async Task<ScoreSet> LoadScoreSetAsync(
        this WorkflowDbContext db, ScoreSetId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.ScoreSets.Include(set => set.Criteria.OrderBy(criterion => criterion.Ordinal))
            .SingleOrDefaultAsync(set => set.Id == id, cancellationToken)).At(seenVersion, $"score set {id}");

    public static async Task<ScoreBoard> LoadScoreBoardAsync(this WorkflowDbContext db, ScoreBoardId id, CancellationToken cancellationToken) =>
        (await db.ScoreBoards.Include(board => board.Peers.OrderBy(peer => peer.Ordinal))
            .SingleOrDefaultAsync(board => board.Id == id, cancellationToken)).At(null, $"score board {id}");

    public static async Task<Scenario> LoadScenarioAsync(
        this WorkflowDbContext db, ScenarioId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.Scenarios.SingleOrDefaultAsync(scenario => scenario.Id == id, cancellationToken)).At(seenVersion, $"scenario {id}");

    public static async Task<ReportObligation> LoadReportObligationAsync(
        this WorkflowDbContext db, ReportObligationId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.ReportObligations.SingleOrDefaultAsync(obligation => obligation.Id == id, cancellationToken)).At(seenVersion, $"report obligation {id}");

    public static async Task<ReportOccurrence> LoadReportOccurrenceAsync(
        this WorkflowDbContext db, ReportOccurrenceId id, uint? seenVersion, CancellationToken cancellationToken) =>
        (await db.ReportOccurrences.SingleOrDefaultAsync(occurrence => occurrence.Id == id, cancellationToken)).At(seenVersion, $"report occurrence {id}");

    private static T At<T>(this T? aggregate, uint? seenVersion, string what) where T : Aggregate
    {
        if (aggregate is null)
        {
            throw new NotFoundException(what);
        }

        return seenVersion is null || aggregate.Version == seenVersion ? aggregate : throw new ChangedSinceSeenException(what);
    }
}
