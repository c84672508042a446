using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflow.Api.Deadlines;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Messaging;
using Workflow.Api.Persistence;
using Workflow.Api.Security;
using Workflow.Domain;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Calendar;

/// <summary>The administrator changes the calendar: a new version, and every open deadline that rests on it moves with it, as does the projection.</summary>
[Requires(Permission.KeepCalendar)]
public static class SaveCalendar
{
    /// <param name="SeenVersion">The version the change was made on.</param>
    /// <param name="Note">Why: the number of the announcement.</param>
    public sealed record Command(int SeenVersion, IReadOnlyList<CalendarEdit> Edits, string Note) : ICommand<int>;

    internal sealed class Handler(WorkflowDbContext db, ICurrentUser user, Calendars calendars, CalendarShift shifts, Projections projections, IMediator mediator, TimeProvider clock)
        : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellationToken)
        {
            await calendars.LockAsync(cancellationToken);
            var latest = await db.CalendarVersions.MaxAsync(version => (int?)version.Number, cancellationToken) ?? 0;
            if (latest != command.SeenVersion)
            {
                throw new ChangedSinceSeenException("calendar");
            }

            var before = await calendars.OwnAsync(cancellationToken);
            var days = CalendarChanges.Apply(before.Days, command.Edits);
            var changes = CalendarChanges.Between(before.Days, days);
            Check(changes, command.Note).Enforce();

            var shift = await shifts.FindAsync(before, before.With(days), cancellationToken);
            await ReplaceAsync(changes, cancellationToken);
            var version = new CalendarVersionRow
            {
                AgencyId = user.Actor.AgencyId,
                Number = latest + 1,
                Days = days,
                Changed = changes.Count,
                Note = command.Note.Trim(),
                SavedBy = user.Actor.PersonId,
                SavedAt = clock.GetUtcNow(),
            };
            db.CalendarVersions.Add(version);
            await mediator.Publish(
                new Occurred<CalendarSaved>(new CalendarSaved(version.AgencyId, version.Number, version.Changed, version.Note, version.SavedBy, clock.GetUtcNow())), cancellationToken);
            await shifts.CarryOutAsync(shift, user.Actor, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (shift.Change.Days.Count > 0)
            {
                calendars.Suppose(shift.Change.After);
                await projections.RecomputeAll(ActivityKinds.Of(typeof(CalendarSaved)), clock.GetUtcNow(), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }

            return version.Number;
        }

        private static Ruling Check(IReadOnlyCollection<CalendarChange> changes, string note)
        {
            List<Rule> broken = [];
            if (changes.Count == 0)
            {
                broken.Add(CalendarRules.SomethingChanges);
            }

            if (string.IsNullOrWhiteSpace(note))
            {
                broken.Add(CalendarRules.AChangeSaysWhy);
            }

            return Ruling.From(broken);
        }

        private async Task ReplaceAsync(IReadOnlyCollection<CalendarChange> changes, CancellationToken cancellationToken)
        {
            var changed = changes.Select(change => change.On).ToList();
            await db.CalendarDays.Where(day => changed.Contains(day.OnDay)).ExecuteDeleteAsync(cancellationToken);
            db.CalendarDays.AddRange(changes.Select(change => change.After).OfType<CalendarDay>().Select(day => CalendarDayRow.Of(user.Actor.AgencyId, day)));
        }
    }
}
