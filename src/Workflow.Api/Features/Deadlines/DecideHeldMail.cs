using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;

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

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, IMediator mediator, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            var agency = user.Actor.AgencyId.Value;
            var by = await db.People.Where(person => person.Id == user.Actor.PersonId).Select(person => person.FullName).SingleAsync(cancellationToken);
            var (state, note) = command.SendAgain ? ("queued", $"sent again by {by}") : ("sent", $"arrived, says {by}");
            var now = clock.GetUtcNow();
            DateTimeOffset? sentAt = command.SendAgain ? null : now;
            var recipients = await db.Database.SqlQuery<string>(
                $"""
                with decided as (
                    update mail set state = {state}, reply = left(coalesce(reply || ' · ', '') || {note}, 500), sent_at = {sentAt}, next_attempt_at = clock_timestamp()
                    where agency_id = {agency} and state = 'held' and ({command.MailId}::uuid is null or id = {command.MailId}::uuid)
                    returning id, to_name),
                told as (
                    update reminder set state = {state}, sent_at = {sentAt} from decided where reminder.mail_id = decided.id and reminder.state in ('queued', 'unknown'))
                select to_name as "Value" from decided
                """).ToListAsync(cancellationToken);
            if (recipients.Count == 0)
            {
                return command.MailId is null ? 0 : throw new RuleBrokenException(OnlyAHeldMailIsDecided);
            }

            var decided = new HeldMailDecided(user.Actor.AgencyId, command.MailId, command.MailId is null ? null : recipients[0], recipients.Count, command.SendAgain, user.Actor.PersonId, now);
            await mediator.Publish(new Occurred<HeldMailDecided>(decided), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return recipients.Count;
        }
    }
}
