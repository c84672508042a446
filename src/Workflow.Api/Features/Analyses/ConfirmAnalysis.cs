using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>The coordinator has compared the reading with its source; only now may a plan be made from it.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class ConfirmAnalysis
{
    /// <param name="DespiteDoubts">What is unsure or unread has been seen and is taken as it is; programs always say so.</param>
    public sealed record Command(AnalysisId AnalysisId, uint? SeenVersion = null, bool DespiteDoubts = false) : ICommand<AnalysisState>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, AnalysisState>
    {
        public async Task<AnalysisState> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            analysis.Confirm(user.Actor, clock.GetUtcNow(), command.DespiteDoubts);
            await db.SaveChangesAsync(cancellationToken);
            return analysis.State;
        }
    }
}
