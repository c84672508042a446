using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

/// <summary>
/// The unit, or the coordinator, records the day the recipient had a report, and what proves it, in words or as a file. Recorded
/// again, it is put right, for a reason. How long the way took moves what has not left for the same recipient.
/// </summary>
[Requires(Permission.RecordReport)]
public static class RecordReceipt
{
    public sealed record Command(ReportOccurrenceId OccurrenceId, uint SeenVersion, DateOnly On, string? Number = null, string? Proof = null, string? Reason = null, ProofFile? File = null)
        : ICommand<ReportActed>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, ReportPeriods periods, Proofs proofs, TimeProvider clock)
        : IRequestHandler<Command, ReportActed>
    {
        public async Task<ReportActed> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var report = await db.LoadReportOccurrenceAsync(command.OccurrenceId, command.SeenVersion, cancellationToken);
            report.RecordReceipt(command.On, command.Number, command.Proof, user.Actor, now, await calendars.OwnAsync(cancellationToken), command.Reason);
            if (command.File is { } file)
            {
                proofs.Attach(report, file, user.Actor, now);
            }

            await periods.LearnAsync(report, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return ReportActed.On(report);
        }
    }
}
