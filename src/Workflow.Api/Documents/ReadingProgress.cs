using System.Text.Json.Serialization;

namespace Workflow.Api.Documents;

/// <summary>How far the reading of a file is: its stage, and within <see cref="ReadingStage.Pages"/> the page of how many; 0 of 0 elsewhere.</summary>
public sealed record ReadingProgress(ReadingStage Stage, int Page = 0, int Pages = 0);

[JsonConverter(typeof(JsonStringEnumConverter<ReadingStage>))]
public enum ReadingStage
{
    /// <summary>Others are being read; this one's turn comes.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    [JsonStringEnumMemberName("opening")]
    Opening,

    [JsonStringEnumMemberName("pages")]
    Pages,

    /// <summary>The text is there; what it says is being found.</summary>
    [JsonStringEnumMemberName("analysing")]
    Analysing,
}
