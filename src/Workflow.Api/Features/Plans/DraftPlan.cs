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
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Plans;

/// <summary>Makes a draft plan from a confirmed analysis, with a suggested task for every deduction.</summary>
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
            var fields = analysis.Reading.Fields;
            var plan = RemediationPlan.Draft(
                analysis.Id, analysis.BaseYear, command.TargetYear, fields.Sum(field => field.Max - field.Lost), fields.Sum(field => field.Max), command.TargetScore, user.Actor, now);
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
            return
            [
                .. SuggestedTask.For(analysis.Standing, new UnitDirectory(units), plan.TargetYear, today, calendar)
                    .Select((suggested, at) => RemediationTask.Draft(
                        plan.Id, plan.AgencyId, at + 1, suggested.Title, suggested.Kind, [suggested.Share], suggested.Target, suggested.Assignment, suggested.LostAt)),
            ];
        }
    }
}
