using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>Several deductions that were read as one become rows of their own; answers with the ordinal of the first.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class SplitDeduction
{
    public sealed record Command(AnalysisId AnalysisId, int Ordinal, IReadOnlyList<DeductionPart> Parts, uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            var made = analysis.Split(command.Ordinal, command.Parts, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return made[0].Ordinal;
        }
    }
}
