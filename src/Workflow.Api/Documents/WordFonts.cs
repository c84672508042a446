using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Workflow.Api.Documents;

/// <summary>The font each run of a document is shown in: its own, else that of its style or of the style below, else the document's.</summary>
internal sealed class WordFonts
{
    private const int DeepestStyle = 20;

    private readonly Dictionary<string, Style> styles = [];
    private readonly string? standard;
    private readonly string? ofDocument;

    private WordFonts(MainDocumentPart main)
    {
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id && styles.TryAdd(id, style) && style.Type?.Value == StyleValues.Paragraph && style.Default?.Value == true)
            {
                standard = id;
            }
        }

        ofDocument = Named(main.StyleDefinitionsPart?.Styles?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle?.RunFonts);
    }

    /// <summary>What the document sets in which font.</summary>
    public static LegacyLetters Letters(MainDocumentPart main, Body body)
    {
        var fonts = new WordFonts(main);
        var letters = new LegacyLetters();
        foreach (var run in body.Descendants<Run>())
        {
            letters.Add(fonts.Of(run), run.InnerText);
        }

        return letters;
    }

    private string? Of(Run run) =>
        Named(run.RunProperties?.RunFonts)
        ?? OfStyle(run.RunProperties?.RunStyle?.Val?.Value)
        ?? OfStyle((run.Parent as Paragraph)?.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? standard)
        ?? ofDocument;

    private string? OfStyle(string? id)
    {
        for (var depth = 0; depth < DeepestStyle && id is not null && styles.TryGetValue(id, out var style); depth++)
        {
            if (Named(style.StyleRunProperties?.RunFonts) is { } font)
            {
                return font;
            }

            id = style.BasedOn?.Val?.Value;
        }

        return null;
    }

    private static string? Named(RunFonts? fonts) => fonts?.Ascii?.Value ?? fonts?.HighAnsi?.Value;
}
