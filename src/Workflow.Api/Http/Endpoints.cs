using Microsoft.AspNetCore.Authorization;
using Workflow.Api.Messaging;
using Workflow.Api.Security;

namespace Workflow.Api.Http;

/// <summary>The request an endpoint sends: where its permission comes from, and what the enumerator of endpoints looks for.</summary>
internal sealed record SendsRequest(Type Request);

internal static class Endpoints
{
    /// <summary>Whoever may not send the request is refused before its body is read.</summary>
    public static RouteHandlerBuilder Sends<TRequest>(this RouteHandlerBuilder endpoint)
    {
        endpoint.WithMetadata(new SendsRequest(typeof(TRequest)));
        if (RequestPermission.IsOpen(typeof(TRequest)))
        {
            return endpoint.AllowAnonymous();
        }

        var permission = RequestPermission.Of(typeof(TRequest))
            ?? throw new InvalidOperationException($"{typeof(TRequest)} declares no permission.");
        return endpoint.RequireAuthorization(new AuthorizationPolicyBuilder()
            .RequireAssertion(asked => MayAsync(asked, permission))
            .Build());
    }

    private static async Task<bool> MayAsync(AuthorizationHandlerContext asked, Permission permission) =>
        Permissions.HeldBy(permission).Any(role => asked.User.IsInRole(role.ToString()))
        || (asked is { User.Identity.IsAuthenticated: true, Resource: HttpContext http }
            && await http.RequestServices.GetRequiredService<Acting>().StandsInForAsync(permission, http.RequestAborted));
}
