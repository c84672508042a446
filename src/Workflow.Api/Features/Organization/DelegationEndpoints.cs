using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflow.Api.Http;
using Workflow.Domain.Organization;

namespace Workflow.Api.Features.Organization;

internal static class DelegationEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/delegations", List).Sends<DelegationList.Query>();
        api.MapPost("/delegations", Give).Sends<GiveDelegation.Command>();
        api.MapPost("/delegations/{delegationId:guid}/revocation", Revoke).Sends<RevokeDelegation.Command>();
    }

    internal sealed record DelegationBody(Guid OfficerId, DateOnly? FirstDay, DateOnly? LastDay);

    internal sealed record GivenBody(Guid Id);

    private static async Task<Ok<DelegationList.View>> List(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(await mediator.Send(new DelegationList.Query(), cancellationToken));

    private static async Task<Created<GivenBody>> Give(DelegationBody body, IMediator mediator, CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new GiveDelegation.Command(new PersonId(body.OfficerId), body.FirstDay, body.LastDay), cancellationToken);
        return TypedResults.Created("/api/v1/delegations", new GivenBody(id));
    }

    private static async Task<NoContent> Revoke(Guid delegationId, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeDelegation.Command(new DelegationId(delegationId)), cancellationToken);
        return TypedResults.NoContent();
    }
}
