using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Documents;
using Workflow.Api.Http;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

internal static class ScoreEndpoints
{
    private const int MaxSize = 20 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/score-sets", Sets).Sends<ScoreSetList.Query>();
        api.MapPost("/score-sets", ImportSet).Sends<ImportScoreSet.Command>().DisableAntiforgery();
        api.MapGet("/score-sets/{scoreSetId:guid}", Set).Sends<ScoreSetDetails.Query>();
        api.MapPut("/score-sets/{scoreSetId:guid}/criteria/{code}/rule", SayRule).Sends<SayCriterionRule.Command>();
        api.MapGet("/likelihoods", Likelihoods).Sends<LikelihoodDetails.Query>();
        api.MapPut("/likelihoods", SayLikelihoods).Sends<SayLikelihood.Command>();
        api.MapPost("/likelihoods/trial", TryLikelihoods).Sends<TryLikelihood.Query>();
        api.MapGet("/reckonings", Reckonings).Sends<ReckoningList.Query>();
        api.MapGet("/score-boards", Boards).Sends<ScoreBoardList.Query>();
        api.MapPost("/score-boards", ImportBoard).Sends<ImportScoreBoard.Command>().DisableAntiforgery();
        api.MapGet("/score-boards/{scoreBoardId:guid}", Board).Sends<ScoreBoardDetails.Query>();
    }

    internal sealed record RuleBody(ScoringTerms? Terms, uint? Version);

    internal sealed record LikelihoodBody(LikelihoodTable? Table, int Edition);

    private static async Task<Ok<LikelihoodDetails.View>> Likelihoods(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new LikelihoodDetails.Query(), cancellationToken));

    private static async Task<Ok<LikelihoodDetails.View>> SayLikelihoods(LikelihoodBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new SayLikelihood.Command(Given(body.Table), body.Edition), cancellationToken);
        return TypedResults.Ok(await mediator.Send(new LikelihoodDetails.Query(), cancellationToken));
    }

    private static async Task<Ok<Page<TryLikelihood.Effect>>> TryLikelihoods(LikelihoodBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new TryLikelihood.Query(Given(body.Table)), cancellationToken)));

    private static async Task<Ok<Page<ReckoningList.Item>>> Reckonings(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new ReckoningList.Query(), cancellationToken)));

    private static LikelihoodTable Given(LikelihoodTable? table) => table ?? throw new BadHttpRequestException("The table is missing.");

    private static async Task<Ok<Page<ScoreSetList.Item>>> Sets(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new ScoreSetList.Query(), cancellationToken)));

    private static async Task<Created<ScoreSetDetails.View>> ImportSet(HttpRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var (year, document) = await FormFrom(request, cancellationToken);
        var id = await mediator.Send(new ImportScoreSet.Command(year, document), cancellationToken);
        return TypedResults.Created($"/api/v1/score-sets/{id}", await mediator.Send(new ScoreSetDetails.Query(new ScoreSetId(id)), cancellationToken));
    }

    private static async Task<Ok<ScoreSetDetails.View>> Set(Guid scoreSetId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new ScoreSetDetails.Query(new ScoreSetId(scoreSetId)), cancellationToken));

    private static async Task<Ok<ScoreSetDetails.View>> SayRule(
        Guid scoreSetId, string code, RuleBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var terms = body.Terms ?? throw new BadHttpRequestException("The rule is missing.");
        await mediator.Send(new SayCriterionRule.Command(new ScoreSetId(scoreSetId), code, terms, body.Version), cancellationToken);
        return TypedResults.Ok(await mediator.Send(new ScoreSetDetails.Query(new ScoreSetId(scoreSetId)), cancellationToken));
    }

    private static async Task<Ok<Page<ScoreBoardList.Item>>> Boards(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new ScoreBoardList.Query(), cancellationToken)));

    private static async Task<Created<ScoreBoardDetails.View>> ImportBoard(HttpRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var (year, document) = await FormFrom(request, cancellationToken);
        var id = await mediator.Send(new ImportScoreBoard.Command(year, document), cancellationToken);
        return TypedResults.Created($"/api/v1/score-boards/{id}", await mediator.Send(new ScoreBoardDetails.Query(new ScoreBoardId(id)), cancellationToken));
    }

    private static async Task<Ok<ScoreBoardDetails.View>> Board(Guid scoreBoardId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new ScoreBoardDetails.Query(new ScoreBoardId(scoreBoardId)), cancellationToken));

    /// <summary>A form with the year, and a file or pasted text.</summary>
    private static async Task<(int Year, UploadedDocument Document)> FormFrom(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            throw new UnreadableFileException("file.wrong-kind", StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await request.ReadFormAsync(cancellationToken);
        if (!int.TryParse(form["year"], out var year))
        {
            throw new BadHttpRequestException("The year is no whole number.");
        }

        return form.Files["file"] is { } file
            ? (year, new UploadedDocument(file.FileName, await Uploads.ReadAsync(file, MaxSize, cancellationToken)))
            : form["text"].ToString() is { Length: > 0 } text
                ? (year, new UploadedDocument(Wording.Of("analysis.pasted-name"), [], text))
                : throw new UnreadableFileException("file.missing", StatusCodes.Status400BadRequest);
    }
}
