using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflow.Testing;

/// <summary>
/// A line of the table in docs/scoring.md that works out the reference plan by hand: how the totals stand after its act. Whoever
/// lives through the plan, on the domain alone or through the commands of people, is held against these.
/// </summary>
internal sealed partial record ReferenceMoment(int Number, decimal Secured, decimal Expected, decimal Ceiling)
{
    public static IReadOnlyList<ReferenceMoment> All()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Workflow.slnx")))
        {
            folder = folder.Parent;
        }

        return [.. Line().Matches(File.ReadAllText(Path.Combine(folder.FullName, "docs", "scoring.md"))).Select(line => new ReferenceMoment(
            int.Parse(line.Groups["moment"].Value, CultureInfo.InvariantCulture), Points(line, "secured"), Points(line, "expected"), Points(line, "ceiling")))];
    }

    private static decimal Points(Match line, string name) => decimal.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| (?<moment>\d+) \|.*\| (?<secured>[\d.]+) \| (?<expected>[\d.]+) \| (?<ceiling>[\d.]+) \|\r?$", RegexOptions.Multiline, 1000)]
    private static partial Regex Line();
}
