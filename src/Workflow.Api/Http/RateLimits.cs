using System.Threading.RateLimiting;

namespace Workflow.Api.Http;

public static class RateLimits
{
    /// <summary>The policy of whatever takes a password.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Guessing passwords is slow from one address; the lock of the account stops it from many.</summary>
    internal static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) => Requests.IsFromProgram(context.HttpContext.Request)
            ? new ValueTask(RefusalHandler.WriteAsync(context.HttpContext, StatusCodes.Status429TooManyRequests, "request.too-many"))
            : ValueTask.CompletedTask;
        limiter.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 120, Window = TimeSpan.FromMinutes(1) }));
    });
}
