using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Persistence;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Scoring;

/// <summary>Puts the rows of the projection together: fields and totals are sums of rows, worked out nowhere else.</summary>
internal sealed class ProjectionReading(WorkflowDbContext db, Calendars calendars, TimeProvider clock)
{
    public async Task<(ProjectionDetails.View View, string Agency)> Of(RemediationPlan plan, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OwnAsync(cancellationToken);
        var analysis = await db.Analyses.AsNoTracking().Include(analysis => analysis.Deductions).AsSplitQuery().SingleAsync(analysis => analysis.Id == plan.AnalysisId, cancellationToken);
        var rows = await db.Projections.AsNoTracking().Where(row => row.PlanId == plan.Id).OrderBy(row => row.Ordinal).ToListAsync(cancellationToken);
        var stakes = await Stakes(plan.Id, cancellationToken);
        var deductions = analysis.Deductions.ToDictionary(deduction => deduction.Id);

        var fields = analysis.Reading.Fields.Select(field =>
        {
            var own = rows.Where(row => row.Field == field.Number).ToList();
            var got = field.Max - field.Lost;
            return new ProjectionDetails.FieldScore(
                field.Number,
                field.Name,
                field.Max,
                got,
                got + own.Sum(row => row.Secured),
                got + own.Sum(row => row.Expected),
                got + own.Sum(row => row.Ceiling),
                analysis.RemainderOf(field),
                [.. own.Select(Criterion)]);
        }).ToList();

        var won = rows.Sum(row => row.Secured);
        var view = new ProjectionDetails.View(
            plan.Id.Value,
            calendar.DayOf(clock.GetUtcNow()),
            plan.MaxScore,
            plan.BaseScore,
            plan.BaseScore + won,
            plan.BaseScore + rows.Sum(row => row.Expected),
            plan.BaseScore + rows.Sum(row => row.Ceiling),
            plan.TargetScore,
            plan.TargetScore is { } target
                ? ScoreDistribution.ProbabilityOfReaching(target - plan.BaseScore, [.. stakes.SelectMany(own => own.Value).Select(own => own.Stake)])
                : null,
            fields);
        return (view, await calendars.AgencyNameAsync(cancellationToken));

        ProjectionDetails.CriterionScore Criterion(ProjectionRow row)
        {
            var deduction = deductions[row.DeductionId];
            var own = stakes.GetValueOrDefault(row.DeductionId.Value, []);
            var rule = ScoringRule.Of(deduction, own.Count > 0 ? own[0].Kind : TaskKind.Corrective);
            return new ProjectionDetails.CriterionScore(
                row.Criterion, deduction.CriterionName, rule.Name, rule.Confirmed, null, row.Deducted, row.Secured, row.Expected, row.Ceiling, [.. own.Select(stake => stake.TaskId)]);
        }
    }

    private async Task<Dictionary<Guid, List<(Guid TaskId, TaskKind Kind, Stake Stake)>>> Stakes(PlanId planId, CancellationToken cancellationToken)
    {
        var rows = await db.Tasks
            .Where(task => task.PlanId == planId && task.State != RemediationTaskState.Cancelled)
            .SelectMany(task => task.Deductions, (task, share) => new
            {
                task.Id,
                task.Number,
                task.Kind,
                task.State,
                task.Percent,
                task.Numerator,
                task.Denominator,
                task.Target,
                task.FellOverdue,
                share.DeductionId,
                share.Points,
            })
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        return rows
            .GroupBy(row => row.DeductionId.Value, row => (row.Id.Value, row.Kind, new Stake(
                row.Points,
                Likelihood.Of(row.State, Likelihood.Progress(row.Kind, row.Percent, row.Numerator, row.Denominator, row.Target), row.FellOverdue),
                row.State is RemediationTaskState.Completed)))
            .ToDictionary(group => group.Key, group => group.ToList());
    }
}
