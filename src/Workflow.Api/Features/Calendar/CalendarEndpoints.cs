using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Deadlines;
using Workflow.Api.Documents;
using Workflow.Api.Http;
using Workflow.Domain.Deadlines;

namespace Workflow.Api.Features.Calendar;

internal static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/calendar", Show).Sends<CalendarYear.Query>();
        api.MapGet("/calendar/versions", async (IMediator mediator, CancellationToken token) =>
            TypedResults.Ok(Page.Whole(await mediator.Send(new CalendarVersionList.Query(), token)))).Sends<CalendarVersionList.Query>();
        api.MapGet("/calendar/file", Download).Sends<CalendarFile.Query>();
        api.MapPost("/calendar/file", Read).Sends<ReadCalendarFile.Query>().DisableAntiforgery();
        api.MapGet("/calendar/{year:int}/proposal", Propose).Sends<HolidayProposal.Query>();
        api.MapPost("/calendar/{year:int}/preview", Preview).Sends<PreviewCalendar.Query>();
        api.MapPut("/calendar/{year:int}", Save).Sends<SaveCalendar.Command>();
    }

    /// <summary>The days of a year, whole: what is not among them becomes what its weekday says.</summary>
    /// <param name="Version">The version that was seen.</param>
    internal sealed record YearBody(int Version, string? Note, IReadOnlyList<CalendarDay>? Days);

    internal sealed record DaysBody(IReadOnlyList<CalendarDay> Days);

    internal sealed record VersionBody(int Version);

    internal sealed record PreviewBody(IReadOnlyList<CalendarChange> Changes, IReadOnlyList<MovedDays> Moved);

    private static async Task<Ok<CalendarYear.View>> Show(IMediator mediator, CancellationToken cancellationToken, int? year = null, int? version = null) =>
        TypedResults.Ok(await mediator.Send(new CalendarYear.Query(year, version), cancellationToken));

    private static async Task<FileContentHttpResult> Download(IMediator mediator, CancellationToken cancellationToken, int? year = null)
    {
        var file = await mediator.Send(new CalendarFile.Query(year), cancellationToken);
        return TypedResults.File(file.Content, CalendarFile.MediaType, file.FileName);
    }

    private static async Task<Ok<DaysBody>> Read(IFormFile file, IMediator mediator, CancellationToken cancellationToken) =>
        ToDays(await mediator.Send(new ReadCalendarFile.Query(await Uploads.ReadAsync(file, CalendarFileReader.MostBytes, cancellationToken)), cancellationToken));

    private static async Task<Ok<DaysBody>> Propose(int year, IMediator mediator, CancellationToken cancellationToken) =>
        ToDays(await mediator.Send(new HolidayProposal.Query(year), cancellationToken));

    private static async Task<Ok<PreviewBody>> Preview(int year, YearBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new PreviewCalendar.Query(await EditsAsync(year, body, mediator, cancellationToken)), cancellationToken);
        return TypedResults.Ok(new PreviewBody(view.Changes, view.Moved));
    }

    private static async Task<Ok<VersionBody>> Save(int year, YearBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(new VersionBody(await mediator.Send(
            new SaveCalendar.Command(body.Version, await EditsAsync(year, body, mediator, cancellationToken), body.Note ?? ""), cancellationToken)));

    private static async Task<IReadOnlyList<CalendarEdit>> EditsAsync(int year, YearBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var wanted = body.Days ?? throw new BadHttpRequestException("The days are missing.");
        if (wanted.Any(day => day.On.Year != year))
        {
            throw new BadHttpRequestException($"A day is not of {year}.");
        }

        var present = await mediator.Send(new CalendarYear.Query(year, body.Version), cancellationToken);
        var removed = present.Days.Select(day => day.On).Except(wanted.Select(day => day.On)).Select(day => new CalendarEdit(day, null));
        return [.. wanted.Select(CalendarEdit.Of), .. removed];
    }

    private static Ok<DaysBody> ToDays(IEnumerable<CalendarEdit> edits) => TypedResults.Ok(new DaysBody([.. edits.Select(edit => edit.Day).OfType<CalendarDay>()]));
}
