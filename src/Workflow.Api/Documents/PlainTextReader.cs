using System.Text.RegularExpressions;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>
/// Reads text with or without Markdown: a line is a paragraph unless the text is broken into short lines; rows parted by
/// tabs or pipes make a table.
/// </summary>
internal static partial class PlainTextReader
{
    private const int LongestHardLine = 120;
    private const double FullLine = 0.7;

    public static IReadOnlyList<SourceBlock> Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', '\f');
        var hardLine = HardLineLength(lines);
        var blocks = new List<SourceBlock>();
        var table = new List<IReadOnlyList<string>>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (Cells(lines[at], table.Count > 0) is { } cells)
            {
                table.AddRange(IsRuler(cells) ? [] : [cells]);
                continue;
            }

            CloseTable(table, blocks);
            var paragraph = Markdown.Strip(lines[at]);
            while (at + 1 < lines.Length && RunsOn(lines[at], lines[at + 1], hardLine))
            {
                paragraph += " " + Markdown.Strip(lines[++at]);
            }

            blocks.Add(new Paragraph(paragraph));
        }

        CloseTable(table, blocks);
        return blocks;
    }

    private static void CloseTable(List<IReadOnlyList<string>> table, List<SourceBlock> blocks)
    {
        if (table.Count > 0)
        {
            blocks.Add(new Table([.. table]));
            table.Clear();
        }
    }

    private static List<string>? Cells(string line, bool inTable)
    {
        var bare = line.Trim();
        if (bare.Length > 1 && bare[0] == '|' && bare[^1] == '|')
        {
            return [.. bare[1..^1].Split('|').Select(Markdown.Strip)];
        }

        var cells = line.Split('\t').Select(Markdown.Strip).ToList();
        var filled = cells.Count(cell => cell.Trim().Length > 0);
        return filled > 1 || (inTable && filled == 1 && cells.Count > 2) ? cells : null;
    }

    private static bool IsRuler(List<string> cells) => cells.All(cell => Ruler().IsMatch(cell.Trim()));

    /// <summary>The length lines were broken at, or null where they were not: then some line is far longer.</summary>
    private static int? HardLineLength(string[] lines)
    {
        var longest = lines.Where(line => !line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Length).DefaultIfEmpty().Max();
        return longest is > 0 and <= LongestHardLine ? longest : null;
    }

    private static bool RunsOn(string line, string next, int? hardLine) =>
        hardLine is { } length
        && line.Length >= length * FullLine
        && next.Trim().Length > 0
        && !StartsItem().IsMatch(next)
        && Cells(next, inTable: false) is null;

    [GeneratedRegex(@"^:?-{2,}:?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ruler();

    [GeneratedRegex(@"^\s*(?:[-+*•–#]|\d{1,2}[.)]|[IVX]{1,5}\.|Tiêu chí\s+\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StartsItem();
}
