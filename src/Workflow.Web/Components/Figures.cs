using System.Globalization;

namespace Workflow.Web.Components;

/// <summary>How numbers and days are written on pages, in the reader's language.</summary>
public static class Figures
{
    /// <summary>Two decimals, rounded half up: what people read. What would vanish by rounding shows all four.</summary>
    public static string Rounded(decimal points)
    {
        var rounded = Math.Round(points, 2, MidpointRounding.AwayFromZero);
        return rounded == 0 && points != 0 ? Exact(points) : rounded.ToString("N2", CultureInfo.CurrentCulture);
    }

    /// <summary>All four decimals: what is counted with.</summary>
    public static string Exact(decimal points) => points.ToString("N4", CultureInfo.CurrentCulture);

    /// <summary>As many decimals as are there, like the figures of an indicator.</summary>
    public static string Plain(decimal? figure) => figure?.ToString("#,##0.####", CultureInfo.CurrentCulture) ?? "";

    /// <summary>What goes back into an input field: no thousands, the reader's decimal mark.</summary>
    public static string Input(decimal? figure) => figure?.ToString("0.####", CultureInfo.CurrentCulture) ?? "";

    /// <summary>An estimate: no more precise than it is.</summary>
    public static string About(decimal share) => Math.Round(share * 100m, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.CurrentCulture) + "%";

    public static string Percent(decimal share) => (share * 100m).ToString("0.#", CultureInfo.CurrentCulture) + "%";

    public static string Size(long bytes) => bytes < 1024 * 1024
        ? Math.Ceiling(bytes / 1024m).ToString("#,##0", CultureInfo.CurrentCulture) + " KB"
        : (bytes / 1024m / 1024m).ToString("#,##0.#", CultureInfo.CurrentCulture) + " MB";

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "";

    /// <summary>What a date input wants to be given.</summary>
    public static string DayInput(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A length in a drawing, never in the reader's notation.</summary>
    public static string Svg(decimal length) => length.ToString("0.###", CultureInfo.InvariantCulture);
}
