using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>Reads the text layer of a PDF and rebuilds from the places of its words what the author wrote: paragraphs and tables.</summary>
internal static class PdfReader
{
    private const int LettersOfAScan = 20;

    public static IReadOnlyList<SourceBlock> Read(byte[] content, IProgress<ReadingProgress>? progress = null)
    {
        try
        {
            using var pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, FilterProvider = new PdfFonts() });
            if (pdf.NumberOfPages > FileLimits.PdfPages)
            {
                throw UnreadableFileException.TooManyPages();
            }

            return Layout(PdfFurniture.Drop(Pages(pdf, progress)));
        }
        catch (PdfDocumentEncryptedException)
        {
            throw UnreadableFileException.Encrypted();
        }
        catch (Exception exception) when (exception is not UnreadableFileException)
        {
            // Whatever the library trips over in a file from outside, the file is at fault.
            throw content.AsSpan().IndexOf("/Encrypt"u8) >= 0 ? UnreadableFileException.Encrypted() : UnreadableFileException.Damaged(exception);
        }
    }

    private static List<PdfPage> Pages(PdfDocument pdf, IProgress<ReadingProgress>? progress)
    {
        var pages = new List<PdfPage>();
        var letters = 0;
        var images = 0;
        var legacy = new LegacyLetters();
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            progress?.Report(new ReadingProgress(ReadingStage.Pages, number, pdf.NumberOfPages));
            var page = pdf.GetPage(number);
            letters += page.Letters.Count;
            images += page.NumberOfImages;
            if (letters > FileLimits.Letters)
            {
                throw UnreadableFileException.TooMuchText();
            }

            foreach (var letter in page.Letters)
            {
                legacy.Add(letter.FontName, letter.Value);
            }

            pages.Add(PdfPage.Of(page));
        }

        legacy.Refuse();

        return letters > LettersOfAScan ? pages
            : images > 0 ? throw UnreadableFileException.Scanned()
            : throw UnreadableFileException.NoText();
    }

    private static IReadOnlyList<SourceBlock> Layout(IReadOnlyList<PdfPage> pages)
    {
        var paragraphs = new PdfParagraphs(pages);
        var blocks = new List<SourceBlock>();
        PdfTable? open = null;
        foreach (var page in pages)
        {
            foreach (var part in PdfTable.Split(page))
            {
                if (part.Table is { } table)
                {
                    paragraphs.Close(blocks);
                    open = open is not null && open.GoesOnIn(table) ? open.With(table) : Started(table, open, blocks);
                    continue;
                }

                open = Finished(open, blocks);
                paragraphs.Add(part.Line!, blocks);
            }
        }

        Finished(open, blocks);
        paragraphs.Close(blocks);
        return blocks;
    }

    private static PdfTable Started(PdfTable table, PdfTable? before, List<SourceBlock> blocks)
    {
        Finished(before, blocks);
        return table;
    }

    private static PdfTable? Finished(PdfTable? table, List<SourceBlock> blocks)
    {
        if (table is not null)
        {
            blocks.Add(new Table(table.Rows));
        }

        return null;
    }
}
