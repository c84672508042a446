using System.IO.Compression;
using System.Text;

namespace Workflow.Fuzz;

/// <summary>Makes a hostile variation of an input: bytes, tokens and stretches changed; of a ZIP mostly inside one of its parts.</summary>
internal static class Mutation
{
    private static readonly string[] Tokens =
    [
        "0", "-1", "2147483647", "4294967296", "99999999999999999999", "1e400", "NaN", "0,5", "1.234,5", "%", "(trừ ", " điểm)", "Tiêu chí 1.2.", "31/02/2023", "tháng 13",
        "\n", "\t", "|", "\u0000", "\uFEFF", "\u0301", "\uD800", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "<w:p>", "</w:p>", "<w:gridSpan w:val=\"9999\"/>", "<w:vMerge/>",
        "<w:numPr>", "w:val=\"", "<c r=\"ZZZ1\">", "<mergeCell ref=\"A1:XFD1048576\"/>", "&#x10FFFF;", "<!DOCTYPE x [", "]]>", "<<", ">>", "[", "]", "(", ")", " obj", "endobj", " R ",
        "stream", "endstream", "/Kids [", "/Count ", "/Length ", "/Filter /FlateDecode", "/Parent ", "/Type /Pages", "/Contents ", "/Resources ", "/XObject ", "/Font ", "/ToUnicode ",
        " Do ", " BT ", " ET ", " Tj ", " TJ ", " Tf ", " Tm ", " cm ", " re ", " q ", " Q ", " BI ", " ID ", " EI ", "xref", "trailer", "startxref", "/Prev ", "/Root ", "/W [",
    ];

    public static byte[] Of(byte[] input, IReadOnlyList<byte[]> others, Random random)
    {
        if (input.AsSpan().StartsWith("PK\u0003\u0004"u8) && random.Next(8) > 0)
        {
            return InsideZip(input, random);
        }

        return Changed(input, others, random);
    }

    private static byte[] Changed(byte[] input, IReadOnlyList<byte[]> others, Random random)
    {
        var bytes = input.ToList();
        for (var times = 1 << random.Next(5); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 1 << random.Next(1, 10)), bytes.Count - at);
            switch (random.Next(9))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4 when bytes.Count < 200_000:
                    bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), random.Next(1, 100)).SelectMany(part => part).Take(50_000).ToList());
                    break;
                case 5 or 6:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 7:
                    var other = others[random.Next(others.Count)];
                    var from = random.Next(Math.Max(1, other.Length));
                    bytes.InsertRange(at, other.Skip(from).Take(length));
                    break;
                default:
                    ChangeNumber(bytes, at, random);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void ChangeNumber(List<byte> bytes, int at, Random random)
    {
        var digit = bytes.FindIndex(at, one => one is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
        {
            bytes[digit] = (byte)('0' + random.Next(10));
        }
    }

    private static byte[] InsideZip(byte[] input, Random random)
    {
        try
        {
            using var from = new ZipArchive(new MemoryStream(input));
            var chosen = random.Next(Math.Max(1, from.Entries.Count));
            var output = new MemoryStream();
            using (var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            {
                for (var at = 0; at < from.Entries.Count; at++)
                {
                    using var content = new MemoryStream();
                    using (var stream = from.Entries[at].Open())
                    {
                        stream.CopyTo(content);
                    }

                    var bytes = content.ToArray();
                    using var entry = to.CreateEntry(from.Entries[at].FullName, CompressionLevel.Fastest).Open();
                    entry.Write(at == chosen ? Changed(bytes, [bytes], random) : bytes);
                }
            }

            return output.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException)
        {
            // No ZIP any longer.
            return Changed(input, [input], random);
        }
    }
}
