using System.Buffers;

namespace Workflow.MailCatcher;

/// <summary>Cuts a byte stream into lines, never holding more of a line than it was allowed to.</summary>
internal sealed class SmtpLineReader(Stream stream)
{
    private readonly byte[] buffer = new byte[8192];
    private int start;
    private int end;

    /// <summary>
    /// A line without its end, or null when the peer is gone. A line of a message ends only with CR LF: a bare LF is content, so that
    /// nobody can hide a second message behind a dot on a line of its own making. A command ends at any LF, to be refused in words.
    /// </summary>
    public async ValueTask<SmtpLine?> ReadAsync(bool inMessage, int limit, CancellationToken cancellation)
    {
        var line = new ArrayBufferWriter<byte>(128);
        var length = 0;
        var previous = (byte)0;
        while (true)
        {
            if (start == end)
            {
                start = 0;
                end = await stream.ReadAsync(buffer, cancellation);
                if (end == 0)
                {
                    return null;
                }
            }

            var rest = buffer.AsMemory(start, end - start);
            var feed = rest.Span.IndexOf((byte)'\n');
            var piece = feed < 0 ? rest : rest[..feed];
            if (length < limit)
            {
                line.Write(piece.Span[..Math.Min(piece.Length, limit - length)]);
            }

            length += piece.Length;
            previous = piece.Length > 0 ? piece.Span[^1] : previous;
            start += piece.Length;
            if (feed < 0)
            {
                continue;
            }

            start++;
            if (previous == '\r' || !inMessage)
            {
                var proper = previous == '\r';
                var tooLong = length > limit;
                var content = line.WrittenMemory;
                return new(proper && !tooLong ? content[..^1] : content, tooLong, proper);
            }

            // A bare LF within a message is content.
            previous = (byte)'\n';
            length++;
            if (length <= limit)
            {
                line.Write("\n"u8);
            }
        }
    }
}

/// <param name="EndsInCrLf">False for a command that ended in a bare LF.</param>
internal sealed record SmtpLine(ReadOnlyMemory<byte> Bytes, bool TooLong, bool EndsInCrLf);
