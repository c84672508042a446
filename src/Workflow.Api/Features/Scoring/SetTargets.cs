using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Scoring;

/// <summary>The coordinator says what the whole and single fields are to reach.</summary>
[Requires(Permission.SetTargets)]
public static class SetTargets
{
    /// <param name="Total">In points; null takes the target away.</param>
    public sealed record Command(PlanId PlanId, decimal? Total, IReadOnlyList<FieldTarget> Fields, uint? SeenVersion = null) : ICommand<Guid>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var plan = await db.LoadPlanAsync(command.PlanId, command.SeenVersion, cancellationToken);
            var analysis = await db.Analyses.AsNoTracking().SingleAsync(analysis => analysis.Id == plan.AnalysisId, cancellationToken);
            plan.Aim(command.Total, command.Fields, analysis.Reading.Fields, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return plan.Id.Value;
        }
    }
}
