namespace Workflow.Api.Http;

internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>What every answer says to browsers: only our own content, in no frame, told to nobody.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: the handling of a failure clears what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = TellsNobody(context.Request.Path) ? "no-referrer" : "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (Requests.IsFromProgram(context.Request))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// A browser that changes something on behalf of another site is refused: antiforgery guards forms only, and the cookie
    /// goes along with JSON too.
    /// </summary>
    public static IApplicationBuilder RefuseOtherOrigins(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return safe || IsOwn(request) ? next(context) : RefusalHandler.WriteAsync(context, StatusCodes.Status403Forbidden, "request.cross-origin");
    });

    /// <summary>What a link in a mail leads to says nowhere where somebody came from.</summary>
    private static bool TellsNobody(PathString path) => path.StartsWithSegments("/l") || path.StartsWithSegments("/ics");

    private static bool IsOwn(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is "cross-site" or "same-site")
        {
            return false;
        }

        // No page can write this header. Where the address is told to nobody, the browser says no origin beside it.
        if (site is "same-origin")
        {
            return true;
        }

        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
