using MediatR;
using Workflow.Api.Deadlines;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Calendar;

/// <summary>The days off a year will have by law, as edits to look at: none of them is announced. A holiday that the year has already, on whatever days, stays as it is.</summary>
[Requires(Permission.KeepCalendar)]
public static class HolidayProposal
{
    public sealed record Query(int Year) : IRequest<IReadOnlyList<CalendarEdit>>;

    internal sealed class Handler(Calendars calendars) : IRequestHandler<Query, IReadOnlyList<CalendarEdit>>
    {
        public async Task<IReadOnlyList<CalendarEdit>> Handle(Query query, CancellationToken cancellationToken)
        {
            if (query.Year is < CalendarChanges.FirstYear or > CalendarChanges.LastYear)
            {
                return [];
            }

            var calendar = await calendars.OwnAsync(cancellationToken);
            var known = calendar.Days.Where(day => day.On.Year == query.Year).Select(day => day.Name).ToHashSet();
            return [.. ProposedHolidays.Of(query.Year).Where(day => calendar.Exception(day.On) is null && !known.Contains(day.Name)).Select(CalendarEdit.Of)];
        }
    }
}
