using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;
using Workflow.Domain.Organization;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>
/// Makes a draft plan from a confirmed analysis, with a suggested task for every deduction, and with the standing duties of the
/// plan before: they have no end, so they go on.
/// </summary>
[Requires(Permission.DraftPlan)]
public static class DraftPlan
{
    public sealed record Command(AnalysisId AnalysisId, int TargetYear, decimal? TargetScore = null) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock, Calendars calendars, Projections projections)
        : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, seenVersion: null, cancellationToken);
            if (analysis.State is not AnalysisState.Confirmed)
            {
                throw new RuleBrokenException(PlanRules.OnlyAConfirmedAnalysisIsPlanned);
            }

            if (await db.Plans.AnyAsync(plan => plan.AnalysisId == analysis.Id && plan.TargetYear == command.TargetYear, cancellationToken))
            {
                throw new RuleBrokenException(PlanRules.AnAnalysisHasOnePlanAYear);
            }

            var now = clock.GetUtcNow();
            var score = FieldSums.Of(analysis.Reading.Fields);
            var plan = RemediationPlan.Draft(
                analysis.Id, analysis.BaseYear, command.TargetYear, score.Got, score.Max, command.TargetScore, user.Actor, now);
            var tasks = await SuggestTasks(analysis, plan, now, cancellationToken);

            db.Plans.Add(plan);
            db.Tasks.AddRange(tasks);
            await projections.Start(plan, [.. analysis.Standing], tasks, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return plan.Id.Value;
        }

        private async Task<List<RemediationTask>> SuggestTasks(AnalysisReport analysis, RemediationPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var calendar = await calendars.OwnAsync(cancellationToken);
            var today = calendar.DayOf(now);
            var units = await db.Units.Where(unit => unit.ValidTo == null || unit.ValidTo >= today).ToListAsync(cancellationToken);
            List<RemediationTask> tasks =
            [
                .. SuggestedTask.For(analysis.Standing, new UnitDirectory(units), plan.TargetYear, today, calendar)
                    .Select((suggested, at) => RemediationTask.Draft(
                        plan.Id, plan.AgencyId, at + 1, suggested.Title, suggested.Kind, [suggested.Share], suggested.Target, suggested.Assignment, suggested.LostAt)),
            ];
            tasks.AddRange((await StandingBefore(plan, cancellationToken)).Select((duty, at) => RemediationTask.Draft(
                plan.Id, plan.AgencyId, tasks.Count + at + 1, duty.Title, TaskKind.Standing, [], duty.Target, StillThere(duty, units), carriedFrom: duty.Id)));
            return tasks;
        }

        /// <summary>The standing duties of the latest plan in force for an earlier year.</summary>
        private async Task<List<RemediationTask>> StandingBefore(RemediationPlan plan, CancellationToken cancellationToken)
        {
            var former = await db.Plans
                .Where(other => other.State == PlanState.Published && other.TargetYear < plan.TargetYear)
                .OrderByDescending(other => other.TargetYear).ThenByDescending(other => other.Id)
                .Select(other => (PlanId?)other.Id)
                .FirstOrDefaultAsync(cancellationToken);
            return await db.Tasks.AsNoTracking()
                .Where(task => task.PlanId == former && task.Kind == TaskKind.Standing && task.State != RemediationTaskState.Cancelled)
                .OrderBy(task => task.Number)
                .ToListAsync(cancellationToken);
        }

        /// <summary>Who had the duty, as far as those units still are; it has no end.</summary>
        private static Assignment StillThere(RemediationTask duty, List<Domain.Organization.Unit> units)
        {
            var there = units.ConvertAll(unit => unit.Id);
            return new Assignment(
                duty.LeadUnitId is { } lead && there.Contains(lead) ? lead : null,
                [.. duty.CoordinatingUnits.Select(helper => helper.UnitId).Where(there.Contains)],
                null);
        }
    }
}
