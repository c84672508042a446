using Workflow.Api.Features.Analyses;

namespace Workflow.Web.Pages.Analyses;

/// <summary>Which rows of a reading are shown, in the order of the text, and which one the person is at.</summary>
public sealed class ReviewRows
{
    public const string Unsure = "unsure";
    public const string Open = "open";

    /// <param name="show">Only unsure rows, only those nobody has looked at, or all.</param>
    /// <param name="row">The row to be at; it is shown whatever the filter says.</param>
    /// <param name="after">The row that was just dealt with: the next open one after it is the one to be at.</param>
    public ReviewRows(AnalysisView view, string? show, int? row, int? after)
    {
        Show = show is Unsure or Open ? show : null;
        Shown = [.. view.Deductions.Where(one => one.Ordinal == row || IsShown(one)).OrderBy(one => one.Source.Start).ThenBy(one => one.Ordinal)];
        var done = view.Deductions.FirstOrDefault(one => one.Ordinal == after)?.Source.Start ?? -1;
        InHand = Shown.FirstOrDefault(one => one.Ordinal == row)
            ?? Shown.FirstOrDefault(one => one.Accepted is null && one.Source.Start > done)
            ?? Shown.FirstOrDefault(one => one.Accepted is null)
            ?? (Shown.Count > 0 ? Shown[0] : null);
    }

    public string? Show { get; }

    public IReadOnlyList<DeductionView> Shown { get; }

    public DeductionView? InHand { get; }

    private bool IsShown(DeductionView row) => Show switch
    {
        Unsure => row.IsUnsure,
        Open => row.Accepted is null,
        _ => true,
    };
}
