using System.Text.Json;

namespace Workflow.Api.Persistence;

internal static class Json
{
    /// <summary>camelCase, as the REST contract speaks; used for what is kept as JSON too.</summary>
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
}
