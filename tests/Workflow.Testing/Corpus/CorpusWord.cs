using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Workflow.Testing.Corpus;

/// <summary>
/// Writes a report as .docx. "plain" has typed dashes and one column of text; "office" has running heads and page numbers,
/// lists that number themselves, heading rows that come again on each page, wide line spacing so that tables and sentences
/// break over pages, words split into runs, and hard spaces before figures.
/// </summary>
internal static class CorpusWord
{
    private const int BulletList = 1;
    private const int TextWidth = 9070;

    public static byte[] Write(CorpusReport report, string layout)
    {
        var office = layout == "office";
        var content = new MemoryStream();
        using (var package = WordprocessingDocument.Create(content, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            var body = new Body();
            body.Append(report.Blocks.SelectMany(block => Elements(block, office)));
            body.Append(Section(main, report, office));
            main.Document = new Document(body);
            Styles(main, office);
            Lists(main);
        }

        return content.ToArray();
    }

    /// <summary>Without a paragraph between them Word would join two tables into one.</summary>
    private static IEnumerable<OpenXmlElement> Elements(CorpusBlock block, bool office) => block switch
    {
        CorpusParagraph paragraph => [Paragraph(paragraph, office)],
        CorpusTable table => [Table(table, office), new Paragraph()],
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static Paragraph Paragraph(CorpusParagraph paragraph, bool office)
    {
        var isItem = paragraph.Style is CorpusStyle.Item;
        var properties = new ParagraphProperties();
        if (isItem && office)
        {
            properties.Append(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = BulletList }));
        }

        properties.Append(new Justification
        {
            Val = paragraph.Style is CorpusStyle.Title ? JustificationValues.Center : JustificationValues.Both,
        });
        var words = isItem && !office ? $"- {paragraph.Text}" : paragraph.Text;
        var element = new Paragraph(properties);
        element.Append(Runs(words, paragraph.Style is CorpusStyle.Title or CorpusStyle.Heading, office));
        return element;
    }

    /// <summary>Word splits runs wherever somebody has edited; a hard space keeps a figure with its unit.</summary>
    private static IEnumerable<Run> Runs(string text, bool bold, bool office)
    {
        var written = office ? text.Replace(" điểm", "\u00A0điểm", StringComparison.Ordinal) : text;
        var pieces = office ? written.Chunk(37).Select(piece => new string(piece)) : [written];
        return pieces.Select(piece =>
        {
            var run = new Run();
            if (bold)
            {
                run.Append(new RunProperties(new Bold()));
            }

            run.Append(new Text(piece) { Space = SpaceProcessingModeValues.Preserve });
            return run;
        });
    }

    /// <summary>Tables are set smaller than running text.</summary>
    private static Run Small(Run run)
    {
        run.RunProperties ??= new RunProperties();
        run.RunProperties.Append(new FontSize { Val = "22" });
        return run;
    }

    private static Table Table(CorpusTable table, bool office)
    {
        var widths = Widths(table);
        var element = new Table(
            new TableProperties(
                new TableWidth { Width = $"{TextWidth}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 4 },
                    new LeftBorder { Val = BorderValues.Single, Size = 4 },
                    new BottomBorder { Val = BorderValues.Single, Size = 4 },
                    new RightBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" })));
        for (var at = 0; at < table.Rows.Count; at++)
        {
            element.Append(Row(table, at, widths, office));
        }

        return element;
    }

    private static TableRow Row(CorpusTable table, int at, IReadOnlyList<int> widths, bool office)
    {
        var row = table.Rows[at];
        var element = new TableRow();
        if (row.IsHeading && office)
        {
            element.Append(new TableRowProperties(new TableHeader()));
        }

        for (var column = 0; column < row.Cells.Count;)
        {
            var span = 1 + row.Cells.Skip(column + 1).TakeWhile(cell => cell == "<").Count();
            var properties = new TableCellProperties(new TableCellWidth { Width = $"{widths.Skip(column).Take(span).Sum()}", Type = TableWidthUnitValues.Dxa });
            if (span > 1)
            {
                properties.Append(new GridSpan { Val = span });
            }

            var continues = row.Cells[column] == "^";
            if (continues)
            {
                properties.Append(new VerticalMerge());
            }
            else if (at + 1 < table.Rows.Count && column < table.Rows[at + 1].Cells.Count && table.Rows[at + 1].Cells[column] == "^")
            {
                properties.Append(new VerticalMerge { Val = MergedCellValues.Restart });
            }

            var paragraph = new Paragraph();
            paragraph.Append(Runs(continues ? "" : row.Cells[column], row.IsHeading, office: false).Select(Small));
            element.Append(new TableCell(properties, paragraph));
            column += span;
        }

        return element;
    }

    /// <summary>Columns as wide as their words ask for, none too narrow for its longest word.</summary>
    private static List<int> Widths(CorpusTable table)
    {
        var count = table.Rows.Max(row => row.Cells.Count);
        var asked = Enumerable.Range(0, count).Select(column =>
        {
            var cells = table.Rows.Where(row => column < row.Cells.Count).Select(row => row.Cells[column]).ToList();
            var word = cells.SelectMany(cell => cell.Split(' ')).Max(part => part.Length) + 3;
            return Math.Clamp(cells.Max(cell => cell.Length) / 2, word, Math.Max(word, 30));
        }).ToList();
        return [.. asked.Select(letters => TextWidth * letters / asked.Sum())];
    }

    private static SectionProperties Section(MainDocumentPart main, CorpusReport report, bool office)
    {
        var section = new SectionProperties();
        if (office)
        {
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new Header(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), PageNumber()));
            var footer = main.AddNewPart<FooterPart>();
            var words = $"Báo cáo phân tích Chỉ số cải cách hành chính - {report.Expected.Agency}";
            footer.Footer = new Footer(new Paragraph(new Run(new RunProperties(new FontSize { Val = "18" }), new Text(words))));
            section.Append(new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(header) });
            section.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) });
        }

        section.Append(new PageSize { Width = 11906, Height = 16838 });
        section.Append(new PageMargin { Top = 1134, Bottom = 1134, Left = 1701, Right = 1134, Header = 567, Footer = 567 });
        return section;
    }

    private static SimpleField PageNumber() => new(new Run(new Text("1"))) { Instruction = "PAGE" };

    private static void Styles(MainDocumentPart main, bool office)
    {
        var styles = main.AddNewPart<StyleDefinitionsPart>();
        styles.Styles = new Styles(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", ComplexScript = "Times New Roman" },
                new FontSize { Val = office ? "28" : "26" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { Before = "60", After = "60", Line = office ? "400" : "264", LineRule = LineSpacingRuleValues.Auto }))));
    }

    private static void Lists(MainDocumentPart main)
    {
        var numbering = main.AddNewPart<NumberingDefinitionsPart>();
        numbering.Numbering = new Numbering(
            new AbstractNum(new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = NumberFormatValues.Bullet },
                new LevelText { Val = "-" },
                new PreviousParagraphProperties(new Indentation { Left = "720", Hanging = "360" }))
            { LevelIndex = 0 })
            { AbstractNumberId = 0 },
            new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = BulletList });
    }
}
