using Workflow.Api.Documents;

namespace Workflow.Api.Http;

/// <summary>Takes a file that was sent, unless it is larger than allowed.</summary>
public static class Uploads
{
    /// <exception cref="UnreadableFileException">Larger than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(IFormFile file, int most, CancellationToken cancellationToken)
    {
        if (file.Length > most)
        {
            throw new UnreadableFileException("file.too-large", StatusCodes.Status413PayloadTooLarge);
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
