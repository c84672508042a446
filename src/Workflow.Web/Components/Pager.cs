namespace Workflow.Web.Components;

/// <summary>Earlier and later pages of a list; the filters stay.</summary>
public sealed record Pager(int Page, int PageSize, int Total, IReadOnlyDictionary<string, string?> Filters)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    internal Dictionary<string, string?> To(int page) => new(Filters) { ["p"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
