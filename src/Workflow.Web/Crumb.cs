namespace Workflow.Web;

/// <summary>A step of the way back, from the left.</summary>
public sealed record Crumb(string Word, string Url);
