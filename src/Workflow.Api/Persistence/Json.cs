using System.Text.Json;
using Workflow.Api.Http;

namespace Workflow.Api.Persistence;

internal static class Json
{
    /// <summary>camelCase, as the REST contract speaks; used for what is kept as JSON too.</summary>
    public static readonly JsonSerializerOptions Web = Contract();

    private static JsonSerializerOptions Contract()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonContract.Apply(options);
        return options;
    }
}
