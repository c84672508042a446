namespace Workflow.Web.Components;

/// <summary>The split in which task completion is officially reported.</summary>
public sealed record FourCells(int CompletedOnTime, int CompletedLate, int OpenOnTime, int OpenOverdue);
