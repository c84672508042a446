using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>The coordinator says whether a proposed cause really cost points in several places.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class DecideRootCause
{
    public sealed record Command(AnalysisId AnalysisId, int Number, bool Confirmed, uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            analysis.DecideRootCause(command.Number, command.Confirmed, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return command.Number;
        }
    }
}
