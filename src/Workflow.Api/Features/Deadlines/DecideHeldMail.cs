using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;

namespace Workflow.Api.Features.Deadlines;

/// <summary>
/// A mail is held because nobody knows whether it arrived, or because the database was restored: a person says whether it goes
/// out again or did arrive.
/// </summary>
[Requires(Permission.KeepDelivery)]
public static class DecideHeldMail
{
    public static readonly Rule OnlyAHeldMailIsDecided = new("mail.not-held");

    /// <param name="MailId">Null decides every held mail of the agency.</param>
    public sealed record Command(Guid? MailId, bool SendAgain) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var agency = user.Actor.AgencyId.Value;
            var by = await db.People.Where(person => person.Id == user.Actor.PersonId).Select(person => person.FullName).SingleAsync(cancellationToken);
            var (state, note) = command.SendAgain ? ("queued", $"sent again by {by}") : ("sent", $"arrived, says {by}");
            DateTimeOffset? sentAt = command.SendAgain ? null : clock.GetUtcNow();
            var counts = await db.Database.SqlQuery<int>(
                $"""
                with decided as (
                    update mail set state = {state}, reply = left(coalesce(reply || ' · ', '') || {note}, 500), sent_at = {sentAt}, next_attempt_at = clock_timestamp()
                    where agency_id = {agency} and state = 'held' and ({command.MailId}::uuid is null or id = {command.MailId}::uuid)
                    returning id),
                told as (
                    update reminder set state = {state}, sent_at = {sentAt} from decided where reminder.mail_id = decided.id and reminder.state in ('queued', 'unknown'))
                select count(*)::int as "Value" from decided
                """).ToListAsync(cancellationToken);
            var decided = counts.Single();
            return decided > 0 || command.MailId is null ? decided : throw new RuleBrokenException(OnlyAHeldMailIsDecided);
        }
    }
}
