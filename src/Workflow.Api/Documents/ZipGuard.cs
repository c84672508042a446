using System.IO.Compression;
using System.Xml;

namespace Workflow.Api.Documents;

/// <summary>Which program made a ZIP of XML.</summary>
[Flags]
internal enum OfficeKind
{
    None = 0,
    Word = 1,
    Spreadsheet = 2,
}

/// <summary>Unpacks a ZIP once, into nothing, to see that it is what it says and stays within bounds before any reader opens it.</summary>
internal static class ZipGuard
{
    /// <exception cref="UnreadableFileException">It is none of what is welcome, or no good.</exception>
    public static OfficeKind Check(byte[] content, OfficeKind welcome)
    {
        using var archive = Open(content);
        // Entries that share their bytes with others have more of them, together, than there are.
        if (archive.Entries.Count > FileLimits.ZipEntries || archive.Entries.Sum(entry => (decimal)entry.CompressedLength) > content.Length)
        {
            throw UnreadableFileException.ZipBomb();
        }

        var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kind = !names.Contains("[Content_Types].xml") ? OfficeKind.None
            : names.Contains("word/document.xml") ? OfficeKind.Word
            : names.Contains("xl/workbook.xml") ? OfficeKind.Spreadsheet
            : OfficeKind.None;
        if ((kind & welcome) == OfficeKind.None)
        {
            throw UnreadableFileException.WrongKind();
        }

        if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw UnreadableFileException.WithMacros();
        }

        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            total += Unpacked(entry, FileLimits.ZipBytes - total);
            if (IsRead(entry.FullName))
            {
                CheckXml(entry);
            }
        }

        return kind;
    }

    private static ZipArchive Open(byte[] content)
    {
        try
        {
            var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            _ = archive.Entries;
            return archive;
        }
        catch (InvalidDataException exception)
        {
            throw UnreadableFileException.Damaged(exception);
        }
    }

    /// <summary>Counts what really comes out: the size a ZIP declares is the attacker's word.</summary>
    private static long Unpacked(ZipArchiveEntry entry, long allowed)
    {
        if (entry.Length > allowed)
        {
            throw UnreadableFileException.ZipBomb();
        }

        if (entry.IsEncrypted)
        {
            throw UnreadableFileException.Encrypted();
        }

        try
        {
            using var stream = entry.Open();
            var buffer = new byte[81920];
            var count = 0L;
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                count += read;
                if (count > allowed || (count > FileLimits.ZipHarmlessBytes && count > entry.CompressedLength * FileLimits.ZipRatio))
                {
                    throw UnreadableFileException.ZipBomb();
                }
            }

            return count;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw UnreadableFileException.Damaged(exception);
        }
    }

    private static bool IsRead(string name) =>
        name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("customXml/", StringComparison.OrdinalIgnoreCase));

    /// <summary>No declarations of entities, and no deeper than a document goes: building a tree of it takes the square of its depth.</summary>
    private static void CheckXml(ZipArchiveEntry entry)
    {
        try
        {
            using var stream = entry.Open();
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.Read())
            {
                if (xml.Depth > FileLimits.NestedElements)
                {
                    throw UnreadableFileException.Damaged();
                }
            }
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            throw UnreadableFileException.Damaged(exception);
        }
    }
}
