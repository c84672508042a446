using MediatR;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>
/// The coordinator adds a deduction that was missed, by its sentence. What is not given is taken from what the sentence says;
/// answers with the ordinal of the new row.
/// </summary>
[Requires(Permission.CorrectAnalysis)]
public static class AddDeduction
{
    public sealed record Command(
        AnalysisId AnalysisId,
        SentencePlace Place,
        int? Field = null,
        string? Criterion = null,
        decimal? Points = null,
        string? Reason = null,
        IReadOnlyList<string>? Units = null,
        uint? SeenVersion = null) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var analysis = await db.LoadAnalysisAsync(command.AnalysisId, command.SeenVersion, cancellationToken);
            var proposed = SentenceReader.Propose(analysis.Reading, command.Place.In(analysis.Reading));
            var stated = new StatedDeduction(
                proposed.Source,
                command.Field ?? proposed.Field ?? throw new RuleBrokenException(AnalysisRules.ADeductionHasAField),
                (command.Criterion ?? proposed.Criterion)?.Trim() is { Length: > 0 } code ? code : null,
                command.Points ?? proposed.Points ?? throw new RuleBrokenException(AnalysisRules.PointsArePositive),
                command.Reason?.Trim() ?? proposed.Reason,
                command.Units);
            var row = analysis.Add(stated, command.Place.Passage, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return row.Ordinal;
        }
    }
}
