using Workflow.Api.Features.Scoring;

namespace Workflow.Web.Components;

/// <summary>How likely each total is, drawn as columns 100 wide and 40 high; nothing in it is a figure that is read.</summary>
public sealed record SpreadDrawing(ProjectionSpread.View Spread)
{
    private const decimal Height = 40m;

    private decimal Highest => Math.Max(0.0001m, Spread.Slices.Max(slice => slice.Probability));

    private decimal Width => 100m / Spread.Slices.Count;

    internal IEnumerable<(string X, string Y, string Width, string Height, bool Reaches)> Columns => Spread.Slices.Select((slice, at) =>
    {
        var height = slice.Probability / Highest * Height;
        return (Figures.Svg((at * Width) + (Width * 0.08m)), Figures.Svg(Height - height), Figures.Svg(Width * 0.84m), Figures.Svg(height), slice.Reaches);
    });

    /// <summary>Between the slices that fall short and those that reach it; null where it lies outside what can come.</summary>
    internal string? TargetAt => Spread.Target is { } target && target >= Spread.Least && target <= Spread.Most
        ? Figures.Svg(Spread.Slices.Count(slice => !slice.Reaches) * Width)
        : null;
}
