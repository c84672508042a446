using System.Security.Cryptography;
using System.Text;
using MediatR;
using Workflow.Api.Documents;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>Reads a report that was uploaded or pasted. What cannot be read is refused, and nothing of it is kept.</summary>
[Requires(Permission.UploadAnalysis)]
public static class UploadAnalysis
{
    /// <param name="Content">The file; empty where text was pasted.</param>
    /// <param name="PastedText">Null where a file was uploaded.</param>
    public sealed record Command(string FileName, byte[] Content, string? PastedText = null) : ICommand<Guid>;

    internal sealed class Handler(
        WorkflowDbContext db, ICurrentUser user, ICommandIdentity identity, Readings readings, ReadingsUnderWay underWay, TimeProvider clock)
        : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            using var progress = underWay.Follow(user.Actor.PersonId, identity.CommandId);
            var reading = command.PastedText is { } text
                ? await readings.AnalyseTextAsync(text, progress, cancellationToken)
                : await readings.AnalyseAsync(command.Content, progress, cancellationToken);
            var content = command.PastedText is { } pasted ? Encoding.UTF8.GetBytes(pasted) : command.Content;
            var report = AnalysisReport.Of(
                reading, command.FileName, Convert.ToHexStringLower(SHA256.HashData(content)), user.Actor, clock.GetUtcNow());
            db.Analyses.Add(report);
            await db.SaveChangesAsync(cancellationToken);
            return report.Id.Value;
        }
    }
}
