using System.Text.Json.Serialization;

namespace Workflow.Domain.Analyses;

/// <summary>One piece of a document in reading order, as its file gave it.</summary>
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Table), "table")]
public abstract record SourceBlock;

/// <summary>Running text; a list item begins with a dash and a space.</summary>
public sealed record Paragraph(string Text) : SourceBlock;

/// <summary>Rows of cells; a cell merged over several columns keeps its text in the first and leaves the others empty.</summary>
public sealed record Table(IReadOnlyList<IReadOnlyList<string>> Rows) : SourceBlock;
