using MediatR;
using Workflow.Api.Documents;
using Workflow.Api.Security;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Calendar;

/// <summary>Reads the days off and the made-up days of an .ics file, as edits to look at before anything is saved.</summary>
[Requires(Permission.KeepCalendar)]
public static class ReadCalendarFile
{
    public sealed record Query(byte[] Content) : IRequest<IReadOnlyList<CalendarEdit>>;

    internal sealed class Handler : IRequestHandler<Query, IReadOnlyList<CalendarEdit>>
    {
        public Task<IReadOnlyList<CalendarEdit>> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(CalendarFileReader.Read(query.Content));
    }
}
