using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>A row that is no deduction no longer counts; it is kept and shown as taken out.</summary>
[Requires(Permission.CorrectAnalysis)]
public static class RemoveDeduction
{
    public sealed record Command(AnalysisId AnalysisId, int Ordinal, string? Reason = null, uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            analysis.Remove(command.Ordinal, command.Reason, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return command.Ordinal;
        }
    }
}
