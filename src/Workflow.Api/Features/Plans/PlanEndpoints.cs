using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Features.Scoring;
using Workflow.Api.Http;
using Workflow.Domain.Analyses;
using Workflow.Domain.Plans;

namespace Workflow.Api.Features.Plans;

internal static class PlanEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

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
        api.MapGet("/plans/{planId:guid}/projection/distribution", Distribution).Sends<ProjectionSpread.Query>();
        api.MapGet("/plans/{planId:guid}/projection/rows", Rows).Sends<ProjectionRows.Query>();
        api.MapGet("/plans/{planId:guid}/projection/events", Follow).Sends<FollowProjection.Query>();
        api.MapPut("/plans/{planId:guid}/targets", Aim).Sends<SetTargets.Command>();
        api.MapGet("/plans/{planId:guid}/result", Result).Sends<YearResult.Query>();
        api.MapGet("/plans/{planId:guid}/gains", Gains).Sends<GainList.Query>();
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

    private static async Task<Ok<ProjectionSpread.View>> Distribution(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new ProjectionSpread.Query(new PlanId(planId)), cancellationToken));

    private static async Task<Ok<Page<ProjectionRows.Row>>> Rows(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole((await mediator.Send(new ProjectionRows.Query(new PlanId(planId)), cancellationToken)).Rows));

    private static async Task<Ok<YearResult.View>> Result(Guid planId, IMediator mediator, CancellationToken cancellationToken, DateOnly? asOf = null) =>
        TypedResults.Ok(await mediator.Send(new YearResult.Query(new PlanId(planId), asOf), cancellationToken));

    private static async Task<Ok<GainList.View>> Gains(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new GainList.Query(new PlanId(planId)), cancellationToken));

    internal sealed record TargetsBody(decimal? Total, IReadOnlyList<FieldTarget>? Fields, uint? Version);

    private static async Task<Ok<PlanView>> Aim(Guid planId, TargetsBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new SetTargets.Command(new PlanId(planId), body.Total, body.Fields ?? [], body.Version), cancellationToken);
        return TypedResults.Ok(await Show(planId, mediator, cancellationToken));
    }

    /// <summary>
    /// Server-sent events: <c>moved</c> when the figures have changed, a comment now and then so that nobody in between takes
    /// the line for dead. A stream ends after some minutes; the browser opens it again, and is then asked anew who it is.
    /// </summary>
    private static async Task Follow(Guid planId, HttpContext context, IMediator mediator, IHostApplicationLifetime host, long? seen = null)
    {
        using var stream = await mediator.Send(new FollowProjection.Query(new PlanId(planId), seen), context.RequestAborted);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        end.CancelAfter(LongestStream);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await response.WriteAsync("retry: 3000\n\n", end.Token);
            await response.Body.FlushAsync(end.Token);
            while (await stream.NextAsync(Heartbeat, end.Token) is { } moved)
            {
                await response.WriteAsync(moved ? "event: moved\ndata: {}\n\n" : ": \n\n", end.Token);
                await response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Gone, or long enough.
        }
    }

    internal sealed record WhatIfBody(IReadOnlyList<Guid>? Completed, IReadOnlyList<WhatIf.Indicator>? Indicators, WhatIf.Start? Start);

    private static async Task<Ok<ProjectionDetails.View>> Suppose(Guid planId, WhatIfBody body, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new WhatIf.Query(new PlanId(planId), body.Completed ?? [], body.Indicators ?? [], body.Start), cancellationToken));

    private static Task<PlanView> Show(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new PlanDetails.Query(new PlanId(id)), cancellationToken);
}
