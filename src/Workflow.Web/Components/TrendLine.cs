using Workflow.Api.Features.Plans;
using Workflow.Api.Features.Scoring;

namespace Workflow.Web.Components;

/// <summary>
/// The score through the year in a drawing 100 wide and 24 high, from the first day that was closed to the end of the year: what
/// is secured, what is expected, and what the plan as published promised. All lines share one scale.
/// </summary>
internal sealed class TrendLine
{
    private const decimal Height = 22m;

    private readonly IReadOnlyList<ProjectionTrend.Day> days;
    private readonly IReadOnlyList<PlanOverview.Promised> frozen;
    private readonly DateOnly first;
    private readonly DateOnly last;
    private readonly decimal low;
    private readonly decimal high;

    public TrendLine(IReadOnlyList<ProjectionTrend.Day> days, IReadOnlyList<PlanOverview.Promised> frozen, int year)
    {
        this.days = days;
        this.frozen = frozen;
        first = days[0].On;
        last = new[] { new DateOnly(year, 12, 31), days[^1].On }.Max();
        low = days.Min(day => day.Secured);
        high = new[] { days.Max(day => day.Expected), frozen.Select(step => step.Score).DefaultIfEmpty(low).Max() }.Append(low + 0.01m).Max();
    }

    public DateOnly First => first;

    public DateOnly Last => last;

    public string Secured => string.Join(' ', days.Select(day => At(day.On, day.Secured)));

    public string Expected => string.Join(' ', days.Select(day => At(day.On, day.Expected)));

    /// <summary>In steps: level between the days on which something was due.</summary>
    public string Frozen
    {
        get
        {
            var start = frozen.LastOrDefault(step => step.On <= first)?.Score ?? low;
            List<string> points = [At(first, start)];
            var level = start;
            foreach (var step in frozen.Where(step => step.On > first && step.On <= last))
            {
                points.Add(At(step.On, level));
                points.Add(At(step.On, step.Score));
                level = step.Score;
            }

            points.Add(At(last, level));
            return string.Join(' ', points);
        }
    }

    public static string Signed(decimal change) => (change > 0 ? "+" : "") + Figures.Rounded(change);

    private string At(DateOnly day, decimal score)
    {
        var length = Math.Max(1, last.DayNumber - first.DayNumber);
        return $"{Figures.Svg((day.DayNumber - first.DayNumber) * 100m / length)},{Figures.Svg(1 + Height - ((score - low) / (high - low) * Height))}";
    }
}
