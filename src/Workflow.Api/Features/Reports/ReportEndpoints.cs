using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Features.Activity;
using Workflow.Api.Features.Links;
using Workflow.Api.Features.Tasks;
using Workflow.Api.Http;
using Workflow.Domain.Deadlines;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;

namespace Workflow.Api.Features.Reports;

internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/report-obligations", Obligations).Sends<ReportObligationList.Query>();
        api.MapPost("/report-obligations", Add).Sends<AddReportObligation.Command>();
        api.MapPut("/report-obligations/{obligationId:guid}", Revise).Sends<ReviseReportObligation.Command>();
        api.MapPost("/report-obligations/{obligationId:guid}/ending", End).Sends<EndReportObligation.Command>();
        api.MapGet("/report-occurrences", Occurrences).Sends<ReportOccurrenceList.Query>();
        api.MapGet("/report-occurrences/{occurrenceId:guid}", Occurrence).Sends<ReportOccurrenceDetails.Query>();
        api.MapPost("/report-occurrences/{occurrenceId:guid}/signature", Sign).Sends<RecordSignature.Command>();
        api.MapPost("/report-occurrences/{occurrenceId:guid}/dispatch", Dispatch).Sends<RecordDispatch.Command>();
        api.MapPost("/report-occurrences/{occurrenceId:guid}/receipt", Receive).Sends<RecordReceipt.Command>();
        api.MapPost("/report-occurrences/{occurrenceId:guid}/proofs", Prove).Sends<ProveReceipt.Command>().DisableAntiforgery();
        api.MapPost("/report-occurrences/{occurrenceId:guid}/own-link-revocation", async (Guid occurrenceId, IMediator mediator, CancellationToken token) =>
            TypedResults.Ok(new TaskEndpoints.RevokedBody(await mediator.Send(new RevokeOwnLinks.Command(occurrenceId), token)))).Sends<RevokeOwnLinks.Command>();
    }

    /// <param name="Standard">A key of the catalogue; then the unit is all that has to be said.</param>
    internal sealed record ObligationBody(
        string? Standard, string? Name, string? Recipient, Guid? UnitId, DateOnly? DueOn, string? Criterion, string? Request, string? RequestIssuer, DateOnly? RequestedOn,
        ReportRecurrence Recurrence = ReportRecurrence.Once, DueKind DueKind = DueKind.OnOrBefore, CountsBy CountsBy = CountsBy.Received);

    internal sealed record RevisionBody(uint Version, DateOnly? DueOn, Guid? UnitId, DueKind DueKind = DueKind.OnOrBefore, CountsBy CountsBy = CountsBy.Received);

    /// <param name="Open">What becomes of the reports that are open and due later: <c>kept</c> or <c>cancelled</c>.</param>
    internal sealed record EndingBody(uint Version, DateOnly? On, string? Reason, string? Open);

    /// <param name="Reason">Why a day that stands there already is put right.</param>
    internal sealed record DayBody(uint Version, DateOnly? On, string? Number, string? Proof, string? Reason);

    /// <summary>A report with its story, as one object.</summary>
    internal sealed record ReportBody(
        Guid Id, uint Version, ReportItem Report, string? Request, RequestRef? AskedBy, IReadOnlyList<EvidenceRef> Proofs, IReadOnlyList<ReportWarning> Warnings,
        IReadOnlyList<DayCorrection> Corrections, IReadOnlyList<string> Acts, NextStep? Next, IReadOnlyList<ActivityItem> History);

    private static async Task<Ok<ObligationPage>> Obligations(IMediator mediator, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new ReportObligationList.Query(), cancellationToken);
        return TypedResults.Ok(new ObligationPage(view.Obligations, view.Obligations.Count, 1, Math.Max(1, view.Obligations.Count), view.Catalogue));
    }

    /// <summary>A page as every list answers, and beside it what the catalogue proposes.</summary>
    internal sealed record ObligationPage(IReadOnlyList<ObligationItem> Items, int Total, int Page, int PageSize, IReadOnlyList<CatalogueItem> Catalogue);

    private static async Task<Created<CreatedBody>> Add(ObligationBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var unit = new UnitId(body.UnitId ?? throw new BadHttpRequestException("The unit is missing."));
        var id = body.Standard is { } standard
            ? await mediator.Send(new TakeOverStandardObligation.Command(standard, unit), cancellationToken)
            : await mediator.Send(
                new AddReportObligation.Command(new ObligationTerms(
                    body.Name ?? "", body.Recipient ?? "", unit, body.Recurrence, Given(body.DueOn), body.DueKind, body.CountsBy, body.Criterion, body.Request, body.RequestIssuer,
                    body.RequestedOn)),
                cancellationToken);
        return TypedResults.Created($"/api/v1/report-obligations/{id}", new CreatedBody(id));
    }

    internal sealed record CreatedBody(Guid Id);

    private static async Task<NoContent> Revise(Guid obligationId, RevisionBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var unit = new UnitId(body.UnitId ?? throw new BadHttpRequestException("The unit is missing."));
        await mediator.Send(
            new ReviseReportObligation.Command(new ReportObligationId(obligationId), body.Version, Given(body.DueOn), body.DueKind, unit, body.CountsBy), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> End(Guid obligationId, EndingBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var cancel = body.Open switch
        {
            null or "kept" => false,
            "cancelled" => true,
            _ => throw new BadHttpRequestException("What is open is kept or cancelled."),
        };
        await mediator.Send(new EndReportObligation.Command(new ReportObligationId(obligationId), body.Version, Given(body.On), body.Reason, cancel), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<ReportItem>>> Occurrences(
        IMediator mediator, CancellationToken cancellationToken, Guid? unit = null, string? state = null, int page = 1, int pageSize = 50) =>
        TypedResults.Ok(await mediator.Send(
            new ReportOccurrenceList.Query(
                unit is { } id ? new UnitId(id) : null,
                string.IsNullOrEmpty(state) ? null : Enum.TryParse<ReportState>(state, ignoreCase: true, out var word) ? word : throw new BadHttpRequestException($"No state is called {state}."),
                page,
                pageSize),
            cancellationToken));

    private static Task<Ok<ReportBody>> Occurrence(Guid occurrenceId, IMediator mediator, CancellationToken cancellationToken) => Show(occurrenceId, mediator, cancellationToken);

    private static Task<Ok<ReportBody>> Sign(Guid occurrenceId, DayBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new RecordSignature.Command(new ReportOccurrenceId(occurrenceId), body.Version, Given(body.On), body.Number, body.Reason), mediator, cancellationToken);

    private static Task<Ok<ReportBody>> Dispatch(Guid occurrenceId, DayBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new RecordDispatch.Command(new ReportOccurrenceId(occurrenceId), body.Version, Given(body.On), body.Number, body.Reason), mediator, cancellationToken);

    private static Task<Ok<ReportBody>> Receive(Guid occurrenceId, DayBody body, IMediator mediator, CancellationToken cancellationToken) =>
        Act(new RecordReceipt.Command(new ReportOccurrenceId(occurrenceId), body.Version, Given(body.On), body.Number, body.Proof, body.Reason), mediator, cancellationToken);

    private static async Task<Created<EvidenceRef>> Prove(
        Guid occurrenceId, IFormFile file, [Microsoft.AspNetCore.Mvc.FromForm] string? title, IMediator mediator, CancellationToken cancellationToken)
    {
        var content = await Uploads.ReadAsync(file, EvidenceItem.MaxSize, cancellationToken);
        var attached = await mediator.Send(new ProveReceipt.Command(new ReportOccurrenceId(occurrenceId), new ProofFile(title, file.FileName, content)), cancellationToken);
        return TypedResults.Created($"/api/v1/evidence/{attached.Id}/content", attached);
    }

    private static async Task<Ok<ReportBody>> Act(IRequest<ReportActed> command, IMediator mediator, CancellationToken cancellationToken) =>
        await Show((await mediator.Send(command, cancellationToken)).OccurrenceId, mediator, cancellationToken);

    private static async Task<Ok<ReportBody>> Show(Guid occurrenceId, IMediator mediator, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new ReportOccurrenceDetails.Query(new ReportOccurrenceId(occurrenceId)), cancellationToken);
        return TypedResults.Ok(new ReportBody(
            view.Report.Id, view.Report.Version, view.Report, view.Request?.Number, view.Request, view.Proofs, view.Warnings, view.Corrections, view.Acts, view.Next, view.History));
    }

    private static DateOnly Given(DateOnly? day) => day ?? throw new BadHttpRequestException("The day is missing.");
}
