using Workflow.Api.Features.Tasks;

namespace Workflow.Web.Components;

/// <summary>Tasks as a table; a phone shows each as a card.</summary>
public sealed record TaskRows(IReadOnlyList<TaskItem> Tasks, string Caption);
