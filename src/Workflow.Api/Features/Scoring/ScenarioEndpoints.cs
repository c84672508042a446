using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Http;
using Workflow.Api.Security;
using Workflow.Domain.Plans;
using Workflow.Domain.Scoring;

namespace Workflow.Api.Features.Scoring;

internal static class ScenarioEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/plans/{planId:guid}/scenarios", List).Sends<ScenarioList.Query>();
        api.MapPost("/plans/{planId:guid}/scenarios", Save).Sends<SaveScenario.Command>();
        api.MapGet("/plans/{planId:guid}/scenarios/{scenarioId:guid}", Details).Sends<ScenarioDetails.Query>();
        api.MapPatch("/plans/{planId:guid}/scenarios/{scenarioId:guid}", Rename).Sends<RenameScenario.Command>();
        api.MapDelete("/plans/{planId:guid}/scenarios/{scenarioId:guid}", Delete).Sends<DeleteScenario.Command>();
    }

    internal sealed record ScenarioBody(string? Name, IReadOnlyList<Guid>? Completed, IReadOnlyList<WhatIf.Indicator>? Indicators);

    internal sealed record NameBody(string? Name, uint? Version);

    private static async Task<Ok<Page<ScenarioList.Item>>> List(Guid planId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(Page.Whole(await mediator.Send(new ScenarioList.Query(new PlanId(planId)), cancellationToken)));

    private static async Task<Created<ScenarioDetails.View>> Save(Guid planId, ScenarioBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new SaveScenario.Command(new PlanId(planId), body.Name, body.Completed ?? [], body.Indicators ?? []), cancellationToken);
        return TypedResults.Created($"/api/v1/plans/{planId}/scenarios/{id}", await Show(planId, id, mediator, cancellationToken));
    }

    private static async Task<Ok<ScenarioDetails.View>> Details(Guid planId, Guid scenarioId, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Show(planId, scenarioId, mediator, cancellationToken));

    private static async Task<Ok<ScenarioDetails.View>> Rename(Guid planId, Guid scenarioId, NameBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new RenameScenario.Command(new ScenarioId(scenarioId), body.Name, body.Version), cancellationToken);
        return TypedResults.Ok(await Show(planId, scenarioId, mediator, cancellationToken));
    }

    private static async Task<NoContent> Delete(Guid planId, Guid scenarioId, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteScenario.Command(new ScenarioId(scenarioId)), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Under another plan's address it is not there.</summary>
    private static async Task<ScenarioDetails.View> Show(Guid planId, Guid scenarioId, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new ScenarioDetails.Query(new ScenarioId(scenarioId)), cancellationToken) is { } view && view.PlanId == planId
            ? view
            : throw new NotFoundException($"scenario {scenarioId}");
}
