using System.Text.RegularExpressions;

namespace Workflow.Domain.Analyses;

/// <summary>The part of the report about one field; <see cref="Field"/> is null for text under no field's heading.</summary>
internal sealed record FieldSection(int? Field, IReadOnlyList<PlacedBlock> Blocks)
{
    public IEnumerable<PlacedParagraph> Paragraphs => Blocks.OfType<PlacedParagraph>();

    /// <summary>The headings count as the score set does: what stands under heading 3 is field 3.</summary>
    public bool CountsAlike { get; init; }

    public bool Holds(TextSpan span) => Blocks.Count > 0 && span.Start >= Blocks[0].Span.Start && span.End <= Blocks[^1].Span.End;
}

/// <summary>Cuts section I into the parts about each field, by headings that say a field's name or its number.</summary>
internal static partial class FieldSections
{
    private const int LongestHeading = 200;

    public static IReadOnlyList<FieldSection> Read(IReadOnlyList<PlacedBlock> blocks, IReadOnlyCollection<FieldRow> fields)
    {
        var names = new FieldNames(fields);
        var sections = new List<FieldSection>();
        var open = new List<PlacedBlock>();
        var (field, depth, alike) = ((int?)null, int.MinValue, false);
        foreach (var block in blocks)
        {
            var heading = block is PlacedParagraph paragraph ? Outline.HeadingIn(paragraph) ?? Unnumbered(paragraph) ?? WithLoss(paragraph, fields) : null;
            var about = heading is null ? null : names.FieldOf(heading);
            if (heading is null || (about is null && heading.Depth > depth && field is not null))
            {
                open.Add(block);
                continue;
            }

            sections.Add(new FieldSection(field, open) { CountsAlike = alike });
            open = [];
            (field, depth, alike) = (about, heading.Depth, about is not null && heading.Number == about);
        }

        sections.Add(new FieldSection(field, open) { CountsAlike = alike });
        return [.. sections.Where(section => section.Blocks.Count > 0 || section.Field is not null)];
    }

    /// <summary>A heading that carries no number, or only a mark: "a) Cải cách thể chế", "* Về lĩnh vực 3:", "Lĩnh vực 2. Cải cách thể chế".</summary>
    private static Heading? Unnumbered(PlacedParagraph paragraph)
    {
        if (paragraph.Text.Length > LongestHeading || paragraph.StatesALoss)
        {
            return null;
        }

        var match = Marked().Match(paragraph.Text);
        return match.Success && (match.Groups["mark"].Length > 0 || match.Groups["word"].Success)
            ? new Heading(Outline.Unnumbered, NumberIn(match), match.Groups["title"].Value)
            : null;
    }

    /// <summary>A heading that tells what its field lost as a whole: "5. Chế độ công vụ (mất 2,6 điểm)"; a criterion is never called like a field.</summary>
    private static Heading? WithLoss(PlacedParagraph paragraph, IReadOnlyCollection<FieldRow> fields)
    {
        if (paragraph.Text.Length > LongestHeading || Lossy().Match(paragraph.Text) is not { Success: true } match)
        {
            return null;
        }

        var title = match.Groups["title"].Value;
        return fields.Any(field => Words.Contained(field.Name, title) == 1 && Words.Contained(title, field.Name) == 1) ? new Heading(1, NumberIn(match), title) : null;
    }

    private static int? NumberIn(Match match) =>
        match.Groups["roman"].Success ? RowLabel.Roman(match.Groups["roman"].Value)
        : match.Groups["number"].Success ? int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(
        @"^(?<mark>(?:[-+*•–]|\(?[a-hđ\d]{1,2}\))\s*)?(?:[Vv]ề\s+)?(?:(?<word>[Ll]ĩnh vực|LĨNH VỰC|[Cc]hỉ số thành phần|CHỈ SỐ THÀNH PHẦN|[Nn]hóm tiêu chí)\s*(?:số\s+)?(?:(?<roman>[IVX]{1,5})(?=[\s.:]|$)|(?<number>\d{1,2})(?=[\s.:]|$))?\s*[.:–-]?\s*)?(?:về\s+)?(?<title>[“""]?\p{L}[^.;]{2,120}?|)\s*:?$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(
        @"^(?:(?<roman>[IVX]{1,5})|(?<number>\d{1,2}))\s*[.:/–-]\s*(?<title>\p{L}[^()]{2,150}?)\s*\((?:bị\s+)?(?:trừ|mất)\s+(?:tổng(?:\s+cộng)?\s+)?\d{1,3}(?:[.,]\d{1,4})?\s*(?:điểm|đ)\)\s*[:.]?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lossy();
}
