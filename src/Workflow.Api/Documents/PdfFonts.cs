using System.Buffers.Binary;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Workflow.Api.Documents;

/// <summary>
/// Hands the library every TrueType font a PDF brings along without the shapes of its letters, which a text layer does not need.
/// They are where hostile fonts do harm: a letter composed of itself overflows the stack, which nothing catches, and one that
/// claims a million points takes all memory.
/// </summary>
internal sealed class PdfFonts : IFilterProvider
{
    private readonly IFilterProvider known = DefaultFilterProvider.Instance;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Shapeless(known.GetFilters(dictionary), IsFont(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Shapeless(known.GetNamedFilters(names), isFont: false);

    public IReadOnlyList<IFilter> GetAllFilters() => known.GetAllFilters();

    /// <summary>The last filter does it; a filter more would run into the library's bounds for several.</summary>
    private static IReadOnlyList<IFilter> Shapeless(IReadOnlyList<IFilter> filters, bool isFont) =>
        filters.Count > 0 ? [.. filters.SkipLast(1), new WithoutShapes(filters[^1])]
        : isFont ? [new WithoutShapes(null)]
        : [];

    private static bool IsFont(DictionaryToken dictionary) => dictionary.ContainsKey(NameToken.Length1);

    private sealed class WithoutShapes(IFilter? filter) : IFilter
    {
        private const int Header = 12;
        private const int TableEntry = 16;

        public bool IsSupported => filter?.IsSupported ?? true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            var decoded = filter?.Decode(input, streamDictionary, filterProvider, filterIndex) ?? input.ToArray();
            if (IsFont(streamDictionary) || decoded.Span.StartsWith("\0\u0001\0\0"u8) || decoded.Span.StartsWith("true"u8))
            {
                Empty(decoded.Span);
            }

            return decoded;
        }

        /// <summary>Every letter's shape then begins where it ends: the table loca, which says where, is all zeros.</summary>
        private static void Empty(Span<byte> font)
        {
            if (font.Length < Header)
            {
                return;
            }

            var tables = BinaryPrimitives.ReadUInt16BigEndian(font[4..]);
            for (var at = Header; tables > 0 && at + TableEntry <= font.Length; at += TableEntry, tables--)
            {
                var start = BinaryPrimitives.ReadUInt32BigEndian(font[(at + 8)..]);
                var length = BinaryPrimitives.ReadUInt32BigEndian(font[(at + 12)..]);
                if (font.Slice(at, 4).SequenceEqual("loca"u8) && start < font.Length)
                {
                    font.Slice((int)start, (int)Math.Min(length, font.Length - start)).Clear();
                }
            }
        }
    }
}
