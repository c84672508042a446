using Workflow.Domain.Evidence;

namespace Workflow.Web;

internal static class UploadLimit
{
    /// <summary>The largest file, and a little for the form around it.</summary>
    public const int Bytes = EvidenceItem.MaxSize + (64 * 1024);

    public static async Task<byte[]> ReadAsync(this IFormFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
