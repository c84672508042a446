using System.Text.RegularExpressions;
using Xunit;

namespace Workflow.Api.Tests.Architecture;

/// <summary>
/// Points are reckoned by the calculator and nowhere else: no page, mail, table or document adds up, takes off or weighs points
/// by itself. Looked for in the source, since a figure that is merely shown and one that is reckoned are of one type.
/// </summary>
public sealed partial class PointsTests
{
    /// <summary>Where points are reckoned; and the drawings, whose lengths nobody reads as figures.</summary>
    private static readonly string[] Reckoning =
    [
        "Workflow.Api/Features/Scoring/",
        "Workflow.Web/Components/ScoreBar.cs",
        "Workflow.Web/Components/SpreadDrawing.cs",
        "Workflow.Web/Components/TrendLine.cs",
    ];

    [Fact]
    public void No_points_are_reckoned_outside_the_calculator()
    {
        var source = Source();
        var files = new[] { "Workflow.Api", "Workflow.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(source, project), "*.cs*", SearchOption.AllDirectories))
            .Select(file => (Path: Path.GetRelativePath(source, file).Replace('\\', '/'), Lines: File.ReadAllLines(file)))
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) || file.Path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => !Reckoning.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal)))
            .ToList();

        Assert.True(files.Count > 200);
        Assert.Empty(files.SelectMany(file => file.Lines.Select((line, at) => (line, Where: $"{file.Path}:{at + 1}: {line.Trim()}")))
            .Where(place => Reckons(place.line))
            .Select(place => place.Where));
    }

    [Theory]
    [InlineData("var lost = score.Max - score.Base;")]
    [InlineData("<points value=\"view.Expected - view.Secured\" />")]
    [InlineData("var total = fields.Sum(field => field.Remainder);")]
    [InlineData("@T[\"x\", Figures.Rounded(score.Target.Value - score.Ceiling)]")]
    [InlineData("var most = Math.Max(task.Points, 1);")]
    [InlineData("return task.Points * (1 - task.Likelihood);")]
    [InlineData("plan.BaseScore + (won?.Secured ?? 0),")]
    [InlineData("total += row.Deducted;")]
    [InlineData("items.Aggregate(0m, (sum, item) => sum + item.Gain)")]
    [InlineData("tasks.Average(task => task.Points)")]
    public void Reckoning_is_known_when_it_is_seen(string line) => Assert.True(Reckons(line));

    [Theory]
    [InlineData("<points value=\"score.Expected\" />")]
    [InlineData(".OrderByDescending(task => task.Points).ThenBy(task => task.DueOn)")]
    [InlineData("if (score.Target > score.Ceiling)")]
    [InlineData("units.Aggregate(FourCells.None, (sum, unit) => sum + unit.Cells)")]
    [InlineData("/// The points - so many of them - that were lost")]
    public void Showing_and_comparing_is_no_reckoning(string line) => Assert.False(Reckons(line));

    private static bool Reckons(string line) => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && (Operator().IsMatch(line) || Operand().IsMatch(line) || Sum().IsMatch(line));

    private static string Source()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Workflow.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(at.FullName, "src");
    }

    private const string Figures = @"\.(Points|Secured|Expected|Ceiling|Base|BaseScore|TargetScore|Remainder|Deducted|Gain|Lost|Explained|Got)\b";

    /// <summary>Points on the left of an operator.</summary>
    [GeneratedRegex(Figures + @"(\.Value|!)?\)*\s[-+*/]\s", RegexOptions.None, 1000)]
    private static partial Regex Operator();

    /// <summary>Points on the right of one.</summary>
    [GeneratedRegex(@"\s([-+*/]|[-+*/]=)\s\(?[A-Za-z_][\w?!.()\[\]]*" + Figures, RegexOptions.None, 1000)]
    private static partial Regex Operand();

    /// <summary>Points within a sum, a mean or a choice of the greater.</summary>
    [GeneratedRegex(@"(\.(Sum|Average)\(|Math\.(Min|Max|Round|Clamp)\()[^;]*" + Figures, RegexOptions.None, 1000)]
    private static partial Regex Sum();
}
