namespace Workflow.Web.Pages.Analyses;

/// <summary>One of the deductions a row is split into, as typed; a part left empty is none.</summary>
public sealed class PartInput
{
    public decimal? Points { get; set; }

    public string? Criterion { get; set; }

    public string? Reason { get; set; }
}
