using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Calendar;

/// <summary>Says what a change of the calendar would move. Nothing is saved.</summary>
[Requires(Permission.KeepCalendar)]
public static class PreviewCalendar
{
    public sealed record Query(IReadOnlyList<CalendarEdit> Edits) : IRequest<View>;

    /// <param name="Changes">What becomes of the days; an edit that changes nothing is not among them.</param>
    /// <param name="Moved">The days of open tasks, reports and reminders that move, those that move alike together.</param>
    public sealed record View(IReadOnlyList<CalendarChange> Changes, IReadOnlyList<MovedDays> Moved);

    internal sealed class Handler(Calendars calendars, CalendarShift shifts) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var before = await calendars.OwnAsync(cancellationToken);
            var after = before.With(CalendarChanges.Apply(before.Days, query.Edits));
            var shift = await shifts.FindAsync(before, after, cancellationToken);
            return new View(CalendarChanges.Between(before.Days, after.Days), await shifts.ToViewAsync(shift, cancellationToken));
        }
    }
}
