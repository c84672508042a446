namespace Workflow.Domain.Analyses;

/// <summary>A stretch of <see cref="SourceDocument.Text"/>, counted in UTF-16 units as browsers and .NET count.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    internal int End => Start + Length;

    internal static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));
}
