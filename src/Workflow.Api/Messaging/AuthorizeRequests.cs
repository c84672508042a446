using System.Reflection;
using MediatR;
using Workflow.Api.Security;

namespace Workflow.Api.Messaging;

/// <summary>Refuses every request whose permission the person does not hold, and every request that declares none.</summary>
internal sealed class AuthorizeRequests<TRequest, TAnswer>(ICurrentUser user, Acting acting) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
{
    private static readonly Permission? Needed = RequestPermission.Of(typeof(TRequest));
    private static readonly bool Open = RequestPermission.IsOpen(typeof(TRequest));

    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        if (Open)
        {
            return await next();
        }

        var actor = user.Actor;
        return Needed is { } permission && (Permissions.Allow(actor.Roles, permission) || await acting.StandsInForAsync(permission, cancellationToken))
            ? await next()
            : throw new NotPermittedException(Needed);
    }
}

/// <summary>What a request declares: on itself, or on the act it is nested in.</summary>
internal static class RequestPermission
{
    public static Permission? Of(Type request) => Declared<RequiresAttribute>(request)?.Permission;

    public static bool IsOpen(Type request) => Declared<OpenToAnyoneAttribute>(request) is not null;

    private static T? Declared<T>(Type request) where T : Attribute =>
        request.GetCustomAttribute<T>() ?? request.DeclaringType?.GetCustomAttribute<T>();
}
