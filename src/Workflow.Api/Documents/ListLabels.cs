using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Workflow.Api.Documents;

/// <summary>Writes out the dashes and numbers Word draws before list items and numbered headings but does not store.</summary>
internal sealed class ListLabels(MainDocumentPart main)
{
    private const int Levels = 9;

    private readonly Numbering? numbering = main.NumberingDefinitionsPart?.Numbering;
    private readonly Styles? styles = main.StyleDefinitionsPart?.Styles;
    private readonly Dictionary<int, int[]> counters = [];

    /// <summary>The label of the next paragraph, with the space after it; empty where it has none.</summary>
    public string Next(Paragraph paragraph)
    {
        var own = paragraph.ParagraphProperties?.NumberingProperties ?? OfStyle(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value);
        if (own?.NumberingId?.Val?.Value is not (> 0 and var id))
        {
            return "";
        }

        var level = Math.Clamp(own.NumberingLevelReference?.Val?.Value ?? 0, 0, Levels - 1);
        var format = LevelOf(id, level);
        return format is null ? ""
            : format.NumberingFormat?.Val?.Value == NumberFormatValues.Bullet ? "- "
            : Number(id, level, format);
    }

    private NumberingProperties? OfStyle(string? style) => style is null ? null : styles?.Elements<Style>()
        .FirstOrDefault(one => one.StyleId?.Value == style)?.StyleParagraphProperties?.NumberingProperties;

    private string Number(int id, int level, Level format)
    {
        if (!counters.TryGetValue(id, out var counts))
        {
            counters[id] = counts = new int[Levels];
        }

        counts[level] = counts[level] == 0 ? format.StartNumberingValue?.Val?.Value ?? 1 : counts[level] + 1;
        Array.Clear(counts, level + 1, Levels - level - 1);
        var label = format.LevelText?.Val?.Value ?? "";
        for (var shown = 0; shown <= level; shown++)
        {
            var value = Math.Max(counts[shown], 1);
            label = label.Replace($"%{shown + 1}", Written(value, LevelOf(id, shown)?.NumberingFormat?.Val?.Value), StringComparison.Ordinal);
        }

        return label.Length > 0 ? label + " " : "";
    }

    private Level? LevelOf(int id, int level)
    {
        var instance = numbering?.Elements<NumberingInstance>().FirstOrDefault(one => one.NumberID?.Value == id);
        var definition = instance?.AbstractNumId?.Val?.Value;
        return numbering?.Elements<AbstractNum>().FirstOrDefault(one => one.AbstractNumberId?.Value == definition)?
            .Elements<Level>().FirstOrDefault(one => one.LevelIndex?.Value == level);
    }

    private static string Written(int value, NumberFormatValues? format) =>
        format == NumberFormatValues.UpperRoman ? Roman(value)
        : format == NumberFormatValues.LowerRoman ? Roman(value).ToLowerInvariant()
        : format == NumberFormatValues.LowerLetter ? ((char)('a' + ((value - 1) % 26))).ToString()
        : format == NumberFormatValues.UpperLetter ? ((char)('A' + ((value - 1) % 26))).ToString()
        : value.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int value)
    {
        (int Value, string Letters)[] steps = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        var written = "";
        foreach (var (step, letters) in steps)
        {
            for (; value >= step && written.Length < Levels; value -= step)
            {
                written += letters;
            }
        }

        return written;
    }
}
