using MediatR;
using Workflow.Api.Features.Evidence;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>A file that shows a recipient had a report. Without a title it is called by its name.</summary>
public sealed record ProofFile(string? Title, string FileName, byte[] Content);

/// <summary>The unit, or the coordinator, adds a file that shows the recipient had a report.</summary>
[Requires(Permission.RecordReport)]
public static class ProveReceipt
{
    /// <param name="SeenVersion">May be left out: adding a file overwrites nothing.</param>
    public sealed record Command(ReportOccurrenceId OccurrenceId, ProofFile File, uint? SeenVersion = null) : ICommand<EvidenceRef>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Proofs proofs, TimeProvider clock) : IRequestHandler<Command, EvidenceRef>
    {
        public async Task<EvidenceRef> Handle(Command command, CancellationToken cancellationToken)
        {
            var report = await db.LoadReportOccurrenceAsync(command.OccurrenceId, command.SeenVersion, cancellationToken);
            report.MayBeProvedBy(user.Actor).Enforce();
            var item = proofs.Attach(report, command.File, user.Actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return EvidenceRef.Of(item);
        }
    }
}

/// <summary>Keeps what proves receipts, as evidence is kept.</summary>
internal sealed class Proofs(WorkflowDbContext db)
{
    /// <summary>Nothing is saved yet.</summary>
    public EvidenceItem Attach(ReportOccurrence report, ProofFile file, Actor actor, DateTimeOffset now)
    {
        var item = EvidenceFiles.Keep(db, report, new NewFile(file.Title, file.FileName, file.Content), actor, now);
        report.Prove(item, actor, now);
        return item;
    }
}
