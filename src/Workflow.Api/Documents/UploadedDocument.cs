using System.Security.Cryptography;
using System.Text;
using Workflow.Domain.Analyses;

namespace Workflow.Api.Documents;

/// <summary>A file that a person uploaded, or text that a person pasted.</summary>
/// <param name="Content">The file; empty where text was pasted.</param>
/// <param name="PastedText">Null where a file was uploaded.</param>
public sealed record UploadedDocument(string FileName, byte[] Content, string? PastedText = null)
{
    /// <summary>Lower-case hex of the file, or of the text in UTF-8.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(PastedText is { } pasted ? Encoding.UTF8.GetBytes(pasted) : Content));

    /// <summary>Its paragraphs and tables; a file is read in a process of its own.</summary>
    /// <exception cref="UnreadableFileException">When the file is refused; the code says why.</exception>
    internal async Task<SourceDocument> ReadAsync(Readings readings, CancellationToken cancellationToken) =>
        PastedText is { } pasted ? DocumentReader.ReadText(pasted) : SourceDocument.Of(await readings.BlocksAsync(Content, progress: null, cancellationToken));
}
