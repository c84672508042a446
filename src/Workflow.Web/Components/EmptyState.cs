namespace Workflow.Web.Components;

/// <summary>Nothing is there, why, and what to do about it.</summary>
public sealed record EmptyState(string Icon, string Title, string? Text = null);
