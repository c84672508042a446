using Workflow.Domain.Analyses;

namespace Workflow.Domain.Scoring;

/// <summary>The points of several fields together: what could be got, what was, and how the loss is explained.</summary>
public sealed record FieldSums(decimal Max, decimal Got, decimal Lost, decimal Explained, decimal Remainder)
{
    public static FieldSums Of(params IReadOnlyCollection<FieldReading> fields) => new(
        fields.Sum(field => field.Max),
        fields.Sum(field => field.Max - field.Lost),
        fields.Sum(field => field.Lost),
        fields.Sum(field => field.Explained),
        fields.Sum(field => field.Remainder));
}
