using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>Turns an uploaded file, or pasted text, into a <see cref="SourceDocument"/>. Trusts neither its name nor its content.</summary>
internal static class DocumentReader
{
    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    public static SourceDocument Read(byte[] content, string fileName)
    {
        if (content.Length == 0)
        {
            throw UnreadableFileException.Empty();
        }

        if (content.Length > FileLimits.Bytes)
        {
            throw UnreadableFileException.TooLarge();
        }

        return FileKinds.Of(content) switch
        {
            FileKind.Text => ReadText(TextEncoding.Decode(content)),
            FileKind.Pdf => Finished(TimeLimit.Run(stop => PdfReader.Read(content, stop))),
            FileKind.Zip => Finished(TimeLimit.Run(stop => WordReader.Read(content, stop))),
            FileKind.EncryptedOffice => throw UnreadableFileException.Encrypted(),
            _ => throw UnreadableFileException.WrongKind(),
        };
    }

    /// <exception cref="UnreadableFileException">When there is no text, or too much.</exception>
    public static SourceDocument ReadText(string pasted) =>
        pasted.Length > FileLimits.Letters ? throw UnreadableFileException.TooMuchText()
        : string.IsNullOrWhiteSpace(pasted) ? throw UnreadableFileException.NoText()
        : Finished(PlainTextReader.Read(pasted));

    private static SourceDocument Finished(IReadOnlyList<SourceBlock> blocks)
    {
        var document = SourceDocument.Of(blocks);
        return document.Text.Length == 0 ? throw UnreadableFileException.NoText()
            : document.Text.Length > FileLimits.Letters ? throw UnreadableFileException.TooMuchText()
            : document;
    }
}
