using Workflow.Domain;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Features.Analyses;

/// <summary>A sentence of the report: by its place, as a passage that could not be read, or by its words.</summary>
public sealed record SentencePlace(TextSpan? Source = null, int? Passage = null, string? Sentence = null)
{
    /// <exception cref="RuleBrokenException">There is no such passage, or the words do not stand in the text.</exception>
    internal TextSpan In(AnalysisReading reading)
    {
        if (Source is { } place)
        {
            return place;
        }

        return Passage is { } ordinal
            ? (reading.Unread.FirstOrDefault(passage => passage.Ordinal == ordinal) ?? throw new RuleBrokenException(AnalysisRules.ThereIsSuchAPassage)).Source
            : SentenceReader.Find(reading.Text, Sentence ?? "") ?? throw new RuleBrokenException(AnalysisRules.APlaceLiesInTheText);
    }
}
