using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

/// <summary>Sets when summaries come, from today on: nothing is made up for under the new days.</summary>
[Requires(Permission.SetSummaries)]
public static class SetSummaries
{
    public static readonly Rule AMonthHasThatDay = new("summaries.no-such-day");

    /// <param name="WeeklyOn">Null sends no weekly summary.</param>
    /// <param name="MeetingDay">Null sends no monthly figures.</param>
    public sealed record Command(DayOfWeek? WeeklyOn, int? MeetingDay) : ICommand<bool>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, IMediator mediator, Calendars calendars, TimeProvider clock) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            if (command.MeetingDay is < 1 or > 31)
            {
                throw new RuleBrokenException(AMonthHasThatDay);
            }

            var agency = await db.Agencies.SingleAsync(cancellationToken);
            (agency.WeeklySummaryOn, agency.MeetingDay) = (command.WeeklyOn, command.MeetingDay);
            var now = clock.GetUtcNow();
            agency.SummariesFrom = (await calendars.OwnAsync(cancellationToken)).DayOf(now);
            await mediator.Publish(new Occurred<SummariesSet>(new SummariesSet(agency.Id, command.WeeklyOn, command.MeetingDay, user.Actor.PersonId, now)), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
