using System.Text.Json.Serialization;

namespace Workflow.Domain.Analyses;

/// <summary>
/// One cause that seems to have cost points in several places (nguyên nhân chung): the same document cited, the same person
/// or event named. A proposal; a person confirms it. Deductions are meant by their ordinals.
/// </summary>
/// <param name="Fact">The document or the words both reasons share, as printed.</param>
public sealed record RootCauseReading(IReadOnlyList<int> Deductions, RootCauseGround Why, string Fact);

[JsonConverter(typeof(JsonStringEnumConverter<RootCauseGround>))]
public enum RootCauseGround
{
    [JsonStringEnumMemberName("same-document")]
    SameDocument,

    [JsonStringEnumMemberName("same-event")]
    SameEvent,
}
