using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Http;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Plans;

internal static class PlanEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/plans", Draft).Sends<DraftPlan.Command>();
        api.MapGet("/plans", List).Sends<PlanList.Query>();
        api.MapGet("/plans/{planId:guid}", Details).Sends<PlanDetails.Query>();
        api.MapGet("/plans/{planId:guid}/publication", Preview).Sends<PublicationPreview.Query>();
        api.MapPost("/plans/{planId:guid}/publication", Publish).Sends<PublishPlan.Command>();
        api.MapGet("/plans/{planId:guid}/projection", Projection).Sends<ProjectionDetails.Query>();
        api.MapGet("/plans/{planId:guid}/projection/changes", Changes).Sends<ProjectionChanges.Query>();
        api.MapGet("/plans/{planId:guid}/projection/days", Days).Sends<ProjectionTrend.Query>();
        api.MapPost("/plans/{planId:guid}/what-if", Suppose).Sends<WhatIf.Query>();
    }

    internal sealed record PlanBody(Guid AnalysisId, int TargetYear, decimal? TargetScore);

    private static async Task<Created<PlanView>> Draft(PlanBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new DraftPlan.Command(new AnalysisId(body.AnalysisId), body.TargetYear, body.TargetScore), cancellationToken);
        return TypedResults.Created($"/api/v1/plans/{id}", await Show(id, mediator, cancellationToken));
    }

    private static async Task<Ok<Page<PlanView>>> List(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new PlanList.Query(), cancellationToken));

    private static async Task<Ok<PlanView>> Details(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Show(planId, mediator, cancellationToken));

    private static async Task<Ok<PublicationPreview.View>> Preview(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new PublicationPreview.Query(new PlanId(planId)), cancellationToken));

    private static async Task<Ok<PublishPlan.Published>> Publish(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new PublishPlan.Command(new PlanId(planId)), cancellationToken));

    private static async Task<Ok<ProjectionDetails.View>> Projection(Guid planId, IMediator mediator, CancellationToken cancellationToken, DateOnly? asOf = null) =>
        TypedResults.Ok(await mediator.Send(new ProjectionDetails.Query(new PlanId(planId), asOf), cancellationToken));

    private static async Task<Ok<ProjectionChanges.View>> Changes(Guid planId, DateOnly from, DateOnly to, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new ProjectionChanges.Query(new PlanId(planId), from, to), cancellationToken));

    private static async Task<Ok<Page<ProjectionTrend.Day>>> Days(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new ProjectionTrend.Query(new PlanId(planId)), cancellationToken)));

    internal sealed record WhatIfBody(IReadOnlyList<Guid>? Completed, IReadOnlyList<WhatIf.Indicator>? Indicators);

    private static async Task<Ok<ProjectionDetails.View>> Suppose(Guid planId, WhatIfBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new WhatIf.Query(new PlanId(planId), body.Completed ?? [], body.Indicators ?? []), cancellationToken));

    private static Task<PlanView> Show(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new PlanDetails.Query(new PlanId(id)), cancellationToken);
}
