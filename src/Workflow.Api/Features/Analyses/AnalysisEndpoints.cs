using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Http;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

internal static class AnalysisEndpoints
{
    /// <summary>More than any report needs; the reader has limits of its own.</summary>
    private const int MaxSize = 20 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/analyses", Upload).Sends<UploadAnalysis.Command>().DisableAntiforgery();
        api.MapGet("/analyses", List).Sends<AnalysisList.Query>();
        api.MapGet("/analyses/readings/{commandId:guid}", Reading).Sends<ReadingUnderWay.Query>();
        api.MapGet("/analyses/{analysisId:guid}", Details).Sends<AnalysisDetails.Query>();
        api.MapGet("/analyses/{analysisId:guid}/repeated", Repeated).Sends<RepeatedDeductions.Query>();
    }

    internal sealed record TextBody(string? Text);

    private static async Task<Created<AnalysisView>> Upload(HttpRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var id = await mediator.Send(await CommandFrom(request, cancellationToken), cancellationToken);
        return TypedResults.Created($"/api/v1/analyses/{id}", await Show(id, mediator, cancellationToken));
    }

    /// <summary>A file in a form, or text in JSON.</summary>
    private static async Task<UploadAnalysis.Command> CommandFrom(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType())
        {
            return new UploadAnalysis.Command(Wording.Of("analysis.pasted-name"), [], (await TextFrom(request, cancellationToken))?.Text ?? "");
        }

        if (!request.HasFormContentType)
        {
            throw new Documents.UnreadableFileException("file.wrong-kind", StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await request.ReadFormAsync(cancellationToken);
        var file = form.Files["file"] ?? throw new Documents.UnreadableFileException("file.missing", StatusCodes.Status400BadRequest);
        return new UploadAnalysis.Command(file.FileName, await Uploads.ReadAsync(file, MaxSize, cancellationToken));
    }

    private static async Task<TextBody?> TextFrom(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<TextBody>(cancellationToken);
        }
        catch (System.Text.Json.JsonException malformed)
        {
            throw new BadHttpRequestException("The body is no JSON of this kind.", malformed);
        }
    }

    private static async Task<Ok<Page<AnalysisList.Item>>> List(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new AnalysisList.Query(), cancellationToken)));

    private static async Task<Results<Ok<Documents.ReadingProgress>, NoContent>> Reading(Guid commandId, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new ReadingUnderWay.Query(commandId), cancellationToken) is { } progress ? TypedResults.Ok(progress) : TypedResults.NoContent();

    private static async Task<Ok<AnalysisView>> Details(Guid analysisId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Show(analysisId, mediator, cancellationToken));

    private static async Task<Ok<Page<RepeatedDeductions.Item>>> Repeated(Guid analysisId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new RepeatedDeductions.Query(new AnalysisId(analysisId)), cancellationToken)));

    private static Task<AnalysisView> Show(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new AnalysisDetails.Query(new AnalysisId(id)), cancellationToken);
}
