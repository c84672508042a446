using System.Globalization;
using System.Text;
using MimeKit;

namespace Workflow.MailCatcher;

/// <summary>One message on disk, with what a list of messages has to say about it.</summary>
/// <param name="ReceivedAt">When the catcher took it; the date the sender wrote is <paramref name="WrittenAt"/>.</param>
public sealed record CaughtMessage(
    string Path,
    DateTimeOffset ReceivedAt,
    string EnvelopeFrom,
    IReadOnlyList<string> EnvelopeTo,
    string Subject,
    string? MessageId,
    DateTimeOffset? WrittenAt)
{
    internal const string FromHeader = "X-Envelope-From";
    internal const string ToHeader = "X-Envelope-To";
    private const string NameFormat = "yyyyMMdd-HHmmss-fff";

    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The whole file: the two envelope headers, then the message byte for byte as it came.</summary>
    public Task<byte[]> ReadAsync(CancellationToken cancellation = default) => File.ReadAllBytesAsync(Path, cancellation);

    public async Task<MimeMessage> OpenAsync(CancellationToken cancellation = default)
    {
        using var content = new MemoryStream(await ReadAsync(cancellation));
        return await MimeMessage.LoadAsync(content, cancellation);
    }

    internal static string NameFor(DateTimeOffset receivedAt, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{receivedAt.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture)}-{sequence:D6}.eml");

    internal static byte[] EnvelopeHeaders(string from, IEnumerable<string> recipients) =>
        Encoding.UTF8.GetBytes($"{FromHeader}: {from}\r\n{ToHeader}: {string.Join(",\r\n ", recipients)}\r\n");

    /// <returns>Null when the file is not one that a catcher wrote.</returns>
    internal static CaughtMessage? Read(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        if (name.Length < NameFormat.Length || !DateTimeOffset.TryParseExact(name[..NameFormat.Length], NameFormat,
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var receivedAt))
        {
            return null;
        }

        var headers = HeadersOf(path);
        return new(
            path,
            receivedAt,
            headers[FromHeader]?.Trim() ?? "",
            (headers[ToHeader] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            headers[HeaderId.Subject] ?? "",
            headers[HeaderId.MessageId]?.Trim(),
            MimeKit.Utils.DateUtils.TryParse(headers[HeaderId.Date] ?? "", out var writtenAt) ? writtenAt : null);
    }

    private static HeaderList HeadersOf(string path)
    {
        using var content = File.OpenRead(path);
        try
        {
            return new MimeParser(content, MimeFormat.Entity).ParseHeaders();
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
