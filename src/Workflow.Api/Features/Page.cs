using System.Text.Json.Serialization;

namespace Workflow.Api.Features;

/// <summary>A page of a list.</summary>
/// <param name="Number">Counts from 1.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, [property: JsonPropertyName("page")] int Number, int PageSize)
{
    [JsonIgnore]
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

public static class Page
{
    /// <summary>A list that is short enough to be shown whole.</summary>
    public static Page<T> Whole<T>(IReadOnlyList<T> items) => new(items, items.Count, 1, Math.Max(1, items.Count));
}
