using System.Text;

namespace Workflow.Api.Documents;

/// <summary>Tells the encoding of a text file: UTF-8 with or without a mark, or UTF-16.</summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(false, false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(true, false, throwOnInvalidBytes: true);

    public static bool LooksLikeText(ReadOnlySpan<byte> content)
    {
        var sample = content[..Math.Min(content.Length, 4096)];
        if (Utf16Of(content) is not null)
        {
            return true;
        }

        foreach (var one in sample)
        {
            if (one < ' ' && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="UnreadableFileException">When the bytes are no UTF text; of the old encodings TCVN3 and VNI are known by name.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            return (Utf16Of(content) ?? StrictUtf8).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            LegacyLetters.Refuse(Encoding.Latin1.GetString(content));
            throw UnreadableFileException.WrongEncoding();
        }
    }

    private static Encoding? Utf16Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return LittleEndian;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return BigEndian;
        }

        return ZeroBytesAt(content, 1) ? LittleEndian : ZeroBytesAt(content, 0) ? BigEndian : null;
    }

    /// <summary>Without a mark, the many ASCII letters of a text give every second byte away as zero, and no other.</summary>
    private static bool ZeroBytesAt(ReadOnlySpan<byte> content, int parity)
    {
        var pairs = Math.Min(content.Length, 4096) / 2;
        var zeros = 0;
        for (var pair = 0; pair < pairs; pair++)
        {
            zeros += content[(2 * pair) + parity] == 0 ? 1 : 0;
            if (content[(2 * pair) + 1 - parity] == 0)
            {
                return false;
            }
        }

        return pairs > 0 && zeros > pairs / 2;
    }
}
