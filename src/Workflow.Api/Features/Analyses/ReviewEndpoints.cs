using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Http;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>What a program may do to a reading. Every act may name the version it was decided on, and answers with the view.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var analysis = api.MapGroup("/analyses/{analysisId:guid}");
        analysis.MapPost("/deductions", Add).Sends<AddDeduction.Command>();
        analysis.MapPatch("/deductions/{ordinal:int}", Correct).Sends<CorrectDeduction.Command>();
        analysis.MapDelete("/deductions/{ordinal:int}", Remove).Sends<RemoveDeduction.Command>();
        analysis.MapPost("/deductions/{ordinal:int}/acceptance", Accept).Sends<AcceptDeduction.Command>();
        analysis.MapPost("/deductions/{ordinal:int}/split", Split).Sends<SplitDeduction.Command>();
        analysis.MapPost("/merge", Merge).Sends<MergeDeductions.Command>();
        analysis.MapPost("/unread/{passage:int}/dismissal", Dismiss).Sends<DismissPassage.Command>();
        analysis.MapPost("/root-causes/{number:int}/decision", Decide).Sends<DecideRootCause.Command>();
        analysis.MapPost("/undo", Undo).Sends<UndoReview.Command>();
        analysis.MapPost("/confirmation", Confirm).Sends<ConfirmAnalysis.Command>();
    }

    internal sealed record VersionBody(uint? Version);

    internal sealed record AdditionBody(
        TextSpan? Source, int? Passage, string? Sentence, int? Field, string? Criterion, decimal? Points, string? Reason, IReadOnlyList<string>? Units, uint? Version);

    internal sealed record CorrectionBody(decimal? Points, string? Criterion, string? Reason, IReadOnlyList<string>? Units, int? Field, uint? Version);

    internal sealed record SplitBody(IReadOnlyList<DeductionPart>? Parts, uint? Version);

    internal sealed record MergeBody(IReadOnlyList<int>? Ordinals, uint? Version);

    internal sealed record DismissalBody(string? Reason, uint? Version);

    internal sealed record DecisionBody(bool Confirmed, uint? Version);

    private static async Task<Created<AnalysisView>> Add(Guid analysisId, AdditionBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var place = new SentencePlace(body.Source, body.Passage, body.Sentence);
        await mediator.Send(
            new AddDeduction.Command(new AnalysisId(analysisId), place, body.Field, body.Criterion, body.Points, body.Reason, body.Units, body.Version), cancellationToken);
        return TypedResults.Created($"/api/v1/analyses/{analysisId}", await ShowAsync(analysisId, mediator, cancellationToken));
    }

    private static Task<Ok<AnalysisView>> Correct(Guid analysisId, int ordinal, CorrectionBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var correction = new Correction(body.Points, body.Criterion, body.Reason, body.Units, body.Field);
        return Done(new CorrectDeduction.Command(new AnalysisId(analysisId), ordinal, correction, body.Version), analysisId, mediator, cancellationToken);
    }

    private static Task<Ok<AnalysisView>> Remove(
        Guid analysisId, int ordinal, string? reason, uint? version, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new RemoveDeduction.Command(new AnalysisId(analysisId), ordinal, reason, version), analysisId, mediator, cancellationToken);

    private static Task<Ok<AnalysisView>> Accept(Guid analysisId, int ordinal, VersionBody? body, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new AcceptDeduction.Command(new AnalysisId(analysisId), ordinal, body?.Version), analysisId, mediator, cancellationToken);

    private static Task<Ok<AnalysisView>> Split(Guid analysisId, int ordinal, SplitBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new SplitDeduction.Command(new AnalysisId(analysisId), ordinal, body.Parts ?? [], body.Version), analysisId, mediator, cancellationToken);

    private static Task<Ok<AnalysisView>> Merge(Guid analysisId, MergeBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new MergeDeductions.Command(new AnalysisId(analysisId), body.Ordinals ?? [], body.Version), analysisId, mediator, cancellationToken);

    private static Task<Ok<AnalysisView>> Dismiss(Guid analysisId, int passage, DismissalBody? body, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new DismissPassage.Command(new AnalysisId(analysisId), passage, body?.Reason, body?.Version), analysisId, mediator, cancellationToken);

    private static Task<Ok<AnalysisView>> Decide(Guid analysisId, int number, DecisionBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new DecideRootCause.Command(new AnalysisId(analysisId), number, body.Confirmed, body.Version), analysisId, mediator, cancellationToken);

    private static Task<Ok<AnalysisView>> Undo(Guid analysisId, VersionBody? body, IMediator mediator, CancellationToken cancellationToken) =>
        Done(new UndoReview.Command(new AnalysisId(analysisId), body?.Version), analysisId, mediator, cancellationToken);

    /// <summary>A program that confirms has taken what is unsure as it is: it was told of every doubt in the view.</summary>
    private static async Task<Ok<AnalysisView>> Confirm(Guid analysisId, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new ConfirmAnalysis.Command(new AnalysisId(analysisId), DespiteDoubts: true), cancellationToken);
        return TypedResults.Ok(await ShowAsync(analysisId, mediator, cancellationToken));
    }

    private static async Task<Ok<AnalysisView>> Done(IRequest<int> act, Guid analysisId, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(act, cancellationToken);
        return TypedResults.Ok(await ShowAsync(analysisId, mediator, cancellationToken));
    }

    private static Task<AnalysisView> ShowAsync(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new AnalysisDetails.Query(new AnalysisId(id)), cancellationToken);
}
