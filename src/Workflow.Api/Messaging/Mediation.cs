using System.Reflection;
using MediatR;
using Workflow.Api.Features.Activity;

namespace Workflow.Api.Messaging;

/// <summary>A request that changes something: it runs in one transaction, and once however often it arrives under one id.</summary>
public interface ICommand<out TAnswer> : IRequest<TAnswer>;

internal static class Mediation
{
    /// <summary>Registers the mediator, every handler of this assembly, and what every request passes through, in this order.</summary>
    public static IServiceCollection AddMediation(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();

        Type[] roles = [typeof(IRequestHandler<,>), typeof(INotificationHandler<>)];
        foreach (var handler in Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var role in handler.GetInterfaces().Where(face => face.IsGenericType && roles.Contains(face.GetGenericTypeDefinition())))
            {
                services.AddScoped(role, handler);
            }
        }

        services.AddScoped(typeof(INotificationHandler<>), typeof(RecordActivity<>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LogRequests<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizeRequests<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(RunCommandsOnce<,>));
        return services;
    }
}
