using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>
/// Turns an uploaded file, or pasted text, into a <see cref="SourceDocument"/>. Trusts neither its name nor its content; a host
/// has it do so in a process of its own, by <see cref="Readings"/>.
/// </summary>
internal static class DocumentReader
{
    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    public static SourceDocument Read(byte[] content, string fileName) => Read(content);

    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    public static SourceDocument Read(byte[] content, IProgress<ReadingProgress>? progress = null)
    {
        Bound(content);
        return FileKinds.Of(content) is FileKind.Text
            ? ReadText(TextEncoding.Decode(content))
            : Finished(Blocks(content, OfficeKind.Word, progress));
    }

    /// <exception cref="UnreadableFileException">When there is no text, or too much.</exception>
    public static SourceDocument ReadText(string pasted)
    {
        Bound(pasted);
        return Finished(PlainTextReader.Read(pasted));
    }

    /// <summary>The paragraphs and tables of a document or spreadsheet in reading order, as its author left them.</summary>
    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    public static IReadOnlyList<SourceBlock> ReadBlocks(byte[] content, IProgress<ReadingProgress>? progress = null)
    {
        Bound(content);
        var blocks = FileKinds.Of(content) is FileKind.Text
            ? PlainTextReader.Read(TextEncoding.Decode(content))
            : Blocks(content, OfficeKind.Word | OfficeKind.Spreadsheet, progress);
        // Judged as a report is: empty, endless or in an old encoding it is of no use either.
        Finished(blocks);
        return blocks;
    }

    /// <exception cref="UnreadableFileException">When the file is empty or too large to be looked at.</exception>
    public static void Bound(byte[] content)
    {
        if (content.Length == 0)
        {
            throw UnreadableFileException.Empty();
        }

        if (content.Length > FileLimits.Bytes)
        {
            throw UnreadableFileException.TooLarge();
        }
    }

    /// <exception cref="UnreadableFileException">When there is no text, or too much.</exception>
    public static void Bound(string pasted)
    {
        if (pasted.Length > FileLimits.Letters)
        {
            throw UnreadableFileException.TooMuchText();
        }

        if (string.IsNullOrWhiteSpace(pasted))
        {
            throw UnreadableFileException.NoText();
        }
    }

    private static IReadOnlyList<SourceBlock> Blocks(byte[] content, OfficeKind welcome, IProgress<ReadingProgress>? progress) => FileKinds.Of(content) switch
    {
        FileKind.Pdf => PdfReader.Read(content, progress),
        FileKind.Zip => ZipGuard.Check(content, welcome) is OfficeKind.Spreadsheet ? SpreadsheetReader.Read(content) : WordReader.Read(content),
        FileKind.EncryptedOffice => throw UnreadableFileException.Encrypted(),
        _ => throw UnreadableFileException.WrongKind(),
    };

    private static SourceDocument Finished(IReadOnlyList<SourceBlock> blocks)
    {
        var document = SourceDocument.Of(blocks);
        LegacyLetters.Refuse(document.Text);
        return document.Text.Length == 0 ? throw UnreadableFileException.NoText()
            : document.Text.Length > FileLimits.Letters ? throw UnreadableFileException.TooMuchText()
            : document;
    }
}
