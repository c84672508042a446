using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>One deduction that was read as several becomes one row; answers with its ordinal.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class MergeDeductions
{
    public sealed record Command(AnalysisId AnalysisId, IReadOnlyList<int> Ordinals, uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            var merged = analysis.Merge(command.Ordinals, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return merged.Ordinal;
        }
    }
}
