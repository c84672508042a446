namespace Workflow.Web.Components;

/// <summary>What happened, latest first.</summary>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries);

/// <param name="What">A sentence of one act, like "Nộp kết quả".</param>
/// <param name="Said">In the words of the person, where there are any.</param>
public sealed record TimelineEntry(DateTimeOffset At, string What, string? Who, string? Said = null);
