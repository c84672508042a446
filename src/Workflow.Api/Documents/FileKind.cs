using System.Text;

namespace Workflow.Api.Documents;

/// <summary>What a file is by its content; its name proves nothing.</summary>
internal enum FileKind
{
    Text,
    Pdf,
    Zip,
    EncryptedOffice,
    Other,
}

internal static class FileKinds
{
    private const int PdfHeaderWithin = 1024;

    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static FileKind Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\u0003\u0004"u8) ? FileKind.Zip
        : content[..Math.Min(content.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) >= 0 ? FileKind.Pdf
        : IsOldOffice(content) ? (content.IndexOf(EncryptedPackage) >= 0 ? FileKind.EncryptedOffice : FileKind.Other)
        : IsOtherMarkup(content) || !TextEncoding.LooksLikeText(content) ? FileKind.Other
        : FileKind.Text;

    private static bool IsOldOffice(ReadOnlySpan<byte> content) => content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static bool IsOtherMarkup(ReadOnlySpan<byte> content) =>
        content.StartsWith("{\\rtf"u8) || content.StartsWith("<html"u8) || content.StartsWith("<!DOCTYPE"u8) || content.StartsWith("<?xml"u8);
}
