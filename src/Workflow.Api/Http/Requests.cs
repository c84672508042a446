namespace Workflow.Api.Http;

internal static class Requests
{
    /// <summary>Whatever is not a page is answered with a status and problem details.</summary>
    public static bool IsFromProgram(HttpRequest request) => IsFromProgram(request.Path);

    public static bool IsFromProgram(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/ics");
}
