namespace Workflow.Web.Components;

/// <summary>A score from what there was to what there can be, on one bar. Each part includes the one before.</summary>
/// <param name="Thin">One of many in a list: without the key.</param>
public sealed record ScoreBar(decimal Max, decimal Base, decimal Secured, decimal Expected, decimal Ceiling, decimal? Target = null, bool Thin = false)
{
    internal string Share(decimal from, decimal to) => Figures.Svg(Max == 0 ? 0 : Math.Max(0, to - from) * 100m / Max);

    internal string At(decimal points) => Figures.Svg(Max == 0 ? 0 : points * 100m / Max);
}
