using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>The coordinator has compared a row with its source and finds it right.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class AcceptDeduction
{
    public sealed record Command(AnalysisId AnalysisId, int Ordinal, uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            analysis.Accept(command.Ordinal, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return command.Ordinal;
        }
    }
}
