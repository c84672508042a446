using System.Globalization;
using Workflow.Api.Features.Scoring;

namespace Workflow.Web.Components;

/// <summary>The line of a figure over the days, in a drawing 100 wide and 24 high; all lines of a drawing share one scale.</summary>
internal static class TrendLine
{
    private const decimal Height = 22m;

    public static string Of(IReadOnlyList<ProjectionTrend.Day> days, Func<ProjectionTrend.Day, decimal> figure)
    {
        var (low, high) = (days.Min(day => day.Secured), Math.Max(days.Max(day => day.Expected), days.Min(day => day.Secured) + 0.01m));
        return string.Join(' ', days.Select((day, at) =>
            $"{Figures.Svg(at * 100m / (days.Count - 1))},{Figures.Svg(1 + Height - ((figure(day) - low) / (high - low) * Height))}"));
    }

    public static string Signed(decimal change) => (change > 0 ? "+" : "") + change.ToString("N2", CultureInfo.CurrentCulture);
}
