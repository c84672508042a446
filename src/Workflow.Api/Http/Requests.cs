namespace Workflow.Api.Http;

internal static class Requests
{
    /// <summary>Whatever is not a page is answered with a status and problem details.</summary>
    public static bool IsFromProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
