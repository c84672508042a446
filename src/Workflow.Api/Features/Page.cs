using System.Text.Json.Serialization;

namespace Workflow.Api.Features;

/// <summary>A page of a list.</summary>
/// <param name="Number">Counts from 1.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, [property: JsonPropertyName("page")] int Number, int PageSize)
{
    [JsonIgnore]
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}
