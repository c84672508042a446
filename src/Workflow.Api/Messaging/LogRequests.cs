using System.Diagnostics;
using MediatR;

namespace Workflow.Api.Messaging;

/// <summary>One line for every request: its name and how long it took, never its content.</summary>
internal sealed partial class LogRequests<TRequest, TAnswer>(ILogger<LogRequests<TRequest, TAnswer>> log) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
{
    private static readonly string Name = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;

    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        using var activity = Telemetry.Source.StartActivity(Name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await next();
        }
        finally
        {
            Handled(log, Name, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    [LoggerMessage(1000, LogLevel.Debug, "{Request} took {Milliseconds} ms")]
    private static partial void Handled(ILogger logger, string request, long milliseconds);
}
