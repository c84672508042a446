using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>Takes back the last act of the review that still stands; answers with the number of what it was about.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class UndoReview
{
    public sealed record Command(AnalysisId AnalysisId, uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            var undone = analysis.Undo(user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return undone.About[0];
        }
    }
}
